/** What the browser kept and cannot be used is left out, with one sentence and the means to keep it as a file. */
import type { ExperimentInput } from "../engine/types.js";
import { type Language, translate } from "../i18n/index.js";
import { type Fit, type Kept, keptJson, keptNothing } from "../state/persist.js";
import type { Playground } from "../state/playground.js";
import type { Toast } from "../state/state.js";

const fileOf = (text: string | null): Toast["file"] =>
  text === null ? undefined : { name: "kept-run.json", text: () => text };

/** What to say where something was kept that is no run. */
export function lostFrom(storage: Storage | null, language: Language): { text: string; file?: Toast["file"] } | null {
  if (keptNothing(storage)) return { text: translate(language, "embed.keptTooLarge") };
  const json = keptJson(storage);
  return json === null ? null : { text: translate(language, "embed.keptDamaged"), file: fileOf(json) };
}

/**
 * Opens what the browser kept, or as much of it as can be read, with a word about the rest.
 * @returns whether a link was opened
 */
export async function openKept(
  playground: Playground,
  { experiment, ...kept }: Kept & { link?: string },
  otherwise: { experiment: ExperimentInput; preset: string | null },
  storage: Storage | null,
): Promise<boolean> {
  // What follows is kept in its place.
  const file = fileOf(keptJson(storage));
  const opened = await playground.open(experiment, kept);
  const { store, unread } = playground;
  const { engine, language } = store.state;
  if (engine.phase !== "refused") {
    if (engine.phase === "ready" && unread) playground.note(translate(language, `embed.unread.${unread}`), file);
    return opened;
  }
  store.set({ engine: { phase: "loading" } });
  await playground.open(otherwise.experiment, { preset: otherwise.preset });
  playground.note(translate(language, "embed.keptRefused", { why: engine.text }), file);
  return false;
}

/** Says that the run finds no room, or only its experiment does, and offers it as a file. */
export function tellFit(playground: Playground, fit: Fit): void {
  if (fit === "run") return;
  const { language } = playground.store.state;
  playground.note(translate(language, fit === "nothing" ? "embed.keepFull" : "embed.keepExperiment"), {
    name: "run.json",
    text: async () => {
      const [run, { savedRun }] = await Promise.all([playground.saveRun(), import("../export/saved.js")]);
      return String(savedRun(run).data);
    },
  });
}
