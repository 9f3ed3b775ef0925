// node scripts/serve.mjs FOLDER --port N    serves a built folder; used by the browser tests.
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { main } from "./lib/log.mjs";
import { root } from "./lib/run.mjs";
import { serve } from "./lib/serve.mjs";

main(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: "string", default: "4179" } },
  });
  const folder = positionals[0] ?? "dist/page";
  const { port } = await serve(resolve(root, folder), { port: Number(values.port) });
  console.log(`${folder} at http://127.0.0.1:${port}/`);
});
