/** What a playground begins with: a link, a run that was kept, or an experiment. */
import { type Engine, ExperimentError } from "../engine/index.js";
import type { LinkAnswer, LinkComplaint, Opening } from "../protocol/protocol.js";
import { complaintOf, prepare } from "./handle.js";
import { Studio } from "./studio.js";

const now = () => performance.now();

/** A link of the very experiment that is to be opened anyway continues the run that was kept of it. */
export async function openedStudio(engine: Engine, opening: Opening): Promise<{ studio: Studio; link?: LinkAnswer }> {
  const { experiment, link, ...kept } = opening;
  const refusal = link === undefined ? null : await prepareLink(engine, link);
  if (link !== undefined && refusal === null) {
    const { experiment: linked, parameters, hide = [], notices } = engine.openLink(link);
    const same = !parameters && engine.compare(experiment, linked).length === 0;
    if (same) return { studio: new Studio(engine, linked, now, kept), link: { notices, hide, same } };
    try {
      return { studio: new Studio(engine, linked, now, parameters ? { parameters } : {}), link: { notices, hide } };
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      return { studio: await usual(), link: { refusal: complaintOf(error) } };
    }
  }
  return { studio: await usual(), ...(refusal ? { link: { refusal } } : {}) };

  async function usual(): Promise<Studio> {
    await prepare(engine, experiment);
    return new Studio(engine, experiment, now, kept);
  }
}

/** Loads what a link's experiment needs beside the engine. @returns why the link is refused, or null */
export async function prepareLink(engine: Engine, text: string): Promise<LinkComplaint | null> {
  try {
    await prepare(engine, engine.openLink(text).experiment);
    return null;
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    return complaintOf(error);
  }
}
