// What is built, from what, in which order. Each part is made again only when something it is made of has changed.
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cmakeBuild } from "./cmake.mjs";
import { ensureNodeModules, ensurePackages } from "./install.mjs";
import { step } from "./log.mjs";
import { writeManifest } from "./package/manifest.mjs";
import { capture, nodeProgram, root } from "./run.mjs";
import { contentHash, unlessDone } from "./stamp.mjs";

const common = [
  "web",
  "data",
  "build/engine",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "vite.engine-wasm.ts",
];

const RECORDER = "build/first/record-first.js";
const FIRST = "build/first.json";

/** The WebAssembly: build/engine/engine.wasm, engine-float32.wasm, engine.mjs, engine.d.mts. */
export async function buildEngine() {
  await ensurePackages("engine");
  await ensureNodeModules();
  await cmakeBuild("Engine as WebAssembly (build/engine)", "wasm-release", "engine_files");
}

async function viteBuild(title, config, output, more = []) {
  await step(title, async () => {
    const built = await unlessDone(config, contentHash([...common, ...more, config]), [output], () =>
      capture(process.execPath, [nodeProgram("vite/bin/vite.js"), "build", "--config", config, "--logLevel", "warn"]),
    );
    return built ? "" : "up to date";
  });
}

/** Declarations (.d.ts) of a project's files, from `rootDir` into `outDir`; they need no compiled engine. */
async function emitTypes(project, rootDir, outDir, output) {
  const inputs = ["web", "emscripten/engine.d.mts", "package-lock.json", "tsconfig.json", project];
  const built = await unlessDone(project, contentHash(inputs), [output], () =>
    capture(process.execPath, [
      nodeProgram("typescript/bin/tsc"),
      ...["--project", project, "--rootDir", rootDir, "--outDir", outDir],
      ...["--noEmit", "false", "--declaration", "--emitDeclarationOnly"],
    ]),
  );
  return built ? "" : "up to date";
}

/** The package's types: dist/engine/*.d.ts, and what they name of dist/links and dist/export. */
export const engineTypes = () => emitTypes("tsconfig.engine.json", "web", "dist", "dist/engine/index.d.ts");

/** The element's types as others see them: dist/embed/package.d.ts. */
const elementTypes = () => emitTypes("tsconfig.element.json", "web", "dist", "dist/embed/package.d.ts");

/** What editors read about the element, from its source. */
async function manifest() {
  const output = "dist/custom-elements.json";
  const hash = contentHash(["web/embed", "scripts/lib/package/manifest.mjs", "package-lock.json"]);
  return (await unlessDone("custom-elements", hash, [output], () => writeManifest(output))) ? "" : "up to date";
}

async function node() {
  await viteBuild("Package for Node and bundlers (dist/engine)", "vite.engine.config.ts", "dist/engine/index.js");
  await step("Types of the package (dist/engine/*.d.ts)", engineTypes);
  for (const name of ["require.cjs", "require.d.cts"]) {
    copyFileSync(join(root, "scripts/lib/package", name), join(root, "dist", name));
  }
  await viteBuild("Command line (dist/cli)", "vite.cli.config.ts", "dist/cli/gradient-playground.js", ["cli"]);
}

async function element() {
  await viteBuild("Custom element (dist/element)", "vite.element.config.ts", "dist/element/gradient-playground.js");
  await step("Types of the element (dist/embed)", elementTypes);
  await step("Manifest of the element (dist/custom-elements.json)", manifest);
}

/** What the page shows before its engine has come: build/first.json. */
export async function recordFirst() {
  await viteBuild("Program that records the first picture (build/first)", "vite.record.config.ts", RECORDER);
  await step("First picture (build/first.json)", async () => {
    const built = await unlessDone("first", contentHash(["build/first"]), [FIRST], async () => {
      writeFileSync(join(root, FIRST), await capture(process.execPath, [join(root, RECORDER)]));
    });
    return built ? "" : "up to date";
  });
}

async function page() {
  await recordFirst();
  const more = ["vite.offline.ts", "vite.first.ts", FIRST];
  await viteBuild("Page (dist/page)", "vite.config.ts", "dist/page/index.html", more);
  await viteBuild("Page as one file (dist/single)", "vite.single.config.ts", "dist/single/playground.html");
}

export async function buildPage() {
  await buildEngine();
  await page();
}

export async function buildNodePackage() {
  await buildEngine();
  await node();
}

export async function buildAll() {
  await buildEngine();
  await node();
  await element();
  await page();
}
