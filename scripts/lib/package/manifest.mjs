// dist/custom-elements.json: what editors and catalogs read about <gradient-playground>, taken from its source.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../run.mjs";

const SOURCE = "web/embed/gradient-playground.ts";

/** The manifest, with the module's path as it is in the package and without what nobody outside can use. */
export async function customElementsManifest() {
  const { create, ts } = await import("@custom-elements-manifest/analyzer/index.js");
  const { litPlugin } = await import("@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js");
  const text = readFileSync(join(root, SOURCE), "utf8");
  const module = ts.createSourceFile(SOURCE, text, ts.ScriptTarget.ES2022, true);
  const manifest = create({ modules: [module], plugins: litPlugin(), context: { dev: false } });
  const path = "dist/element/gradient-playground.js";
  for (const each of manifest.modules) {
    each.path = path;
    each.declarations = each.declarations.filter(({ customElement }) => customElement);
    each.exports = each.exports.filter(({ kind }) => kind === "custom-element-definition");
    for (const declaration of each.declarations) {
      declaration.events = declaration.events?.filter(({ name }) => name.startsWith("gp-"));
      declaration.members = (declaration.members ?? []).filter(
        ({ privacy, static: isStatic, name }) =>
          privacy !== "private" && privacy !== "protected" && !isStatic && !name.startsWith("#"),
      );
    }
    for (const { declaration } of each.exports) declaration.module = path;
  }
  return manifest;
}

export async function writeManifest(output) {
  writeFileSync(join(root, output), `${JSON.stringify(await customElementsManifest(), null, 2)}\n`);
}
