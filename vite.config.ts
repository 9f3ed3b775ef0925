import { defineConfig } from "vite";
import { engineWasm } from "./vite.engine-wasm.ts";
import { firstPicture, POSTER_SCRIPT } from "./vite.first.ts";
import { offline } from "./vite.offline.ts";

const POSTER = /\/web\/embed\/poster\.ts$/;
const ELEMENT = /\/web\/embed\/gradient-playground\.ts$/;

type Modules = { getModuleInfo(id: string): { importedIds: string[]; importers: string[] } | null };

/** The modules that import a module, however far above, the module among them. */
function above(id: string, modules: Modules, seen = new Set<string>()): Set<string> {
  if (seen.has(id)) return seen;
  seen.add(id);
  for (const importer of modules.getModuleInfo(id)?.importers ?? []) above(importer, modules, seen);
  return seen;
}

/** A file for all that a module imports at once: a file for each part of it would be a round trip each. */
const fileFor = (name: string, root: RegExp, priority: number) => ({
  name: (id: string, modules: Modules): string | null =>
    [...above(id, modules)].some((importer) => root.test(importer)) ? name : null,
  priority,
});

/**
 * The page: web/index.html and web/embed.html, the one for frames → dist/page, which works from any folder of any server
 * (`base: "./"`), and after the first visit without one.
 */
export default defineConfig({
  root: "web",
  base: "./",
  cacheDir: "../node_modules/.vite",
  plugins: [engineWasm(), firstPicture("recorded"), offline()],
  worker: { format: "es", plugins: () => [engineWasm()] },
  server: { fs: { allow: [".."] } },
  build: {
    outDir: "../dist/page",
    emptyOutDir: true,
    target: "es2022",
    assetsInlineLimit: 0,
    // A browser that does not know `modulepreload` loads the same a little later; a stand-in would be one more file.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    license: { fileName: "licenses.md" },
    // The page, the one that others show in a frame, and the script that draws the page's first picture.
    rollupOptions: {
      input: ["web/index.html", "web/embed.html", POSTER_SCRIPT],
      output: { codeSplitting: { groups: [fileFor("poster", POSTER, 2), fileFor("gradient-playground", ELEMENT, 1)] } },
    },
  },
});
