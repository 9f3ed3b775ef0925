// npm run site    dist/site: everything that is put on a server of static files, in any folder of it.
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildAll } from "./lib/build.mjs";
import { main } from "./lib/log.mjs";
import { root } from "./lib/run.mjs";

main(async () => {
  await buildAll();
  const dist = (path) => join(root, "dist", path);
  rmSync(dist("site"), { recursive: true, force: true });
  cpSync(dist("page"), dist("site"), { recursive: true });
  cpSync(dist("element"), dist("site/element"), { recursive: true });
  cpSync(dist("single/playground.html"), dist("site/playground.html"));
  console.log("dist/site: index.html, embed.html, playground.html, element/gradient-playground.js");
});
