import { readdirSync, readFileSync } from "node:fs";
import { loadEngine } from "gradient-playground";
import { expect, it } from "vitest";

/** Ids that are also ordinary words of drawing and of the page: SVG attributes, slider scales, buttons. */
const ordinary = new Set(["x", "y", "linear", "step", "plane"]);

/** Examples as data, and formats of others or of earlier versions, which name ids as they were then. */
const NAMING = /^(presets|lessons|engine|links|export)\//;

it("no id of the catalog stands as a literal in the page, outside presets and formats", async () => {
  const { catalog } = await loadEngine();
  const { settings, defaults, ...tables } = catalog;
  const ids = new Set(Object.values(tables).flatMap((table) => table.map((row) => row.id)));
  const web = new URL("../../../web/", import.meta.url);
  const found: string[] = [];
  let read = 0;
  for (const name of readdirSync(web, { recursive: true }) as string[]) {
    if (!name.endsWith(".ts") || NAMING.test(name)) continue;
    read += 1;
    const source = readFileSync(new URL(name, web), "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    for (const [, id = ""] of source.matchAll(/["'`]([^"'`\s]+)["'`]/g))
      if (ids.has(id) && !ordinary.has(id)) found.push(`${name}: ${id}`);
  }
  expect(read).toBeGreaterThan(50);
  expect(found).toEqual([]);
});
