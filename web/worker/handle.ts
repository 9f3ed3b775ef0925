/** Answers requests out of a studio: one entry a request, no more to it than translation. */
import { type Engine, EngineError, ExperimentError } from "../engine/index.js";
import type { ExperimentInput } from "../engine/types.js";
import type { Changed, ErrorMessage, RequestName, Requests } from "../protocol/protocol.js";
import { FrameMaker } from "./frame.js";
import { encodeRecord } from "./kept-record.js";
import type { Studio } from "./studio.js";

type Handler<K extends RequestName> = (args: Requests[K]["args"]) => Requests[K]["answer"];
export type Handlers = { [K in Exclude<RequestName, "open">]: Handler<K> };

/** Buffers of the last answer that go over to the page instead of being copied. */
export interface Transfers {
  list: ArrayBuffer[];
}

/** A refusal is an answer; anything else is an error. */
function tried(change: () => Changed): Changed {
  try {
    return change();
  } catch (error) {
    return refusedBy(error);
  }
}

/** The answer to a change that `error` refuses. Any other error is thrown. */
export function refusedBy(error: unknown): Changed {
  if (!(error instanceof ExperimentError)) throw error;
  return { refused: { path: error.path, message: error.message }, restarted: false, lost: false };
}

/** Loads the rows of an experiment whose dataset is a file of its own. @throws ExperimentError where that fails */
export async function prepare(engine: Engine, experiment: ExperimentInput): Promise<void> {
  try {
    await engine.prepare(experiment);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const { dataset } = experiment.data ?? {};
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    const message = `data.dataset is "${dataset}", whose rows could not be loaded (${reason})`;
    throw new ExperimentError("data.dataset", message);
  }
}

/** For requests that are answered by the next frame. */
const done = (_: unknown): null => null;

export function handlersFor(studio: Studio, engine: Engine, transfers: Transfers): Handlers {
  const frames = new FrameMaker();
  return {
    frame: (request) => {
      const { frame, transfer } = frames.make(studio, request);
      transfers.list = transfer;
      return frame;
    },
    play: ({ playing }) => done(studio.play(playing)),
    rest: () => null,
    speed: ({ updatesPerSecond }) => done(studio.pace.setSpeed(updatesPerSecond)),
    step: ({ unit }) => done(studio.step(unit)),
    reset: () => done(studio.reset()),
    seek: ({ epoch }) => done(studio.seek(epoch)),
    travel: ({ by }) => done(studio.travel(by)),
    change: ({ experiment, merge }) => tried(() => studio.change(experiment, merge)),
    fill: ({ experiment }) => engine.fill(experiment),
    setParameter: ({ index, value, merge }) => tried(() => studio.setParameter(index, value, merge)),
    hold: ({ index, held }) => done(studio.hold(index, held)),
    undo: () => tried(() => studio.undo()),
    redo: () => tried(() => studio.redo()),
    recover: ({ how }) => done(studio.recover(how)),
    sampleData: ({ experiment }) => engine.sampleData(experiment),
    confusion: ({ part }) => studio.trainer.confusion(part),
    rates: ({ epochs, points }) => [...engine.rates(studio.experiment, epochs, points)],
    save: () => ({ snapshot: studio.trainer.save(), record: encodeRecord(studio.run) }),
  };
}

/** An error as plain data. */
export function errorMessage(error: unknown): ErrorMessage {
  if (error instanceof ExperimentError) return { message: error.message, code: "experiment", path: error.path };
  return { message: error instanceof Error ? error.message : String(error) };
}
