/**
 * The linking contract: what the reader points at, in one form for every view.
 *
 * Every view writes `pointed` on hover, focus or tap, and highlights what it draws of the same thing.
 * Layer 0 is the features, 1 the first hidden layer; a weight or bias carries the layer it feeds (1 …).
 */
import type { Place } from "../protocol/run.js";

export type Ref = Place | { kind: "sample"; part: "train" | "test"; index: number } | { kind: "epoch"; index: number };

/** Whether two references name the same thing. */
export function sameRef(a: Ref | null, b: Ref | null): boolean {
  if (a === null || b === null) return a === b;
  return a.kind === b.kind && Object.entries(a).every(([key, value]) => b[key as keyof Ref] === value);
}

/** Whether a neuron lights up for a reference: itself, its bias, or a weight that starts or ends at it. */
export function lightsNeuron(ref: Ref | null, layer: number, index: number): boolean {
  return neuronsOf(ref).some((neuron) => neuron.layer === layer && neuron.index === index);
}

/** The neurons that a reference is about: one, or the two ends of a weight. */
export function neuronsOf(ref: Ref | null): { layer: number; index: number }[] {
  switch (ref?.kind) {
    case "neuron":
      return [{ layer: ref.layer, index: ref.index }];
    case "bias":
      return [{ layer: ref.layer, index: ref.to }];
    case "weight":
      return [
        { layer: ref.layer - 1, index: ref.from },
        { layer: ref.layer, index: ref.to },
      ];
    default:
      return [];
  }
}
