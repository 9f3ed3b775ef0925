import { EngineError, ExperimentError, loadEngine, type QuestionId } from "gradient-playground";
import { expect, test } from "vitest";

const engine = await loadEngine();
const small = { data: { samples: 40 }, network: { hidden: [{ units: 3 }] } };

test("A question answers what the method of the same name answers", () => {
  const trainer = engine.createTrainer(small);
  trainer.trainEpochs(2);
  const points = [
    [1, 2],
    [-3, 0.5],
  ];
  expect(trainer.ask("parameters")).toEqual(trainer.parameters());
  expect(trainer.ask("predict", { points })).toEqual(trainer.predict(points));
  expect(trainer.ask("confusion", { part: "test" })).toEqual(trainer.confusion("test"));
  expect(trainer.ask("field", { width: 4, height: 3 })).toEqual(trainer.field({ width: 4, height: 3 }));
  expect(trainer.ask("history", { fromEpoch: 1 })).toEqual(trainer.history(1));
  expect(trainer.ask("trace", { batch: true })).toEqual(trainer.trace({ batch: true }));
  trainer.dispose();
});

test("A question that there is not is refused with those that there are, names of Object.prototype too", () => {
  const trainer = engine.createTrainer(small);
  for (const id of ["nothing", "constructor", "__proto__"]) {
    const asked = () => trainer.ask(id as QuestionId);
    expect(asked).toThrow(ExperimentError);
    expect(asked).toThrow(/question.*confusion.*trace/);
  }
  trainer.dispose();
});

test("A job gives what the question gives, and nothing after it was cancelled", () => {
  const trainer = engine.createTrainer(small);
  const job = trainer.start("checkGradients");
  let seen = job.advance(0);
  while (!seen.done) seen = job.advance(0);
  expect(seen).toEqual({ done: true, progress: 1, partial: trainer.checkGradients() });
  job.cancel();
  job.cancel();
  expect(() => job.advance(0)).toThrow(EngineError);
  trainer.dispose();
});
