/** What callers hand in that is not what it seems, and what the engine has no room for: refused, and it works on. */
import { type EngineError, type ExperimentError, loadEngine, type Trainer } from "gradient-playground";
import { afterEach, describe, expect, test, vi } from "vitest";
import { bits, engine, five, small, thrownBy, withTrainer } from "./experiments.ts";

/** An array whose memory was transferred away. */
function detached<A extends Float64Array | Float32Array | Uint8Array>(array: A): A {
  structuredClone(array.buffer, { transfer: [array.buffer] });
  return array;
}

/** The trainer is as good as a new one of the same experiment. */
function expectSound(trainer: Trainer): void {
  trainer.reset();
  trainer.trainEpochs(2);
  withTrainer(small, (fresh) => {
    fresh.trainEpochs(2);
    expect(bits(trainer.parameters())).toBe(bits(fresh.parameters()));
  });
}

describe("an array whose memory was given away is refused with its place", () => {
  const asks: [string, string, (trainer: Trainer) => unknown][] = [
    ["points", "predict", (trainer) => trainer.predict(detached(new Float64Array(8)))],
    ["points", "activationsAt", (trainer) => trainer.activationsAt(detached(new Float32Array(8)))],
    ["inputs", "forward", (trainer) => trainer.forward(detached(new Float64Array(8)))],
    [
      "points[1]",
      "predict, one row of it",
      (trainer) => trainer.predict([[1, 2], detached(new Float64Array(2)) as never]),
    ],
    ["parameters", "setParameters", (trainer) => trainer.setParameters(detached(new Float64Array(30)))],
    ["parameters", "setParameters of float32", (trainer) => trainer.setParameters(detached(new Float32Array(30)))],
    ["checkpoint", "rewind", (trainer) => trainer.rewind(detached(trainer.checkpoint()))],
    ["at", "field", (trainer) => trainer.field({ width: 4, height: 4, at: detached(new Float64Array(2)) as never })],
    [
      "data.inputs",
      "createTrainer",
      () => engine.createTrainer({ ...five, data: { ...five.data, inputs: detached(new Float64Array(10)) } }),
    ],
  ];
  test.each(asks)("%s of %s", (path, _, ask) => {
    withTrainer(small, (trainer) => {
      expect(thrownBy(() => ask(trainer))).toMatchObject({ code: "experiment", id: "detached", path });
      expectSound(trainer);
    });
  });

  test("as often as it is tried", () => {
    withTrainer(small, (trainer) => {
      const points = detached(new Float64Array(8));
      const checkpoint = detached(trainer.checkpoint());
      for (let i = 0; i < 70_000; i++) thrownBy(() => (i % 2 ? trainer.predict(points) : trainer.rewind(checkpoint)));
      expectSound(trainer);
    });
  });
});

test("what a getter of the caller's throws comes through as it is, however often, and nothing is left behind", () => {
  const own = new RangeError("hands off");
  const throws = {
    enumerable: true,
    get: () => {
      throw own;
    },
  };
  const asks: ((trainer: Trainer) => unknown)[] = [
    (trainer) => trainer.ask("predict", Object.defineProperty({}, "points", throws) as { points: number[] }),
    () => engine.createTrainer(Object.defineProperty({}, "optimizer", throws)),
    () => engine.fill({ optimizer: Object.defineProperty({}, "name", throws) }),
    (trainer) => trainer.field(Object.defineProperty({}, "width", throws) as { width: number; height: number }),
    (trainer) => trainer.predict(Object.defineProperty([1, 2], 0, throws)),
    (trainer) => trainer.predict([[1, 2], Object.defineProperty([1, 2], 0, throws)]),
    (trainer) => trainer.setParameters(Object.defineProperty([1, 2], 0, throws)),
  ];
  withTrainer(small, (trainer) => {
    for (let i = 0; i < 70_000; i++)
      expectSame(
        thrownBy(() => asks[i % asks.length]?.(trainer)),
        own,
      );
    expectSound(trainer);
  });
});

/** As `expect(…).toBe`, without its cost. */
function expectSame(given: unknown, wanted: unknown): void {
  if (given !== wanted) expect(given).toBe(wanted);
}

describe("refusing costs no more than reading", () => {
  /** Milliseconds of this process's own work, whatever else the machine does. */
  function workOf(act: () => unknown): number {
    const before = process.cpuUsage();
    act();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  }
  const strangers = Object.fromEntries(Array.from({ length: 100_000 }, (_, k) => [`k${k}`, k]));
  const snapshot = withTrainer(small, (trainer) => trainer.save());
  const asks: [string, () => unknown, string][] = [
    ["in an experiment", () => engine.fill(strangers as never), "k0"],
    ["in its data", () => engine.createTrainer({ data: strangers as never }), "data.k0"],
    ["in a layer", () => engine.fill({ network: { hidden: [{ units: 2, ...strangers }] } }), "network.hidden[0].k0"],
    ["in a snapshot", () => engine.restore({ ...snapshot, ...strangers }), "snapshot"],
    [
      "in the experiment of a snapshot",
      () => engine.restore({ ...snapshot, experiment: strangers as never }),
      "snapshot",
    ],
    ["in a question", () => withTrainer(small, (trainer) => trainer.field({ ...strangers } as never)), "k0"],
    ["in JSON that is opened", () => engine.openLink(JSON.stringify(strangers)), "k0"],
  ];
  // Looked for one by one they took half a minute and more.
  test.each(asks)("100 000 unknown members %s", (_, ask, path) => {
    let error: unknown;
    const work = workOf(() => {
      error = thrownBy(ask);
    });
    expect(error).toMatchObject({ code: "experiment", path });
    expect(work).toBeLessThan(5000);
  });

  test("150 000 lists within lists, and as many beside one another", () => {
    let deep: unknown = [];
    for (let k = 0; k < 150_000; k++) deep = [deep];
    expect(thrownBy(() => engine.fill({ features: deep as never }))).toMatchObject({ id: "tooDeep" });
    const many = Array.from({ length: 150_000 }, () => []);
    expect(thrownBy(() => engine.fill({ features: many as never }))).toMatchObject({ path: "features[0]" });
    expect(thrownBy(() => engine.openLink("[".repeat(150_000)))).toMatchObject({ code: "experiment" });
  });
});

describe("names that mean something in JavaScript or C are names and nothing else", () => {
  const names = ["constructor", "toString", "__proto__", "hasOwnProperty", "valueOf", "with\u0000zero", ""];
  const named = (name: string, value: unknown): object =>
    Object.defineProperty({}, name, { value, enumerable: true, configurable: true });

  test.each(names)("%j as a member that there is not", (name) => {
    for (const [place, experiment] of [
      ["", named(name, 1)],
      ["optimizer", { optimizer: named(name, 1) }],
      ["network.hidden[0]", { network: { hidden: [named(name, 1)] } }],
    ] as const) {
      const error = thrownBy(() => engine.fill(experiment as never)) as ExperimentError;
      expect(error).toMatchObject({ code: "experiment", id: "unknownKey" });
      expect(error.path.startsWith(place)).toBe(true);
      expect(error.message.startsWith(`${error.path} is not known`)).toBe(true);
      expect(error.message).not.toContain("native code");
    }
  });

  test.each(names)("%j as a member that a request has not", (name) => {
    withTrainer(small, (trainer) => {
      for (const ask of [
        () => trainer.field(named(name, 1) as never),
        () => trainer.field({ width: 2, height: 2, neuron: named(name, 1) as never }),
        () => trainer.ask("predict", named(name, 1) as never),
        () => engine.makeLink(small, named(name, 1)),
      ]) {
        const error = thrownBy(ask) as ExperimentError;
        expect(error).toMatchObject({ code: "experiment", id: "unknownKey" });
        expect(error.path).not.toBe("");
        expect(error.message.startsWith(`${error.path} is not known`)).toBe(true);
      }
    });
  });

  test.each(names)("%j as an id that there is not", (id) => {
    for (const experiment of [
      { optimizer: { name: id } },
      { schedule: { name: id } },
      { features: [id] },
      { data: { dataset: id } },
      { network: { hidden: [{ units: 2, activation: id }] } },
      { loss: id },
    ]) {
      const error = thrownBy(() => engine.fill(experiment)) as ExperimentError;
      expect(error).toMatchObject({ code: "experiment" });
      expect(error.message).toContain(`is "${id}"`);
    }
  });

  test("a long text of several bytes a letter is not cut inside one", () => {
    const error = thrownBy(() => engine.fill({ loss: "長い".repeat(100) })) as ExperimentError;
    expect(error.message).toMatch(/^loss is "(?:長い)*長?…", allowed /);
  });

  test("and as names of columns and classes", () => {
    const [a = "", b = "", c = "", d = ""] = names;
    const data = { ...five.data, columnNames: [a, b], classNames: [c, d] };
    withTrainer({ ...five, data }, (trainer) => {
      expect(trainer.data()).toMatchObject({ columnNames: [a, b], classNames: [c, d] });
      const copy = trainer.copy();
      expect(copy.data()).toMatchObject({ columnNames: [a, b], classNames: [c, d] });
      copy.dispose();
    });
    const { experiment } = engine.openLink(engine.makeLink({ ...five, data }));
    expect(experiment.data).toMatchObject({ columnNames: [a, b], classNames: [c, d] });
  });
});

describe("a proxy that was revoked is refused with its place", () => {
  const revoked = (target: object = {}): never => {
    const { proxy, revoke } = Proxy.revocable(target, {});
    revoke();
    return proxy as never;
  };
  const asks: [string, string, (trainer: Trainer) => unknown][] = [
    ["unreadable", "optimizer", () => engine.fill({ optimizer: revoked() })],
    ["unreadable", "experiment", () => engine.fill(revoked())],
    ["unreadable", "snapshot", () => engine.restore(revoked())],
    ["unreadable", "data", () => engine.createTrainer({ data: revoked() })],
    ["unreadable", "points", (trainer) => trainer.predict(revoked([]))],
    ["unreadable", "points[1]", (trainer) => trainer.predict([[1, 2], revoked([])])],
    ["unreadable", "arguments", (trainer) => trainer.ask("predict", revoked())],
    ["unreadable", "request", (trainer) => trainer.field(revoked())],
    ["unreadable", "request", (trainer) => trainer.view(revoked())],
    ["unreadable", "at", (trainer) => trainer.field({ width: 2, height: 2, at: revoked([]) })],
    ["unreadable", "subject", (trainer) => trainer.trace(revoked())],
    ["unreadable", "parameters", (trainer) => trainer.setParameters(revoked([]))],
    ["unreadable", "options", () => engine.makeLink(small, revoked())],
    ["unreadable", "options.hide", () => engine.makeLink(small, { hide: revoked([]) })],
    ["notNumber", "steps", (trainer) => trainer.trainSteps(revoked())],
    ["notNumber", "index", (trainer) => trainer.setParameter(revoked(), 1)],
    ["notBoolean", "fixed", (trainer) => trainer.setFixed(0, revoked())],
    ["notText", "link", () => engine.openLink(revoked())],
    ["notBuffer", "into", (trainer) => trainer.view({ width: 2, height: 2, thumbnail: 0 }, revoked())],
    ["notCheckpoint", "checkpoint", (trainer) => trainer.rewind(revoked())],
  ];
  test.each(asks)("%s at %s", (id, path, ask) => {
    withTrainer(small, (trainer) => {
      expect(thrownBy(() => ask(trainer))).toMatchObject({ code: "experiment", id, path });
      expectSound(trainer);
    });
  });
});

describe("a list that changes while it is read", () => {
  /** Whose first item does something to it each time that it is looked at. */
  const changing = (change: (list: number[]) => unknown): number[] => {
    const list = [1, 2, 3, 4];
    return Object.defineProperty(list, 0, { enumerable: true, get: () => change(list) ?? 1 });
  };

  test("is refused as any other list", () => {
    const growing = changing((list) => void list.push(1));
    expect(thrownBy(() => engine.fill({ stop: { maxEpochs: growing as never } }))).toMatchObject({
      path: "stop.maxEpochs",
    });
  });

  test("is refused with its place where it is shorter, or other than it was", () => {
    const shrinking = changing((list) => void (list.length > 2 && list.pop()));
    expect(thrownBy(() => engine.fill({ data: { inputs: shrinking, targets: [0] } }))).toMatchObject({
      id: "notPlainJson",
      path: "data.inputs[2]",
    });
    let looks = 0;
    const turning = changing(() => (looks++ > 0 ? "text" : 1));
    expect(thrownBy(() => engine.fill({ data: { inputs: turning, targets: [0] } }))).toMatchObject({
      path: "data.inputs[0]",
    });
  });
});

test("a list with holes is refused at the first, however long it is", () => {
  const long = new Array(2 ** 32 - 1);
  const asks: [string, () => unknown][] = [
    ["features[1]", () => engine.fill({ features: Object.assign(new Array(3), { 0: "x", 2: "y" }) })],
    ["features[0]", () => engine.fill({ features: long })],
    ["data.inputs[0][1]", () => engine.fill({ data: { inputs: [Object.assign(new Array(2), [1])], targets: [0] } })],
    ["points[0]", () => withTrainer(small, (trainer) => trainer.predict(long))],
    ["points[1][0]", () => withTrainer(small, (trainer) => trainer.predict([[1, 2], new Array(2)]))],
    ["parameters[0]", () => withTrainer(small, (trainer) => trainer.setParameters(new Array(30)))],
  ];
  for (const [path, ask] of asks) expect(thrownBy(ask)).toMatchObject({ code: "experiment", path });
});

test("a picture is as large as the request said when it was read", () => {
  let looks = 0;
  const request = Object.defineProperty({ width: 4, height: 4, thumbnail: 0 }, "width", {
    enumerable: true,
    get: () => (looks++ > 0 ? -1 : 4),
  });
  withTrainer(small, (trainer) => expect(trainer.view(request)).toMatchObject({ width: 4, planeCount: 1 }));
});

test("what a link is to hold beside the experiment is refused with its place", () => {
  const strange: unknown[] = [];
  strange.push(strange);
  for (const hide of [null, "data", {}, 3, [3], strange, new Float64Array(1)])
    expect(thrownBy(() => engine.makeLink(small, { hide: hide as never }))).toMatchObject({
      id: "notTexts",
      path: "options.hide",
    });
  for (const parameters of [
    "1",
    {},
    3,
    [1, "2"],
    [1n],
    new BigInt64Array(2),
    new Proxy(new Float32Array(2), {}),
    detached(new Float64Array(2)),
    detached(new Float32Array(2)),
  ])
    expect(thrownBy(() => engine.makeLink(small, { parameters: parameters as never }))).toMatchObject({
      code: "experiment",
      path: expect.stringMatching(/^options\.parameters(\[[01]\])?$/),
    });
});

describe("where JavaScript has no room for an answer", () => {
  afterEach(() => vi.unstubAllGlobals());

  test("every call says so, and seventy thousand of them leave the engine as it was", () => {
    withTrainer(small, (trainer) => {
      const points = new Float64Array(8);
      vi.stubGlobal(
        "Float32Array",
        class {
          constructor() {
            throw new RangeError("Array buffer allocation failed");
          }
        },
      );
      let memory = 0;
      for (let i = 0; i < 70_000; i++) {
        if ((thrownBy(() => trainer.predict(points)) as EngineError | undefined)?.code === "memory") memory++;
      }
      vi.unstubAllGlobals();
      expect(memory).toBe(70_000);
      expectSound(trainer);
    });
  });
});

test("what the engine has no room for is told in bytes, and it works on", async () => {
  const own = await loadEngine();
  const trainer = own.createTrainer(small);
  const held: Trainer[] = [];
  const large = { network: { hidden: Array.from({ length: 4 }, () => ({ units: 1000, activation: "relu" })) } };
  const full = thrownBy(() => {
    for (;;) held.push(own.createTrainer(large));
  });
  expect(full).toMatchObject({ name: "EngineError", code: "memory" });
  expect((full as Error).message).toMatch(/\b\d{6,} bytes/);
  // Every call either works or says so.
  const rows = new Float64Array(2_000_000);
  const calls: (() => unknown)[] = [
    () => trainer.predict(rows),
    () => trainer.forward(rows),
    () => trainer.field({ width: 2048, height: 2048 }),
    () => trainer.view({ width: 2048, height: 2048, thumbnail: 2048 }),
    () => trainer.save(),
    () => trainer.ask("confusion", { part: "x".repeat(2 ** 27) as "train" }),
    () => own.createTrainer({ data: { inputs: rows, columns: 2, targets: new Float64Array(1_000_000) } }),
  ];
  for (const call of calls) {
    const error = thrownBy(call) as EngineError | undefined;
    expect(["memory", "experiment", undefined]).toContain(error?.code);
  }
  for (const one of held) one.dispose();
  expectSound(trainer);
  trainer.dispose();
});
