// npm run dev    builds the engine, then serves the page from its sources and reloads on every change (Vite).
import { buildEngine, recordFirst } from "./lib/build.mjs";
import { main } from "./lib/log.mjs";
import { nodeProgram, run } from "./lib/run.mjs";

main(async () => {
  await buildEngine();
  await recordFirst();
  process.exitCode = await run(process.execPath, [nodeProgram("vite/bin/vite.js"), ...process.argv.slice(2)]);
});
