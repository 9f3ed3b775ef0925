// npm run fuzz [-- CHANGES]    changes of links, JSON and addresses, 100 000 unless told: npm test makes a tenth of them.
import { buildNodePackage } from "./lib/build.mjs";
import { Failure, main } from "./lib/log.mjs";
import { nodeProgram, run } from "./lib/run.mjs";

main(async () => {
  const changes = Number(process.argv[2] ?? 100_000);
  if (!Number.isInteger(changes) || changes < 1000)
    throw new Failure(`CHANGES = ${process.argv[2]}, allowed 1000 or more`);
  await buildNodePackage();
  const code = await run(
    process.execPath,
    [
      nodeProgram("vitest/vitest.mjs"),
      "run",
      "tests/node/links/fuzz.test.ts",
      "tests/node/explain/digits.test.ts",
      "--testTimeout=600000",
    ],
    {
      env: { GP_FUZZ: String(changes) },
    },
  );
  process.exitCode = code;
});
