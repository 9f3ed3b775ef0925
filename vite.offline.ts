import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import type { Plugin } from "vite";

const SOURCE = "web/service-worker.js";
const PUBLIC = "web/public";

/** Writes service-worker.js into the build, with the list of the build's files and a version made of their contents. */
export function offline(): Plugin {
  return {
    name: "offline",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const hash = createHash("sha256");
        const built = Object.values(bundle).map((file) => {
          hash.update(file.fileName).update(file.type === "chunk" ? file.code : file.source);
          return file.fileName;
        });
        const copied = readdirSync(PUBLIC);
        for (const name of copied) hash.update(name).update(readFileSync(`${PUBLIC}/${name}`));
        const needed = [...built, ...copied].filter((name) => !/\.(md|map)$/.test(name)).sort();
        const files = JSON.stringify(["./", ...needed.map((name) => `./${name}`)], null, 1);
        const source = readFileSync(SOURCE, "utf8")
          .replace('["__FILES__"]', () => files)
          .replace("__VERSION__", hash.digest("hex").slice(0, 16));
        this.emitFile({ type: "asset", fileName: "service-worker.js", source });
      },
    },
  };
}
