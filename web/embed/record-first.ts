/** Run in Node while the page is built: prints what the engine answers first about the first preset. */
import { loadEngine } from "../engine/index.js";
import { PRESETS } from "../presets/index.js";
import { packFirst } from "../protocol/first.js";
import { RowsBook } from "../protocol/rows.js";
import { handlersFor } from "../worker/handle.js";
import { Host } from "../worker/host.js";

/** Sides of the picture and of a neuron's heatmap, in grid cells: finer ones come with the engine. */
const PICTURE = 50;
const THUMBNAIL = 25;

const [first] = PRESETS;
if (!first) throw new Error("there is no preset");
const { id: preset, experiment } = first;
const answer = handlersFor(new Host(await loadEngine()));
const run = 0;
const { catalog } = await answer.open({ run, experiment: new RowsBook("page").pack(experiment) }, []);
const baseline = await answer.fill({ experiment }, []);
const field = { axes: [0, 1] as [number, number], components: true };
const asked = { run, generation: -1, field, finest: PICTURE, thumbnail: THUMBNAIL, gradients: false, questions: [] };
const { cost: _, ...frame } = await answer.frame({ ...asked, probe: null }, []);
console.log(packFirst({ preset, catalog, baseline, frame }));
