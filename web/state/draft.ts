/** A copy of an experiment for a reader's change to work on. */
import type { Experiment } from "../engine/types.js";
import { TABLES } from "../protocol/changes.js";

/** Rows of one's own are not copied: an edit puts other tables in their place, and never writes into them. */
export function draftOf(experiment: Experiment): Experiment {
  const { data } = experiment;
  const tables = Object.fromEntries(TABLES.flatMap((member) => (member in data ? [[member, data[member]]] : [])));
  const rest = Object.fromEntries(Object.entries(data).filter(([member]) => !(member in tables)));
  const copy = structuredClone({ ...experiment, data: rest });
  return { ...copy, data: { ...copy.data, ...tables } };
}
