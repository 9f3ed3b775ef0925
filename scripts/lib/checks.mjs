// Every check of the sources; `npm run lint` and `npm test` run the same list.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { engineTypes } from "./build.mjs";
import { Failure, red, step } from "./log.mjs";
import { checkRooms } from "./rooms.mjs";
import { capture, nodeProgram, root } from "./run.mjs";

const cppFolders = ["src", "emscripten", "tests/cpp", "tests/fuzz", "benchmarks"];

/** All C++ files of ours, relative to the checkout. */
export function cppFiles(...endings) {
  return cppFolders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true })
        .filter((name) => endings.some((ending) => name.endsWith(ending)) && !name.includes("node_modules"))
        .map((name) => join(folder, name)),
    )
    .sort();
}

/** What a check prints when all is well is of no interest. */
async function quietly(command, args) {
  await capture(command, args);
}

const tsc = (project) => ({
  title: `Types: ${project}`,
  run: () => quietly(process.execPath, [nodeProgram("typescript/bin/tsc"), "--project", project]),
});

export const checks = [
  {
    title: "Biome: TypeScript, JavaScript, CSS and JSON",
    run: () => quietly(process.execPath, [nodeProgram("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"]),
  },
  { title: "Rooms of the page and of the core: imports point down", run: async () => checkRooms() },
  { title: "Sources: a file says one thing, in at most 400 lines", run: async () => checkLengths() },
  { title: "The published package installs nothing else", run: async () => checkDependencies() },
  {
    title: "Dead code: exports, files and packages",
    run: () => quietly(process.execPath, [nodeProgram("knip/bin/knip.js")]),
  },
  { title: "clang-format: C++", run: checkCppFormat },
  tsc("tsconfig.json"),
  tsc("tsconfig.worker.json"),
  tsc("tsconfig.engine.json"),
  { title: "Types: the package's declarations", run: engineTypes },
  tsc("tsconfig.cli.json"),
  tsc("tsconfig.node.json"), // reads those declarations, as every user of the package does
  tsc("tsconfig.e2e.json"),
];

/** The longest that a source file may be, in lines; 40 to 250 are the rule. */
const LONGEST = 400;

function checkLengths() {
  const folders = [...cppFolders, "web", "cli", "tests", "scripts", "examples"];
  const names = new Set(
    folders
      .filter((folder) => existsSync(join(root, folder)))
      .flatMap((folder) => readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, name))),
  );
  const faults = [...names]
    .filter((name) => /\.(ts|mts|mjs|cjs|js|css|cpp|h)$/.test(name) && !name.includes("node_modules"))
    .map((name) => ({ name, lines: readFileSync(join(root, name), "utf8").split("\n").length - 1 }))
    .filter(({ lines }) => lines > LONGEST)
    .map(({ name, lines }) => `${name} has ${lines} lines, allowed ${LONGEST}: split it by what it says`);
  if (faults.length > 0) throw new Failure(faults.join("\n"));
}

/** What ships is bundled: a package of the list `dependencies` would be installed beside it for nothing. */
function checkDependencies() {
  const { dependencies = {} } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const names = Object.keys(dependencies);
  if (names.length === 0) return;
  throw new Failure(`dependencies = ${names.join(", ")}, allowed none: npm install --save-dev --save-exact …`);
}

/** Versions of clang-format differ in what they write; the sources are in the one of Debian 12. */
async function checkCppFormat() {
  const version = Number((await capture("clang-format", ["--version"])).match(/version (\d+)/)?.[1]);
  if (version !== 14) return `not compared, this is version ${version} and the sources are in the format of 14`;
  await capture("clang-format", ["--dry-run", "--Werror", ...cppFiles(".h", ".cpp")]);
  return "";
}

/** Runs every check, whatever the others said; answers how many passed and failed. */
export async function runChecks(list = checks) {
  let passed = 0;
  for (const check of list) {
    try {
      await step(check.title, check.run);
      passed += 1;
    } catch (error) {
      console.log(error instanceof Failure ? red(error.message) : error);
    }
  }
  return { passed, failed: list.length - passed };
}
