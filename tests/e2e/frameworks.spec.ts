/** The components that docs/embedding.md shows for React and Vue, built as a reader would build them. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { build, type Plugin } from "vite";
import { compileScript, parse } from "vue/compiler-sfc";

const snippet = (language: string): string =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(readFileSync("docs/embedding.md", "utf8"))?.[1] ?? "";

/** What `@vitejs/plugin-vue` does with a component that has a script and a template. */
const components: Plugin = {
  name: "components",
  transform(code, id) {
    if (!id.endsWith(".vue")) return null;
    const { descriptor } = parse(code, { filename: id });
    const isCustomElement = (tag: string) => tag === "gradient-playground";
    const templateOptions = { compilerOptions: { isCustomElement } };
    return { code: compileScript(descriptor, { id, inlineTemplate: true, templateOptions }).content, map: null };
  },
};

/** Builds a page of these files, whose entry is `main.jsx` or `main.js`, and opens it. */
async function open(page: Page, files: Record<string, string>, use: () => Promise<void>): Promise<void> {
  mkdirSync("test-results", { recursive: true });
  const root = mkdtempSync(resolve("test-results/framework-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
    await build({
      root,
      configFile: false,
      logLevel: "error",
      base: "./",
      plugins: [components],
      oxc: { jsx: { runtime: "automatic" } },
      define: { "process.env.NODE_ENV": '"production"' },
      resolve: { alias: { "gradient-playground/element": resolve("dist/element/gradient-playground.js") } },
      build: { outDir: "built", target: "es2022", assetsInlineLimit: 0 },
    });
    await page.route("**/framework/**", (route) => {
      const { pathname } = new URL(route.request().url());
      return route.fulfill({ path: join(root, "built", pathname.split("/framework/")[1] || "index.html") });
    });
    await page.goto("framework/index.html");
    await use();
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const html = (entry: string) =>
  `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,"><div id="root"></div><script type="module" src="./${entry}"></script></html>`;

/** The element has its attributes, what it tells arrives, and it goes with its component. */
async function works(page: Page): Promise<void> {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  const element = page.locator("gradient-playground");
  await expect(element).toHaveJSProperty("preset", "circle-four-neurons");
  await expect(element).toHaveJSProperty("autoplay", "visible");
  await expect.poll(() => page.title(), { timeout: 30_000 }).toMatch(/^epoch ([3-9]|\d\d+), loss 0\.\d+$/);
  await page.getByRole("button", { name: "Without" }).click();
  await expect(element).toHaveCount(0);
  const title = await page.title();
  await expect.poll(() => page.workers().length).toBe(0);
  expect(await page.title()).toBe(title);
  expect(errors).toEqual([]);
}

const SAYS = "({ epoch, trainLoss }) => { document.title = 'epoch ' + epoch + ', loss ' + trainLoss; }";

test("the React component shows it, hears it, and takes it away", async ({ page }) => {
  const files = {
    "index.html": html("main.jsx"),
    "ring.jsx": snippet("jsx"),
    "main.jsx": `import { useState } from "react";
import { createRoot } from "react-dom/client";
import { Ring } from "./ring.jsx";
const says = ${SAYS};
function App() {
  const [shown, show] = useState(true);
  return <>{shown && <Ring onEpoch={says} />}<button onClick={() => show(false)}>Without</button></>;
}
createRoot(document.getElementById("root")).render(<App />);
`,
  };
  await open(page, files, () => works(page));
});

test("the Vue component shows it, hears it, and takes it away", async ({ page }) => {
  const files = {
    "index.html": html("main.js"),
    "ring.vue": snippet("vue"),
    "app.vue": `<script setup>
import { ref } from "vue";
import Ring from "./ring.vue";
const shown = ref(true);
const says = ${SAYS};
</script>

<template><Ring v-if="shown" @epoch="says" /><button @click="shown = false">Without</button></template>
`,
    "main.js": `import { createApp } from "vue";
import App from "./app.vue";
createApp(App).mount("#root");
`,
  };
  await open(page, files, () => works(page));
});
