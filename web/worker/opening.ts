/** What a run begins with: a link, a run that was kept, or an experiment. */
import { type Engine, ExperimentError } from "../engine/index.js";
import type { Snapshot } from "../engine/types.js";
import type { LinkComplaint, Opened, Opening, Requests } from "../protocol/requests.js";
import type { Unread } from "../protocol/run.js";
import type { Beginning, Host } from "./host.js";
import { complaintOf, prepare } from "./refusals.js";

/**
 * Opens a run. A link of the very experiment that is to be opened anyway continues the run that was kept of it.
 * @returns what came of the link, where there is one, and of the kept run
 */
export async function open(host: Host, { link, ...asked }: Opening): Promise<Opened> {
  const { engine } = host;
  const opening = { ...asked, experiment: host.rows.unpack(asked.experiment) };
  const refusal = link === undefined ? null : await prepareLink(engine, link);
  if (link !== undefined && refusal === null) {
    const { experiment, parameters, hide = [], notices } = engine.openLink(link);
    const same = !parameters && engine.compare(opening.experiment, experiment).length === 0;
    if (same) return { link: { notices, hide, same }, ...unreadOf(host.open({ ...opening, experiment })) };
    try {
      host.open({ run: opening.run, experiment, ...(parameters ? { parameters } : {}) });
      return { link: { notices, hide } };
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      return { ...(await usual()), link: { refusal: complaintOf(error) } };
    }
  }
  return { ...(await usual()), ...(refusal ? { link: { refusal } } : {}) };

  async function usual(): Promise<Opened> {
    await prepareFor(engine, opening);
    return unreadOf(host.open(opening));
  }
}

/**
 * Loads what an opening needs beside the engine. Where it does not come, an experiment is refused; a run that was kept is
 * not, so that nothing is put in its place: the start has failed, and can be tried again.
 */
async function prepareFor(engine: Engine, { experiment, snapshot, state }: Beginning): Promise<void> {
  if (!snapshot && !state) return prepare(engine, experiment);
  await engine.prepare(experiment);
  if (snapshot) await engine.prepare(snapshot.experiment);
}

const unreadOf = (unread: Unread | null): Opened => (unread ? { unread } : {});

/** Opens what a text holds in a run that is open, as a change that can be undone. */
export async function openLink(
  host: Host,
  { run, text }: Requests["openLink"]["args"],
): Promise<Requests["openLink"]["answer"]> {
  const { engine } = host;
  const refusal = await prepareLink(engine, text);
  if (refusal) return { refusal };
  try {
    const { experiment, parameters, hide = [], snapshot, record, start, notices } = engine.openLink(text);
    const session = host.session(run);
    const changed = snapshot
      ? session.openRun(snapshot as Snapshot, record, start ?? null)
      : session.change(experiment, undefined, parameters);
    return { notices, hide, changed };
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    return { refusal: complaintOf(error) };
  }
}

/** Loads what a link's experiment needs beside the engine. @returns why the link is refused, or null */
async function prepareLink(engine: Engine, text: string): Promise<LinkComplaint | null> {
  try {
    const { experiment, snapshot } = engine.openLink(text);
    await prepare(engine, experiment);
    if (snapshot) await prepare(engine, (snapshot as Snapshot).experiment);
    return null;
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    return complaintOf(error);
  }
}
