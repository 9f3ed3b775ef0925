/**
 * npm run bench [-- --playground PATH --only T-medium,Frame --contestants native,pytorch --rounds 7 --table FILE]
 *
 * Measures the package against its peers. They are installed for this alone, in benchmarks/.
 */
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildNodePackage } from "./lib/build.mjs";
import { cmakeBuild } from "./lib/cmake.mjs";
import { ensurePackages } from "./lib/install.mjs";
import { main, step } from "./lib/log.mjs";
import { capture, root, run } from "./lib/run.mjs";
import { contentHash, unlessDone } from "./lib/stamp.mjs";

/** Peers of benchmarks/package-lock.json; none of their install scripts runs. */
async function ensurePeers() {
  const folder = join(root, "benchmarks");
  const record = join(folder, "node_modules", ".package-lock.json");
  const lock = contentHash(["benchmarks/package-lock.json"]);
  await step("Peers of benchmarks/package-lock.json", async () => {
    const done = await unlessDone("benchmarks", lock, ["benchmarks/node_modules/.package-lock.json"], () =>
      capture("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: folder }),
    );
    const count = Object.keys(JSON.parse(readFileSync(record, "utf8")).packages).length;
    return `${count} packages${done ? "" : ", up to date"}`;
  });
}

/** A module that is nothing but loops to be timed. @param sources  its own first */
async function buildLoops(title, name, sources, watched) {
  const output = `build/bench/${name}.wasm`;
  await step(`${title} (${output})`, async () => {
    await unlessDone(name, contentHash([...sources, ...watched]), [output], async () => {
      mkdirSync(join(root, "build", "bench"), { recursive: true });
      const flags = ["-std=c++20", "-O3", "-msimd128", "-ffp-contract=off", "-fno-math-errno", "-I", "src"];
      await capture("em++", [...flags, ...sources, "-sSTANDALONE_WASM", "--no-entry", "-o", output]);
    });
  });
}

main(async () => {
  await ensurePackages("engine", "native", "tests"); // the native program reads JSON as the tests do
  await buildNodePackage();
  await cmakeBuild("Core natively (build/native-bench)", "native-bench", "gp_bench");
  await buildLoops("The machine's limit", "limit", ["benchmarks/limit/limit.cpp"], ["src/base"]);
  const activations = ["benchmarks/limit/activations.cpp", "src/nn/activations.cpp"];
  await buildLoops("Activations alone", "activations", activations, ["src/base", "src/nn"]);
  await ensurePeers();
  // Debian's PyTorch multiplies by whatever BLAS is there; without another one, by the slow reference.
  if (existsSync("/usr/lib/python3/dist-packages/torch")) await ensurePackages("blas");
  else console.log("PyTorch is left out unless python3 has it (Debian package python3-torch).");
  process.exitCode = await run(process.execPath, ["benchmarks/compare/main.mjs", ...process.argv.slice(2)]);
});
