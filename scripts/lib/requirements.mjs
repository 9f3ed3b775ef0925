// What the machine must have beside Node, each with the Debian package that brings it.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromiumPath, firefoxPath } from "./browser-paths.mjs";
import { which } from "./run.mjs";

const file =
  (...paths) =>
  () =>
    paths.some((path) => existsSync(path));
/** A Python, the first on the PATH or Debian's, that can import a package. */
const python = (module) => () =>
  ["python3", "/usr/bin/python3"].some(
    (name) => spawnSync(name, ["-c", `import ${module}`], { stdio: "ignore" }).status === 0,
  );
const program = (name) => () => which(name) !== null;

function cmakeIsNew() {
  if (!which("cmake")) return false;
  const [major, minor] = execFileSync("cmake", ["--version"], { encoding: "utf8" }).match(/\d+/g).map(Number);
  return major > 3 || (major === 3 && minor >= 25);
}

/** Groups of things needed together; `found` says whether the machine has it already, wherever it came from. */
export const requirements = {
  engine: [
    { name: "CMake 3.25 or newer", package: "cmake", found: cmakeIsNew },
    { name: "Ninja", package: "ninja-build", found: program("ninja") },
    { name: "Emscripten (em++)", package: "emscripten", found: () => program("em++")() && program("em-config")() },
    {
      name: "Eigen 3",
      package: "libeigen3-dev",
      found: file("/usr/include/eigen3/Eigen/Core", "/usr/local/include/eigen3/Eigen/Core"),
    },
  ],
  tests: [
    { name: "GoogleTest's sources", package: "googletest", found: file("/usr/src/googletest/CMakeLists.txt") },
    {
      name: "nlohmann-json",
      package: "nlohmann-json3-dev",
      found: file("/usr/include/nlohmann/json.hpp", "/usr/local/include/nlohmann/json.hpp"),
    },
  ],
  native: [{ name: "a C++20 compiler (g++)", package: "g++", found: () => program("g++")() || program("clang++")() }],
  blas: [
    {
      name: "OpenBLAS, as a user of PyTorch has it",
      package: "libopenblas0",
      found: () =>
        ["x86_64", "aarch64"].some((machine) => existsSync(`/usr/lib/${machine}-linux-gnu/libopenblas.so.0`)),
    },
  ],
  fuzz: [{ name: "clang, whose libFuzzer and sanitizers are used", package: "clang", found: program("clang++") }],
  headless: [{ name: "GNU parallel", package: "parallel", found: program("parallel") }],
  sites: [{ name: "MkDocs", package: "mkdocs", found: program("mkdocs") }],
  exports: [{ name: "NumPy", package: "python3-numpy", found: python("numpy") }],
  format: [{ name: "clang-format", package: "clang-format", found: program("clang-format") }],
  tidy: [{ name: "clang-tidy", package: "clang-tidy", found: program("clang-tidy") }],
  browsers: [
    { name: "Chromium without a window", package: "chromium-headless-shell", found: file(chromiumPath) },
    { name: "Firefox ESR", package: "firefox-esr", found: file(firefoxPath) },
    {
      name: "a font with Chinese characters",
      package: "fonts-noto-cjk",
      found: file("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
    },
  ],
};
