/** Answers requests out of a studio: one entry a request, no more to it than translation. */
import { refusal } from "../engine/errors.js";
import { type Engine, EngineError, ExperimentError, LinkError } from "../engine/index.js";
import type { ExperimentInput, Snapshot } from "../engine/types.js";
import { runOf } from "../export/training.js";
import type { Refusal } from "../i18n/refusal.js";
import type { Changed, ErrorMessage, LinkComplaint, RequestName, Requests } from "../protocol/protocol.js";
import { FilmMaker } from "./film.js";
import { FrameMaker } from "./frame.js";
import { encodeRecord, IN_A_FILE } from "./kept-record.js";
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
  return { refused: refusalOf(error), restarted: false, lost: false };
}

/** Loads the rows of an experiment whose dataset is a file of its own. @throws ExperimentError where that fails */
export async function prepare(engine: Engine, experiment: ExperimentInput): Promise<void> {
  try {
    await engine.prepare(experiment);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    throw refusal("data.dataset", "rowsNotLoaded", { given: experiment.data?.dataset ?? null, reason });
  }
}

/** A refusal of a link as plain data. */
export function complaintOf(error: ExperimentError): LinkComplaint {
  const refused = refusalOf(error);
  return error instanceof LinkError ? { ...refused, link: { id: error.id, values: error.values } } : refused;
}

/** For requests that are answered by the next frame. */
const done = (_: unknown): null => null;

export function handlersFor(studio: Studio, engine: Engine, transfers: Transfers): Handlers {
  const frames = new FrameMaker();
  const film = new FilmMaker();
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
    change: ({ experiment, merge, keep }) =>
      tried(() => studio.change(experiment, merge, keep ? studio.trainer.parameters() : undefined)),
    fill: ({ experiment }) => engine.fill(experiment),
    setParameter: ({ index, value, merge }) => tried(() => studio.setParameter(index, value, merge)),
    hold: ({ index, held }) => done(studio.hold(index, held)),
    undo: () => tried(() => studio.undo()),
    redo: () => tried(() => studio.redo()),
    recover: ({ how }) => done(studio.recover(how)),
    sampleData: ({ experiment }) => engine.sampleData(experiment),
    confusion: ({ part }) => studio.trainer.confusion(part),
    ask: ({ id, args }) => studio.trainer.ask(id, args as never),
    rates: ({ epochs, points }) => [...engine.rates(studio.experiment, epochs, points)],
    makeLink: (asked) => {
      const parameters = asked.parameters ? studio.trainer.parameters() : studio.begun;
      return engine.makeLink(studio.experiment, { hide: asked.hide, ...(parameters ? { parameters } : {}) });
    },
    openLink: ({ text }) => {
      try {
        const { experiment, parameters, hide = [], snapshot, record, start, notices } = engine.openLink(text);
        const changed = snapshot
          ? studio.openRun(snapshot as Snapshot, record, start ?? null)
          : studio.change(experiment, undefined, parameters);
        return { notices, hide, changed };
      } catch (error) {
        if (!(error instanceof ExperimentError)) throw error;
        return { refusal: complaintOf(error) };
      }
    },
    exportRun: () => runOf(studio.trainer),
    saveRun: () => ({
      experiment: studio.experiment,
      ...studio.run.at,
      parameters: studio.trainer.parameters(),
      start: studio.begun,
      snapshot: studio.trainer.save(),
      record: encodeRecord(studio.run, IN_A_FILE),
    }),
    openFilm: () => film.open(studio),
    filmFrame: (request) => {
      const frame = film.frame(request);
      if (frame) transfers.list = [frame.view.planes.buffer as ArrayBuffer];
      return frame;
    },
    closeFilm: () => done(film.close()),
    save: () => ({ snapshot: studio.trainer.save(), record: encodeRecord(studio.run) }),
  };
}

const refusalOf = ({ path, id, values, message }: ExperimentError): Refusal => ({ path, id, values, message });

/** An error as plain data. */
export function errorMessage(error: unknown): ErrorMessage {
  if (error instanceof ExperimentError) return { message: error.message, refusal: refusalOf(error) };
  return { message: error instanceof Error ? error.message : String(error) };
}
