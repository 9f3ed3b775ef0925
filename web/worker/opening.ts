/** What a playground begins with: a link, a run that was kept, or an experiment. */
import { type Engine, ExperimentError } from "../engine/index.js";
import type { LinkAnswer, Opening } from "../protocol/protocol.js";
import { complaintOf } from "./handle.js";
import { Studio } from "./studio.js";

/** A link of the very experiment that was kept continues the run that was kept. */
export function openedStudio(engine: Engine, opening: Opening): { studio: Studio; link?: LinkAnswer } {
  const { experiment, link, ...kept } = opening;
  const now = () => performance.now();
  if (link === undefined) return { studio: new Studio(engine, experiment, now, kept) };
  try {
    const { experiment: linked, parameters, notices } = engine.openLink(link);
    if (!parameters && engine.compare(engine.fill(experiment), linked).length === 0) {
      return { studio: new Studio(engine, linked, now, kept), link: { notices, same: true } };
    }
    return { studio: new Studio(engine, linked, now, parameters ? { parameters } : {}), link: { notices } };
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    return { studio: new Studio(engine, experiment, now, kept), link: { refusal: complaintOf(error) } };
  }
}
