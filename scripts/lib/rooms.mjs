// The rooms of web/ and of src/, and which of them each may import from: arrows point down only.
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

/** The rooms of the core, each of which may include from those before it. */
const core = ["base", "experiment", "nn", "data", "train", "exchange", "analysis", "session"];

/** A fault for every include of the core that leads up, and for every room that is not in the list. */
export function wrongIncludes(files = sources("src", /\.(h|cpp)$/)) {
  const faults = [];
  for (const { path, text } of files) {
    const [, room] = path.split("/");
    const place = core.indexOf(room);
    if (place < 0) faults.push(`${path} is in no room that scripts/lib/rooms.mjs lists`);
    for (const [, target, other] of text.matchAll(/#include "((\w+)\/[^"]+)"/g)) {
      if (core.indexOf(other) > place) faults.push(`${path} includes ${target}, which lies above it`);
    }
  }
  return faults;
}

function sources(folder = "web", ending = /\.ts$/) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((name) => ending.test(name))
    .map((name) => join(root, folder, name))
    .map((file) => ({ path: relative(root, file), text: readFileSync(file, "utf8") }));
}

export function checkRooms() {
  const faults = [...wrongArrows(), ...wrongIncludes()];
  if (faults.length > 0) throw new Failure(faults.join("\n"));
}
