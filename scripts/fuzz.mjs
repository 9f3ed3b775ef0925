/**
 * npm run fuzz [-- --minutes N --only experiment,properties]
 *
 * Looks for inputs that break a promise of docs/reliability.md, N minutes each: the programs of tests/fuzz natively under
 * libFuzzer with sanitizers, then the fast-check properties of links and shown digits again and again. What libFuzzer finds is kept in
 * build/fuzz/NAME and printed; put it into tests/fuzz/corpus/NAME, where the C++ tests run over it for ever.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildNodePackage } from "./lib/build.mjs";
import { cmakeBuild } from "./lib/cmake.mjs";
import { ensurePackages } from "./lib/install.mjs";
import { bold, Failure, main } from "./lib/log.mjs";
import { nodeProgram, root, run } from "./lib/run.mjs";

const NATIVE = ["experiment", "own-rows", "checkpoint", "snapshot"];
const PROPERTIES = "properties";
const { values: options } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    only: { type: "string", default: [...NATIVE, PROPERTIES].join(",") },
  },
});

/** @returns whether nothing was found */
async function fuzzNatively(name, seconds) {
  const found = join(root, "build", "fuzz", name);
  mkdirSync(found, { recursive: true });
  const code = await run(
    join(root, "build", "native-fuzz", `gp_fuzz_${name}`),
    [
      `-max_total_time=${seconds}`,
      "-max_len=4096",
      "-timeout=20", // seconds that one input may take
      "-rss_limit_mb=4096",
      "-print_final_stats=1",
      "-verbosity=0",
      `-artifact_prefix=${found}/`,
      found,
      join(root, "tests", "fuzz", "corpus", name),
    ],
    { env: { UBSAN_OPTIONS: "print_stacktrace=1" } },
  );
  return code === 0;
}

/** A hundred thousand changes at a time, other ones each time. */
async function tryProperties(seconds) {
  const end = performance.now() + seconds * 1000;
  do {
    const files = ["tests/node/links/fuzz.test.ts", "tests/node/explain/digits.test.ts"];
    const code = await run(
      process.execPath,
      [nodeProgram("vitest/vitest.mjs"), "run", ...files, "--testTimeout=600000"],
      { env: { GP_FUZZ: "100000" } },
    );
    if (code !== 0) return false;
  } while (performance.now() < end);
  return true;
}

main(async () => {
  const seconds = Number(options.minutes) * 60;
  if (!(seconds > 0)) throw new Failure(`--minutes = ${options.minutes}, allowed numbers above 0`);
  const chosen = options.only.split(",");
  const unknown = chosen.filter((name) => ![...NATIVE, PROPERTIES].includes(name));
  if (unknown.length > 0)
    throw new Failure(`--only = ${unknown.join(",")}, allowed ${[...NATIVE, PROPERTIES].join(", ")}`);
  const failed = [];
  if (chosen.some((name) => NATIVE.includes(name))) {
    await ensurePackages("engine", "tests", "fuzz");
    await cmakeBuild("Fuzzing programs (build/native-fuzz)", "native-fuzz", "gp_fuzz");
  }
  if (chosen.includes(PROPERTIES)) await buildNodePackage();
  for (const name of chosen) {
    console.log(`\n${bold(`== ${name} ==`)}`);
    const well = name === PROPERTIES ? await tryProperties(seconds) : await fuzzNatively(name, seconds);
    if (!well) failed.push(name);
  }
  console.log(failed.length > 0 ? `\nFound something: ${failed.join(", ")}` : "\nNothing was found.");
  process.exitCode = failed.length > 0 ? 1 : 0;
});
