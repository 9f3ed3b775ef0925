/** The element's events: what of the store is told to the page around it. Every detail is plain data and a copy. */
import type { Experiment } from "../engine/types.js";
import { failureText } from "../i18n/failure.js";
import { refusalText } from "../i18n/refusal.js";
import { withLists } from "../protocol/rows.js";
import type { Store } from "../state/store.js";
import type { GradientPlaygroundEvents } from "./public.js";

type Name = keyof GradientPlaygroundEvents;
export type Tell = <K extends Name>(name: K, detail: GradientPlaygroundEvents[K]["detail"]) => void;

/** Tells until the returned function is called. */
export function tellEvents(store: Store, dispatch: Tell): () => void {
  const tell: Tell = (name, detail) => dispatch(name, structuredClone(detail));
  // A copy of flat rows is made before they become lists: lists of a million numbers are slow to copy.
  const copyOf = (experiment: Experiment) => withLists(structuredClone(experiment));
  let ready = false;
  let epoch = -1;
  let status = "";
  const stops = [
    store.subscribe(["engine", "experiment"], () => {
      const { engine, experiment } = store.state;
      if (engine.phase === "failed") tell("gp-error", { message: failureText(store.state.language, engine) });
      if (engine.phase === "refused") tell("gp-error", { message: engine.text });
      if (engine.phase !== "ready" || !experiment) return;
      if (!ready) dispatch("gp-ready", { experiment: copyOf(experiment) });
      ready = true;
    }),
    store.subscribe(["experiment"], () => {
      if (store.state.experiment) dispatch("gp-change", copyOf(store.state.experiment));
    }),
    store.subscribe(["progress"], () => {
      const { progress } = store.state;
      if (!progress) return;
      if (progress.epoch !== epoch) tell("gp-epoch", progress);
      if (progress.status === "stopped" && status !== "stopped") tell("gp-stop", progress);
      ({ epoch, status } = progress);
    }),
    store.subscribe(["divergence"], () => {
      const { divergence } = store.state;
      if (divergence) tell("gp-diverge", { epoch: divergence.epoch, message: divergence.message });
    }),
    store.subscribe(["toast"], () => {
      const { toast, language, catalog } = store.state;
      if (toast?.kind !== "refused" || !toast.refusal) return;
      tell("gp-error", { message: refusalText(language, toast.refusal, catalog), path: toast.refusal.path });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
