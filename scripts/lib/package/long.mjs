// Tries of the packed package in the tools that people use it with, each installed into an empty folder of its own.
import { execFile, spawn } from "node:child_process";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { Failure } from "../log.mjs";
import { capture } from "../run.mjs";
import { emptyFolder, install, write } from "./npm.mjs";
import { asTest, elementInPage, html, inPage, threeLines } from "./programs.mjs";
import { titleAt, titleOf } from "./title.mjs";

/** An empty folder with the package, some tools, and files. */
async function project(name, { archive, progress }, packages, files, manifest) {
  const folder = emptyFolder(name);
  await install(folder, archive, packages, { manifest, onLine: progress });
  write(folder, files);
  return folder;
}

const tool = (folder, path, args, env = {}) =>
  capture(process.execPath, [join(folder, "node_modules", path), ...args], { cwd: folder, env });

/** Starts a server, waits until it prints its address, and stops it after `use`. */
async function whileServing(folder, path, args, use) {
  const child = spawn(process.execPath, [join(folder, "node_modules", path), ...args], {
    cwd: folder,
    detached: true,
    env: { ...process.env, NO_COLOR: "1", NEXT_TELEMETRY_DISABLED: "1" },
  });
  let printed = "";
  try {
    const address = await new Promise((resolve, reject) => {
      const read = (text) => {
        printed += text;
        const found = /http:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(printed);
        if (found) resolve(found[0].replace("localhost", "127.0.0.1"));
      };
      child.stdout.setEncoding("utf8").on("data", read);
      child.stderr.setEncoding("utf8").on("data", read);
      child.on("close", () => reject(new Failure(`The server ended:\n${printed}`)));
      setTimeout(() => reject(new Failure(`No address after a minute:\n${printed}`)), 60_000).unref();
    });
    return await use(address);
  } finally {
    process.kill(-child.pid);
  }
}

const underNode = (version) => ({
  title: `Node ${version}`,
  async run(world) {
    const folder = await project(`node ${version}`, world, [`node@${version}`], { "three.mjs": threeLines });
    const node = join(folder, "node_modules", "node", "bin", "node");
    const call = promisify(execFile);
    const { stdout: which } = await call(node, ["--version"]);
    if (!which.startsWith(`v${version}.`)) throw new Failure(`Node ${which}`);
    const { stdout } = await call(node, ["three.mjs"], { cwd: folder, timeout: 20_000 });
    return `${which.trim()}, loss ${stdout.trim()}`;
  },
});

const page = '<script type="module" src="./page.js"></script>';

async function vite(world) {
  const files = {
    "index.html": html(page),
    "page.js": inPage(),
    "element.html": html('<script type="module" src="./element.js"></script>'),
    "element.js": elementInPage,
    "vite.config.js": `export default {
  base: "./", optimizeDeps: { exclude: ["gradient-playground"] },
  build: { rollupOptions: { input: ["index.html", "element.html"] } },
};`,
  };
  const folder = await project("vite", world, ["vite@8"], files);
  const server = ["--host", "127.0.0.1", "--port", "4356"];
  const dev = await whileServing(folder, "vite/bin/vite.js", server, async (at) => {
    const engine = await titleAt(world.browser, `${at}/`);
    return `${engine}, element ${await titleAt(world.browser, `${at}/element.html`)}`;
  });
  await tool(folder, "vite/bin/vite.js", ["build"]);
  const built = await titleOf(world.browser, join(folder, "dist"));
  return `dev ${dev}; build ${built}, element ${await titleOf(world.browser, join(folder, "dist"), "element.html")}`;
}

async function webpack(world) {
  const config = `export default {
  mode: "production", entry: { main: "./page.js", element: "./element.js" }, output: { filename: "[name].js" },
  performance: { hints: false },
};`;
  const files = { "page.js": inPage(), "element.js": elementInPage, "webpack.config.js": config };
  files["dist/index.html"] = html('<script src="main.js"></script>');
  files["dist/element.html"] = html('<script src="element.js"></script>');
  const folder = await project("webpack", world, ["webpack@5", "webpack-cli@6"], files);
  await tool(folder, "webpack-cli/bin/cli.js", []);
  const built = await titleOf(world.browser, join(folder, "dist"));
  return `${built}, element ${await titleOf(world.browser, join(folder, "dist"), "element.html")}`;
}

async function esbuild(world) {
  const files = {
    "page.js": `import wasm from "gradient-playground/engine.wasm";\n${inPage("{ module: new URL(wasm, location.href) }")}`,
    "out/index.html": html('<script type="module" src="page.js"></script>'),
    "beside.js": inPage(),
    "beside/index.html": html('<script type="module" src="beside.js"></script>'),
  };
  const folder = await project("esbuild", world, ["esbuild@0.28"], files);
  const common = ["--bundle", "--format=esm", "--log-level=warning"];
  const bundle = (...args) => capture(join(folder, "node_modules", ".bin", "esbuild"), args, { cwd: folder });
  await bundle("page.js", ...common, "--loader:.wasm=file", "--outdir=out");
  await bundle("beside.js", ...common, "--outdir=beside");
  const engine = join(folder, "node_modules", "gradient-playground", "dist", "engine", "engine.wasm");
  copyFileSync(engine, join(folder, "beside", "engine.wasm"));
  const [named, beside] = [
    await titleOf(world.browser, join(folder, "out")),
    await titleOf(world.browser, join(folder, "beside")),
  ];
  return `as a file ${named}, copied ${beside}`;
}

async function vitest(world) {
  const files = { "one.test.js": asTest('import { expect, test } from "vitest";') };
  const folder = await project("vitest", world, ["vitest@4"], files);
  const printed = await tool(folder, "vitest/vitest.mjs", ["run"], { NO_COLOR: "1" });
  return /Tests\s+1 passed/.exec(printed)?.[0] ?? Promise.reject(new Failure(printed));
}

async function jest(world) {
  const folder = await project("jest", world, ["jest@30"], { "one.test.js": asTest() }, { jest: { transform: {} } });
  const printed = await tool(folder, "jest/bin/jest.js", [], { NODE_OPTIONS: "--experimental-vm-modules" });
  return /Tests:\s+1 passed/.exec(printed)?.[0] ?? Promise.reject(new Failure(printed));
}

async function next(world) {
  const files = {
    "app/layout.jsx": "export default ({ children }) => <html lang='en'><body>{children}</body></html>;\n",
    "app/page.jsx": `"use client";
import { loadEngine } from "gradient-playground";
import { useEffect, useState } from "react";
export default function Page() {
  const [said, say] = useState("waiting");
  useEffect(() => {
    loadEngine().then((engine) => {
      say("loss " + engine.createTrainer({ data: { dataset: "spiral" } }).trainSteps(1).trainLoss);
    }, (error) => say(String(error)));
  }, []);
  return <title>{said}</title>;
}
`,
    "app/element/page.jsx": `"use client";
import "gradient-playground/element";
import { useEffect, useRef, useState } from "react";
export default function Page() {
  const [said, say] = useState("waiting");
  const element = useRef(null);
  useEffect(() => {
    element.current.addEventListener("gp-epoch", ({ detail }) => detail.epoch > 0 && say("loss " + detail.trainLoss));
    element.current.addEventListener("gp-error", ({ detail }) => say(detail.message), { once: true });
  }, []);
  return <><title>{said}</title><gradient-playground ref={element} autoplay=""></gradient-playground></>;
}
`,
    "next.config.mjs": "export default { turbopack: { root: import.meta.dirname } };\n",
  };
  const folder = await project("next", world, ["next@16", "react@19", "react-dom@19"], files);
  await tool(folder, "next/dist/bin/next", ["build"], { NEXT_TELEMETRY_DISABLED: "1", CI: "1" });
  const server = ["start", "-H", "127.0.0.1", "-p", "4357"];
  return whileServing(folder, "next/dist/bin/next", server, async (at) => {
    const engine = await titleAt(world.browser, `${at}/`);
    return `${engine}, element ${await titleAt(world.browser, `${at}/element`)}`;
  });
}

export const longTries = [
  ...[20, 22, 24].map(underNode),
  { title: "Vite 8: dev and build", run: vite },
  { title: "webpack 5", run: webpack },
  { title: "esbuild", run: esbuild },
  { title: "Vitest 4", run: vitest },
  { title: "Jest 30, as ES modules", run: jest },
  { title: "Next 16", run: next },
];
