// The rooms of web/ and which of them each may import from: arrows point down only.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { Failure } from "./log.mjs";
import { root } from "./run.mjs";

const below = {
  strict: [],
  styles: [],
  engine: ["links"],
  links: ["engine"],
  export: ["engine"],
  presets: ["engine"],
  table: ["engine", "strict"],
  protocol: ["engine", "export", "links"],
  i18n: ["engine", "links", "protocol"],
  render: ["engine"],
  charts: ["i18n", "strict", "styles"],
  image: [],
  controls: ["charts", "i18n", "strict", "styles"],
  worker: ["engine", "export", "protocol", "strict"],
  state: ["engine", "i18n", "links", "presets", "protocol", "table"],
};
below.view = ["engine", "protocol", "i18n", "strict", "styles", "render", "charts", "controls", "state"];
below.stage = [...below.view, "view", "presets"];
below.recipe = [...below.stage, "stage"];
below.panels = [...below.stage, "stage", "table", "links", "export", "image", "protocol"];
below.shell = [...below.panels, "panels", "recipe"];
below.embed = [...below.shell, "shell", "worker"];

/** The modules that a file imports, types and dynamic imports too. */
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*"(\.[^"?]+)/g;

/** A fault for every import that leads up, or from one panel to another. */
export function wrongArrows(files = sources()) {
  const faults = [];
  for (const { path, text } of files) {
    const [, room, panel] = path.split("/");
    for (const [, address] of text.matchAll(IMPORT)) {
      const target = posix.normalize(posix.join(dirname(path), address));
      const [, other, part, inner] = target.split("/");
      if (!target.startsWith("web/") || !(room in below)) continue;
      if (other !== room && !below[room].includes(other)) faults.push(`${path} imports ${target}, which lies above it`);
      const inPanel = room === "panels" && path.split("/").length > 3;
      if (inPanel && other === "panels" && inner !== undefined && part !== panel) {
        faults.push(`${path} imports ${target}, another panel`);
      }
    }
  }
  return faults;
}

function sources() {
  return readdirSync(join(root, "web"), { recursive: true })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => join(root, "web", name))
    .map((file) => ({ path: relative(root, file), text: readFileSync(file, "utf8") }));
}

export function checkRooms() {
  const faults = wrongArrows();
  if (faults.length > 0) throw new Failure(faults.join("\n"));
}
