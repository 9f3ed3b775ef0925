// Tries of the packed package that need nothing but this checkout: a list of { title, run(world) }.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { Failure } from "../log.mjs";
import { capture, nodeProgram } from "../run.mjs";
import { emptyFolder, install, pack, write } from "./npm.mjs";
import { html, inPage, threeLines, typed } from "./programs.mjs";
import { titleOf } from "./title.mjs";

/** Files of the package that nobody needs there. */
const STRANGERS = /\.(map|test\.|spec\.)|(^|\/)(src|web|tests|scripts|node_modules)\//;
/** More bytes than this, unpacked, are a mistake. */
const LARGEST = 8_000_000;

const files = (folder) =>
  readdirSync(folder, { recursive: true }).filter((name) => statSync(join(folder, name)).isFile());

/** Every path that a package.json names, wildcards aside. */
function named(value) {
  if (typeof value === "string") return value.startsWith("./") ? [value] : [];
  return value && typeof value === "object" ? Object.values(value).flatMap(named) : [];
}

function contents({ unpacked }) {
  const listed = files(unpacked);
  const strange = listed.filter((name) => STRANGERS.test(name));
  if (strange.length > 0) throw new Failure(`In the package, and of no use there: ${strange.join(", ")}`);
  const manifest = JSON.parse(readFileSync(join(unpacked, "package.json"), "utf8"));
  if (manifest.private || manifest.dependencies) throw new Failure("It is private, or it installs other packages.");
  const { exports, bin, customElements } = manifest;
  const missing = named([exports, bin, `./${customElements}`]).filter((path) => !existsSync(join(unpacked, path)));
  if (missing.length > 0) throw new Failure(`package.json names what is not there: ${missing.join(", ")}`);
  const bytes = listed.reduce((sum, name) => sum + statSync(join(unpacked, name)).size, 0);
  if (bytes > LARGEST) throw new Failure(`${bytes} bytes, allowed ${LARGEST}`);
  return `${listed.length} files, ${(bytes / 1e6).toFixed(1)} MB`;
}

async function lint({ unpacked }) {
  const { publint } = await import("publint");
  const { messages } = await publint({ pkgDir: unpacked, strict: true, pack: false });
  if (messages.length > 0) throw new Failure(JSON.stringify(messages, null, 1));
}

async function typesAreRight({ archive }) {
  // Stylesheets, data and JSON have no types.
  const rest = ["element.css", "engine.wasm", "digits8x8.csv", "custom-elements.json", "package.json"];
  const arguments_ = [archive, "--profile", "node16", "--no-color", "--no-emoji", "--exclude-entrypoints", ...rest];
  await capture(process.execPath, [nodeProgram("@arethetypeswrong/cli/dist/index.js"), ...arguments_]);
}

async function underNode(world) {
  write(world.folder, {
    "three.mjs": threeLines,
    "events.cjs": `const before = JSON.stringify([process.eventNames(), Object.keys(globalThis)]);
import("gradient-playground").then(async ({ loadEngine }) => {
  const engine = await loadEngine();
  engine.createTrainer({ data: { dataset: "digits" }, features: ["raw"] }).trainSteps(1);
  const after = JSON.stringify([process.eventNames(), Object.keys(globalThis)]);
  console.log(before === after ? "true" : before + " became " + after);
});\n`,
    "element.mjs": `import "gradient-playground/element";
import "gradient-playground/element";
console.log(typeof globalThis.customElements);\n`,
  });
  const loss = Number(await world.node("three.mjs"));
  if (!(loss > 0 && loss < 10)) throw new Failure(`One step gave the loss ${loss}.`);
  const left = await world.node("events.cjs");
  if (left !== "true") throw new Failure(`It leaves handlers or global names behind: ${left}`);
  if ((await world.node("element.mjs")) !== "undefined") throw new Failure("The element needs a DOM to be imported.");
  return `loss ${loss}`;
}

async function byRequire(world) {
  write(world.folder, {
    "required.cjs": `require("gradient-playground").loadEngine().then(() => console.log("loaded"));\n`,
  });
  if ((await world.node("required.cjs")) !== "loaded") throw new Failure("require() does not lead to the engine.");
  const old = await world.node("--no-experimental-require-module", "required.cjs").catch((error) => error.stderr);
  if (!/gradient-playground is an ES module/.test(old)) throw new Failure(`An old Node says: ${old}`);
}

async function commandLine({ folder }) {
  const program = join(folder, "node_modules", ".bin", "gradient-playground");
  const call = promisify(execFile);
  const { stdout } = await call(program, ["train", "spirals-four-features", "--epochs", "1", "--json"], {
    cwd: folder,
  });
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  if (lines.at(-1)?.epoch !== 1 && lines.at(-1)?.progress?.epoch !== 1) throw new Failure(stdout);
}

async function types({ folder }) {
  write(folder, { "typed.ts": typed });
  const strict = ["--strict", "--noEmit", "--target", "es2022", "--lib", "es2022,dom"];
  for (const [module, resolution] of [
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ]) {
    const how = ["--module", module, "--moduleResolution", resolution];
    const tsc = [nodeProgram("typescript/bin/tsc"), ...strict, ...how, "--types", "", "typed.ts"];
    await capture(process.execPath, tsc, { cwd: folder });
  }
}

async function viteBuild({ folder, browser }) {
  write(folder, { "index.html": html('<script type="module" src="./page.js"></script>'), "page.js": inPage() });
  await capture(process.execPath, [nodeProgram("vite/bin/vite.js"), "build", "--base", "./", "--logLevel", "warn"], {
    cwd: folder,
  });
  return titleOf(browser, join(folder, "dist"));
}

export const shortTries = [
  { title: "It holds what it names and nothing else", run: contents },
  { title: "publint", run: lint },
  { title: "Are the types wrong?", run: typesAreRight },
  { title: "Three lines under Node, which end by themselves", run: underNode },
  { title: "require(), and its clear word where Node is too old for it", run: byRequire },
  { title: "The command line", run: commandLine },
  { title: "TypeScript, strict, with its library's declarations checked", run: types },
  { title: "Vite: build", run: viteBuild },
];

/** The package packed, unpacked, and installed without the network into an empty folder. */
export async function preparedWorld(browser) {
  const folder = emptyFolder("alone");
  const archives = join(folder, "..", "archive");
  mkdirSync(archives);
  const archive = await pack(archives);
  await install(folder, archive);
  const node = (...args) =>
    promisify(execFile)(process.execPath, args, { cwd: folder, timeout: 20_000 }).then(({ stdout }) => stdout.trim());
  const unpacked = join(folder, "node_modules", "gradient-playground");
  return { archive, folder, unpacked, node, browser };
}
