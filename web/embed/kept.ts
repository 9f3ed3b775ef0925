/** What the browser kept and cannot be used is left out, with one sentence and the means to keep it as a file. */
import type { ExperimentInput } from "../engine/types.js";
import { translate } from "../i18n/index.js";
import { type Fit, type Kept, keptJson, keptNothing, strangePreferences } from "../state/persist.js";
import type { Playground } from "../state/playground.js";
import type { State, Toast } from "../state/state.js";

const fileOf = (text: string | null): Toast["file"] =>
  text === null ? undefined : { name: "kept-run.json", text: () => text };

/** What was kept and is left out, in a sentence. */
interface Lost {
  text: string;
  file?: Toast["file"];
  /** Whether it may give way to another word. */
  minor: boolean;
}

/** What to say where something was kept that is no run, or preferences that mean nothing here. */
export function lostFrom(storage: Storage | null, state: State, hasRun: boolean): Lost | null {
  const { language } = state;
  if (!hasRun && keptNothing(storage)) return { text: translate(language, "embed.keptTooLarge"), minor: false };
  const json = hasRun ? null : keptJson(storage);
  if (json !== null) return { text: translate(language, "embed.keptDamaged"), file: fileOf(json), minor: false };
  const preferences = strangePreferences(storage);
  if (preferences === null) return null;
  const file = { name: "kept-preferences.json", text: () => preferences };
  return { text: translate(language, "embed.keptPreferences"), file, minor: true };
}

export function tellLost(playground: Playground, { text, file, minor }: Lost): void {
  const { engine, toast } = playground.store.state;
  if (engine.phase === "ready" && !(minor && toast)) playground.note(text, file);
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
