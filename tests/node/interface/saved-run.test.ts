import { readFile } from "node:fs/promises";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Engine, ExperimentError, loadEngine } from "../../../web/engine/index.js";
import type { ExperimentInput } from "../../../web/engine/types.js";
import { savedRun } from "../../../web/export/saved.js";
import { FilmMaker } from "../../../web/worker/film.js";
import { handlersFor } from "../../../web/worker/handle.js";
import { Studio } from "../../../web/worker/studio.js";

const experiment: ExperimentInput = {
  data: { dataset: "spiral", samples: 120, trainFraction: 0.5 },
  network: { hidden: [{ units: 4, activation: "tanh" }] },
  optimizer: { name: "adam", learningRate: 0.01 },
  batch: { size: 10 },
};

let engine: Engine;
const studios: Studio[] = [];

beforeAll(async () => {
  engine = await loadEngine({ module: await readFile(new URL("../../../build/engine/engine.wasm", import.meta.url)) });
});

afterEach(() => {
  for (const studio of studios.splice(0)) studio.dispose();
});

function open(input = experiment): Studio {
  const studio = new Studio(engine, input, () => 0);
  studios.push(studio);
  return studio;
}

const answers = (studio: Studio) => handlersFor(studio, engine, { list: [] });
const parameters = (studio: Studio) => [...studio.trainer.parameters()];
const epochs = (studio: Studio, count: number) => {
  for (let i = 0; i < count; i++) studio.step("epoch");
};

describe("A run that was saved as a file", () => {
  it("goes on elsewhere with weights, history, events and every way back", () => {
    const before = open();
    epochs(before, 9);
    before.change({ ...before.experiment, optimizer: { ...before.experiment.optimizer, learningRate: 0.02 } });
    epochs(before, 3);
    const file = savedRun(answers(before).saveRun(null));
    expect(file.fileName).toBe("run.json");

    const after = open({ network: { hidden: [] } });
    epochs(after, 2);
    const answer = answers(after).openLink({ text: file.data as string });
    expect(answer).toMatchObject({ notices: [], changed: { refused: null, lost: true } });
    expect(after.experiment).toEqual(before.experiment);
    expect(parameters(after)).toEqual(parameters(before));
    expect(after.run.record.history.epoch).toEqual(before.run.record.history.epoch);
    expect(after.run.record.events).toEqual(before.run.record.events);
    expect(after.run.record.stops.map(({ epoch }) => epoch)).toEqual(before.run.record.stops.map(({ epoch }) => epoch));

    epochs(before, 4);
    epochs(after, 4);
    expect(parameters(after)).toEqual(parameters(before));
    for (const studio of [before, after]) studio.seek(5);
    expect(parameters(after)).toEqual(parameters(before));
    for (const studio of [before, after]) studio.reset();
    expect(parameters(after)).toEqual(parameters(before));
  });

  it("begins again at the weights that a link brought", () => {
    const begun = Float32Array.from({ length: 17 }, (_, i) => i / 10 - 1);
    const before = open();
    before.change(experiment, undefined, begun);
    epochs(before, 2);
    const after = open({});
    answers(after).openLink({ text: savedRun(answers(before).saveRun(null)).data as string });
    after.reset();
    expect(parameters(after)).toEqual([...begun]);
  });

  it("can be taken back, and one that was damaged is refused and leaves the run as it was", () => {
    const saved = JSON.parse(savedRun(answers(open()).saveRun(null)).data as string) as { snapshot: { state: string } };
    const studio = open();
    epochs(studio, 3);
    const before = parameters(studio);
    saved.snapshot.state = saved.snapshot.state.slice(0, 40);
    expect(answers(studio).openLink({ text: JSON.stringify(saved) })).toHaveProperty("refusal");
    expect(parameters(studio)).toEqual(before);

    answers(studio).openLink({
      text: savedRun(answers(open({ network: { hidden: [] } })).saveRun(null)).data as string,
    });
    expect(parameters(studio)).not.toEqual(before);
    studio.undo();
    expect(parameters(studio)).toEqual(before);
  });

  it("opens without its record where that is damaged", () => {
    const before = open();
    epochs(before, 4);
    const saved = { ...answers(before).saveRun(null), record: { columns: { epoch: "?" } } };
    const after = open({});
    answers(after).openLink({ text: savedRun(saved).data as string });
    expect(parameters(after)).toEqual(parameters(before));
    expect(() => after.openRun({} as never, null, null)).toThrow(ExperimentError);
  });
});

describe("The film of a run", () => {
  it("shows every state of the record, and leaves the run where it stands", () => {
    const studio = open();
    epochs(studio, 6);
    studio.seek(2);
    const before = parameters(studio);
    const film = new FilmMaker();
    expect(film.open(studio)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const frames = [0, 3, 6].map((at) => film.frame({ at, side: 20, axes: [0, 1] }));
    expect(frames.map((frame) => frame?.progress.epoch)).toEqual([0, 3, 6]);
    expect(frames[0]?.view.planes).not.toEqual(frames[2]?.view.planes);
    studio.step("epoch");
    expect(film.frame({ at: 6, side: 20, axes: [0, 1] })?.progress.epoch).toBe(6);
    expect(film.frame({ at: 7, side: 20, axes: [0, 1] })).toBeNull();
    studio.seek(2);
    expect(parameters(studio)).toEqual(before);
    film.close();
    expect(film.frame({ at: 0, side: 20, axes: [0, 1] })).toBeNull();
  });
});
