// The C++ builds, each spelled once in CMakePresets.json.
import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { step } from "./log.mjs";
import { requirements } from "./requirements.mjs";
import { capture, which } from "./run.mjs";
import { contentHash, unlessDone } from "./stamp.mjs";

/** Configures the preset if it was not yet, and builds one target; Ninja builds only what changed. */
export async function cmakeBuild(title, preset, target) {
  await step(title, async (progress) => {
    const wasm = preset.startsWith("wasm");
    const native = preset === "native-fuzz" ? which("clang++") : (which(process.env.CXX ?? "g++") ?? which("clang++"));
    const compiler = wasm ? which("em++") : native;
    const version = execFileSync(compiler, ["--version"], { encoding: "utf8" });
    const testable = requirements.tests.every((one) => one.found()); // else the test target is left out
    const hash = contentHash(["CMakePresets.json", "emscripten/toolchain.cmake"], compiler, version, `${testable}`);
    await unlessDone(`cmake-${preset}`, hash, [`build/${preset}/build.ninja`], async () => {
      progress("configuring");
      const choice = wasm ? [] : [`-DCMAKE_CXX_COMPILER=${compiler}`];
      await capture("cmake", ["--preset", preset, "--fresh", ...choice]);
    });
    let compiled = 0;
    const jobs = String(availableParallelism());
    await capture("cmake", ["--build", "--preset", preset, "--target", target, "--parallel", jobs], {
      hide: /^\[\d+\/\d+\]/,
      onLine: (line) => {
        if (!/^\[\d+\/\d+\]/.test(line)) return;
        progress(line);
        if (line.includes("Building CXX")) compiled += 1;
      },
    });
    return compiled > 0 ? `${compiled} files compiled` : "up to date";
  });
}
