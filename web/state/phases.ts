/**
 * One update in phases, as a reader steps through it: forward layer by layer to the loss, the error at the output, back
 * layer by layer, the gradients, and the update, before which nothing moves.
 */
export interface Phase {
  step: "forward" | "output" | "propagate" | "gradients" | "update";
  /** The layer that it shows, from 1; going forward the one after the last is the loss. */
  layer: number;
}

/** The panel in which phases are read. */
export const PHASES_PANEL = "explain";

/** The phases of a network of so many layers, in order. */
export function phasesOf(layers: number): [Phase, ...Phase[]] {
  const forward = Array.from({ length: layers }, (_, at): Phase => ({ step: "forward", layer: at + 2 }));
  const back = Array.from({ length: layers - 1 }, (_, at): Phase => ({ step: "propagate", layer: layers - 1 - at }));
  return [
    { step: "forward", layer: 1 },
    ...forward,
    { step: "output", layer: layers },
    ...back,
    { step: "gradients", layer: layers },
    { step: "update", layer: layers },
  ];
}

/** Where a phase stands among those of its update, from 0; −1 for none. */
export const positionOf = (phase: Phase | null, layers: number): number =>
  phasesOf(layers).findIndex(({ step, layer }) => step === phase?.step && layer === phase.layer);

/** The phase after one; after the update, and where there is none, the first of the next batch. */
export function phaseAfter(phase: Phase | null, layers: number): Phase {
  const phases = phasesOf(layers);
  const [first] = phases;
  return phases[positionOf(phase, layers) + 1] ?? first;
}
