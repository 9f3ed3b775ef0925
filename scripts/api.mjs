// npm run api    dist/api: a page for everything that the package exports, from the comments of its sources.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureNodeModules } from "./lib/install.mjs";
import { Failure, main, step } from "./lib/log.mjs";
import { npm } from "./lib/package/npm.mjs";
import { capture, root } from "./lib/run.mjs";

main(async () => {
  await ensureNodeModules();
  const folder = join(root, "scripts", "api");
  await step("TypeDoc, and the TypeScript that it wants", async () => {
    if (!existsSync(join(folder, "node_modules", "typedoc")))
      await npm(["ci", "--no-audit", "--no-fund"], { cwd: folder });
  });
  await step("API pages (dist/api)", async () => {
    const program = join(folder, "node_modules", "typedoc", "bin", "typedoc");
    const printed = await capture(process.execPath, [program, "--options", "typedoc.json"], { cwd: folder });
    const page = join(root, "dist", "api", "functions", "export_package.loadEngine.html");
    if (!existsSync(page)) throw new Failure(printed);
  });
});
