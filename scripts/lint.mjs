// npm run lint [-- --tidy]    formats, lint rules and types; with --tidy clang-tidy too (some seconds a file).
import { parseArgs } from "node:util";
import { checks, cppFiles, runChecks } from "./lib/checks.mjs";
import { cmakeBuild } from "./lib/cmake.mjs";
import { ensureNodeModules, ensurePackages } from "./lib/install.mjs";
import { main } from "./lib/log.mjs";
import { capture } from "./lib/run.mjs";

main(async () => {
  const { values } = parseArgs({ options: { tidy: { type: "boolean", default: false } } });
  await ensurePackages("format");
  await ensureNodeModules();
  const list = [...checks];
  if (values.tidy) {
    await ensurePackages("engine", "native", "tidy");
    await cmakeBuild("Compile commands for clang-tidy (build/native-release)", "native-release", "gp_core_data");
    for (const file of cppFiles(".cpp").filter((path) => path.startsWith("src/"))) {
      list.push({
        title: `clang-tidy: ${file}`,
        run: async () => {
          await capture("clang-tidy", [
            "-p",
            "build/native-release",
            "--quiet",
            "--extra-arg=-Wno-unknown-warning-option",
            file,
          ]);
        },
      });
    }
  }
  const { failed } = await runChecks(list);
  process.exitCode = failed > 0 ? 1 : 0;
});
