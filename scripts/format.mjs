// npm run format    writes every file of ours in the one style.
import { cppFiles } from "./lib/checks.mjs";
import { ensureNodeModules, ensurePackages } from "./lib/install.mjs";
import { main, step } from "./lib/log.mjs";
import { capture, nodeProgram } from "./lib/run.mjs";

main(async () => {
  await ensurePackages("format");
  await ensureNodeModules();
  await step("clang-format: C++", async () => {
    await capture("clang-format", ["-i", ...cppFiles(".h", ".cpp")]);
  });
  await step("Biome: TypeScript, JavaScript, CSS and JSON", async () => {
    await capture(process.execPath, [nodeProgram("@biomejs/biome/bin/biome"), "check", "--write"]);
  });
});
