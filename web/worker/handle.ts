/** Answers requests out of a host: one entry a request, no more to it than translation. */
import { runOf } from "../export/training.js";
import { withChanges } from "../protocol/changes.js";
import type { RequestName, Requests } from "../protocol/requests.js";
import type { Changed } from "../protocol/run.js";
import { FilmMaker } from "./film.js";
import { answerTo } from "./frames/answers.js";
import type { Host } from "./host.js";
import { open, openLink } from "./opening.js";
import { prepare, refusedBy } from "./refusals.js";
import { encodeRecord, IN_A_FILE } from "./runs/kept-record.js";

/** @param transfer takes buffers that go over to the page instead of being copied */
type Handler<K extends RequestName> = (
  args: Requests[K]["args"],
  transfer: ArrayBuffer[],
) => Requests[K]["answer"] | Promise<Requests[K]["answer"]>;
export type Handlers = { [K in RequestName]: Handler<K> };

/** A refusal is an answer; anything else is an error. */
async function tried(change: () => Changed | Promise<Changed>): Promise<Changed> {
  try {
    return await change();
  } catch (error) {
    return refusedBy(error);
  }
}

/** For requests that are answered by the next frame. */
const done = (_: unknown): null => null;

export function handlersFor(host: Host): Handlers {
  const { engine } = host;
  const of = (run: number) => host.session(run);
  const film = new FilmMaker();
  return {
    open: async (opening) => {
      return { catalog: engine.catalog, ...(await open(host, opening)) };
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
    change: ({ run, changes, merge, keep }) =>
      tried(async () => {
        const experiment = withChanges(of(run).experiment, host.rows.unpackChanges(changes));
        await prepare(engine, experiment);
        return of(run).change(experiment, merge, keep ? of(run).trainer.parameters() : undefined);
      }),
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
    makeLink: ({ run, ...asked }) => {
      const { trainer, experiment, begun } = of(run);
      const parameters = asked.parameters ? trainer.parameters() : begun;
      return engine.makeLink(experiment, { hide: asked.hide, ...(parameters ? { parameters } : {}) });
    },
    openLink: (asked) => openLink(host, asked),
    exportRun: ({ run }) => runOf(of(run).trainer),
    saveRun: ({ run }) => {
      const session = of(run);
      const { experiment, trainer, begun } = session;
      return {
        experiment,
        ...session.run.at,
        parameters: trainer.parameters(),
        start: begun,
        snapshot: trainer.save(),
        record: encodeRecord(session.run, IN_A_FILE),
      };
    },
    openFilm: ({ run }) => film.open(of(run)),
    filmFrame: (request, transfer) => {
      const frame = film.frame(request);
      if (frame) transfer.push(frame.view.planes.buffer as ArrayBuffer);
      return frame;
    },
    closeFilm: () => done(film.close()),
    moment: ({ run }) => {
      const session = of(run);
      const { experiment, trainer, begun } = session;
      return {
        experiment: host.rows.pack(experiment),
        state: trainer.checkpoint(),
        record: encodeRecord(session.run),
        ...(begun ? { parameters: begun } : {}),
      };
    },
    save: ({ run }) => ({ snapshot: of(run).trainer.save(), record: encodeRecord(of(run).run) }),
  };
}
