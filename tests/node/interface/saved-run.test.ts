import { readFile } from "node:fs/promises";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Engine, ExperimentError, loadEngine } from "../../../web/engine/index.js";
import type { ExperimentInput } from "../../../web/engine/types.js";
import { savedRun } from "../../../web/export/saved.js";
import { FilmMaker } from "../../../web/worker/film.js";
import { handlersFor } from "../../../web/worker/handle.js";
import { Host } from "../../../web/worker/host.js";
import type { RunSession } from "../../../web/worker/runs/session.js";

const experiment: ExperimentInput = {
  data: { dataset: "spiral", samples: 120, trainFraction: 0.5 },
  network: { hidden: [{ units: 4, activation: "tanh" }] },
  optimizer: { name: "adam", learningRate: 0.01 },
  batch: { size: 10 },
};

let engine: Engine;
const hosts = new Map<RunSession, Host>();

beforeAll(async () => {
  engine = await loadEngine({ module: await readFile(new URL("../../../build/engine/engine.wasm", import.meta.url)) });
});

afterEach(() => {
  for (const host of hosts.values()) host.dispose();
  hosts.clear();
});

function open(input = experiment): RunSession {
  const host = new Host(engine, () => 0);
  host.open({ run: 0, experiment: input });
  const session = host.session(0);
  hosts.set(session, host);
  return session;
}

const answers = (session: RunSession) => handlersFor(hosts.get(session) as Host);
const saved = async (session: RunSession) => savedRun(await answers(session).saveRun({ run: 0 }, []));
const openText = (session: RunSession, text: unknown) =>
  answers(session).openLink({ run: 0, text: text as string }, []);
const parameters = (session: RunSession) => [...session.trainer.parameters()];
const epochs = (session: RunSession, count: number) => {
  for (let i = 0; i < count; i++) session.step("epoch");
};

describe("A run that was saved as a file", () => {
  it("goes on elsewhere with weights, history, events and every way back", async () => {
    const before = open();
    epochs(before, 9);
    before.change({ ...before.experiment, optimizer: { ...before.experiment.optimizer, learningRate: 0.02 } });
    epochs(before, 3);
    const file = await saved(before);
    expect(file.fileName).toBe("run.json");

    const after = open({ network: { hidden: [] } });
    epochs(after, 2);
    const answer = await openText(after, file.data);
    expect(answer).toMatchObject({ notices: [], changed: { refused: null, lost: true } });
    expect(after.experiment).toEqual(before.experiment);
    expect(parameters(after)).toEqual(parameters(before));
    expect(after.run.record.history.epoch).toEqual(before.run.record.history.epoch);
    expect(after.run.record.events).toEqual(before.run.record.events);
    expect(after.run.record.stops.map(({ epoch }) => epoch)).toEqual(before.run.record.stops.map(({ epoch }) => epoch));

    epochs(before, 4);
    epochs(after, 4);
    expect(parameters(after)).toEqual(parameters(before));
    for (const session of [before, after]) session.seek(5);
    expect(parameters(after)).toEqual(parameters(before));
    for (const session of [before, after]) session.reset();
    expect(parameters(after)).toEqual(parameters(before));
  });

  it("begins again at the weights that a link brought", async () => {
    const begun = Float32Array.from({ length: 17 }, (_, i) => i / 10 - 1);
    const before = open();
    before.change(experiment, undefined, begun);
    epochs(before, 2);
    const after = open({});
    await openText(after, (await saved(before)).data);
    after.reset();
    expect(parameters(after)).toEqual([...begun]);
  });

  it("can be taken back, and one that was damaged is refused and leaves the run as it was", async () => {
    const damaged = JSON.parse((await saved(open())).data as string) as { snapshot: { state: string } };
    const session = open();
    epochs(session, 3);
    const before = parameters(session);
    damaged.snapshot.state = damaged.snapshot.state.slice(0, 40);
    expect(await openText(session, JSON.stringify(damaged))).toHaveProperty("refusal");
    expect(parameters(session)).toEqual(before);

    await openText(session, (await saved(open({ network: { hidden: [] } }))).data);
    expect(parameters(session)).not.toEqual(before);
    session.undo();
    expect(parameters(session)).toEqual(before);
  });

  it("opens without its record where that is damaged", async () => {
    const before = open();
    epochs(before, 4);
    const run = { ...(await answers(before).saveRun({ run: 0 }, [])), record: { columns: { epoch: "?" } } };
    const after = open({});
    await openText(after, savedRun(run).data);
    expect(parameters(after)).toEqual(parameters(before));
    expect(() => after.openRun({} as never, null, null)).toThrow(ExperimentError);
  });
});

describe("The film of a run", () => {
  it("shows every state of the record, and leaves the run where it stands", () => {
    const session = open();
    epochs(session, 6);
    session.seek(2);
    const before = parameters(session);
    const film = new FilmMaker();
    expect(film.open(session)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    const frames = [0, 3, 6].map((at) => film.frame({ at, side: 20, axes: [0, 1] }));
    expect(frames.map((frame) => frame?.progress.epoch)).toEqual([0, 3, 6]);
    expect(frames[0]?.view.planes).not.toEqual(frames[2]?.view.planes);
    session.step("epoch");
    expect(film.frame({ at: 6, side: 20, axes: [0, 1] })?.progress.epoch).toBe(6);
    expect(film.frame({ at: 7, side: 20, axes: [0, 1] })).toBeNull();
    session.seek(2);
    expect(parameters(session)).toEqual(before);
    film.close();
    expect(film.frame({ at: 0, side: 20, axes: [0, 1] })).toBeNull();
  });
});
