/** Answers requests out of a host: one entry a request, no more to it than translation. */
import { type Engine, EngineError, ExperimentError } from "../engine/index.js";
import type { ExperimentInput } from "../engine/types.js";
import type { ErrorMessage, RequestName, Requests } from "../protocol/requests.js";
import type { Changed } from "../protocol/run.js";
import { answerTo } from "./frames/answers.js";
import type { Host } from "./host.js";
import { encodeRecord } from "./runs/kept-record.js";

/** @param transfer takes buffers that go over to the page instead of being copied */
type Handler<K extends RequestName> = (
  args: Requests[K]["args"],
  transfer: ArrayBuffer[],
) => Requests[K]["answer"] | Promise<Requests[K]["answer"]>;
export type Handlers = { [K in RequestName]: Handler<K> };

/** A refusal is an answer; anything else is an error. */
function tried(change: () => Changed): Changed {
  try {
    return change();
  } catch (error) {
    return refusedBy(error);
  }
}

/** The answer to a change that `error` refuses. Any other error is thrown. */
function refusedBy(error: unknown): Changed {
  if (!(error instanceof ExperimentError)) throw error;
  return { refused: { path: error.path, message: error.message }, restarted: false, lost: false };
}

/** Loads the rows of an experiment whose dataset is a file of its own. @throws ExperimentError where that fails */
async function prepare(engine: Engine, experiment: ExperimentInput): Promise<void> {
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

export function handlersFor(host: Host): Handlers {
  const { engine } = host;
  const of = (run: number) => host.session(run);
  return {
    open: async (opening) => {
      await prepare(engine, opening.experiment);
      host.open(opening);
      return { catalog: engine.catalog };
    },
    frame: (request, transfer) => {
      const made = host.frame(request);
      transfer.push(...made.transfer);
      return made.frame;
    },
    play: ({ run, playing }) => done(of(run).play(playing)),
    rest: ({ resting }) => done(host.rest(resting)),
    speed: ({ run, updatesPerSecond }) => done(of(run).pace.setSpeed(updatesPerSecond)),
    step: ({ run, unit }) => done(of(run).step(unit)),
    reset: ({ run }) => done(of(run).reset()),
    seek: ({ run, epoch }) => done(of(run).seek(epoch)),
    travel: ({ run, by }) => done(of(run).travel(by)),
    change: async ({ run, experiment, merge }) => {
      try {
        await prepare(engine, experiment);
      } catch (error) {
        return refusedBy(error);
      }
      return tried(() => of(run).change(experiment, merge));
    },
    fill: ({ experiment }) => engine.fill(experiment),
    setParameter: ({ run, index, value, merge }) => tried(() => of(run).setParameter(index, value, merge)),
    hold: ({ run, index, held }) => done(of(run).hold(index, held)),
    undo: ({ run }) => tried(() => of(run).undo()),
    redo: ({ run }) => tried(() => of(run).redo()),
    recover: ({ run, how }) => done(of(run).recover(how)),
    sampleData: async ({ experiment }) => {
      await prepare(engine, experiment);
      return engine.sampleData(experiment);
    },
    ask: ({ run, id, args }) => {
      const { trainer } = of(run);
      return answerTo({ trainer, data: trainer.data() }, id, args);
    },
    startJob: (ask) => done(host.jobs.start(of(ask.run).trainer, ask)),
    cancelJob: ({ job }) => done(host.jobs.cancel(job)),
    rates: ({ run, epochs, points }) => [...engine.rates(of(run).experiment, epochs, points)],
    save: ({ run }) => ({ snapshot: of(run).trainer.save(), record: encodeRecord(of(run).run) }),
  };
}

/** An error as plain data. */
export function errorMessage(error: unknown): ErrorMessage {
  if (error instanceof ExperimentError) return { message: error.message, code: "experiment", path: error.path };
  return { message: error instanceof Error ? error.message : String(error) };
}
