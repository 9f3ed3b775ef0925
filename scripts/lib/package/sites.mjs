// The configurations that docs/embedding.md shows for makers of documentation, each in a site of its own that is built and opened.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../log.mjs";
import { capture, root } from "../run.mjs";
import { serve } from "../serve.mjs";
import { emptyFolder, npm, write } from "./npm.mjs";

/** A block of docs/embedding.md by its language and place among those. */
function block(language, at = 0) {
  const text = readFileSync(join(root, "docs/embedding.md"), "utf8");
  const code = [...text.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))][at]?.[1];
  if (code === undefined) throw new Failure(`docs/embedding.md has no block ${at} in ${language}`);
  return code;
}

/** The element as https://example.org/element/, where the document says that it is. */
async function withElement(page) {
  const { server, port } = await serve(join(root, "dist/element"), { port: 0 });
  await page.route("https://example.org/element/**", async (route) => {
    const { pathname } = new URL(route.request().url());
    await route.fulfill({
      response: await route.fetch({ url: `http://127.0.0.1:${port}${pathname.slice("/element".length)}` }),
    });
  });
  return () => {
    server.closeAllConnections();
    server.close();
  };
}

/** Opens a built site and has its playground train; answers its loss. */
async function lossOf(browser, folder) {
  const { server, port } = await serve(folder, { port: 0 });
  const page = await browser.newPage();
  const words = [];
  page.on("console", (message) => message.type() === "error" && words.push(message.text()));
  page.on("pageerror", (error) => words.push(error.message));
  const closeElement = await withElement(page);
  try {
    await page.goto(`http://127.0.0.1:${port}/`);
    const loss = await page.evaluate(async () => {
      await customElements.whenDefined("gradient-playground");
      return (await document.querySelector("gradient-playground").step("batch", 1)).trainLoss;
    });
    if (!(loss > 0)) throw new Failure(`loss ${loss}\n${words.join("\n")}`);
    const { width, height } = await page.locator("gradient-playground").boundingBox();
    if (width < 300 || height < 300) throw new Failure(`It is ${width} × ${height}`);
    const strange = words.filter((word) => !/favicon|404/.test(word));
    if (strange.length > 0) throw new Failure(strange.join("\n"));
    return `loss ${loss.toFixed(4)} in ${Math.round(width)} × ${Math.round(height)}`;
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(`${error.message}\n${words.join("\n")}`);
  } finally {
    await page.close();
    closeElement();
    server.closeAllConnections();
    server.close();
  }
}

async function site(name, packages, files, { manifest = { type: "module" }, progress }) {
  const folder = emptyFolder(name);
  write(folder, { "package.json": JSON.stringify({ private: true, ...manifest }), ...files });
  if (packages.length > 0)
    await npm(["install", "--no-audit", "--no-fund", "--prefer-offline", ...packages], {
      cwd: folder,
      onLine: progress,
    });
  return folder;
}

async function mkdocs({ browser, progress }) {
  // The theme's highlighter comes from another server, which a try does not ask.
  const theme = block("yaml").replace("custom_dir: overrides", "custom_dir: overrides\n  highlightjs: false");
  const files = {
    "mkdocs.yml": `site_name: A tutorial\n${theme}`,
    "overrides/main.html": block("jinja"),
    "docs/index.md": block("md"),
  };
  const folder = await site("mkdocs", [], files, { progress });
  await capture("mkdocs", ["build", "--strict", "--quiet"], { cwd: folder });
  return lossOf(browser, join(folder, "site"));
}

async function vitepress({ browser, progress }) {
  const files = { ".vitepress/config.js": block("js", 1), "index.md": block("md") };
  const folder = await site("vitepress", ["vitepress@1"], files, { progress });
  await capture(process.execPath, [join(folder, "node_modules/vitepress/bin/vitepress.js"), "build"], { cwd: folder });
  return lossOf(browser, join(folder, ".vitepress/dist"));
}

/** Docusaurus asks for more than what the document shows, a title, an address and a preset; and for no `"type": "module"`. */
async function docusaurus({ browser, progress }) {
  const shown = block("js", 0).replace("export default", "const shown =");
  const config = `${shown}
export default {
  ...shown, title: "A tutorial", url: "https://tutorial.example", baseUrl: "/",
  presets: [["classic", { docs: { routeBasePath: "/" }, blog: false, theme: {} }]],
};`;
  const files = { "docusaurus.config.js": config, "docs/index.md": `---\nslug: /\n---\n${block("md")}` };
  const packages = ["core", "preset-classic"].map((name) => `@docusaurus/${name}@3`);
  const folder = await site("docusaurus", [...packages, "react@19", "react-dom@19"], files, { progress, manifest: {} });
  await capture(process.execPath, [join(folder, "node_modules/@docusaurus/core/bin/docusaurus.mjs"), "build"], {
    cwd: folder,
  });
  return lossOf(browser, join(folder, "build"));
}

export const siteTries = [
  { title: "MkDocs", run: mkdocs },
  { title: "VitePress 1", run: vitepress },
  { title: "Docusaurus 3", run: docusaurus },
];
