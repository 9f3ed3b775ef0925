/** References as texts, so that terms and cells can carry them: `weight:2:0:3`. */
import { neuronsOf, type Ref } from "../../../state/ref.js";

export function keyOf(ref: Ref): string {
  switch (ref.kind) {
    case "sample":
      return `sample:${ref.part}:${ref.index}`;
    case "neuron":
      return `neuron:${ref.layer}:${ref.index}`;
    case "weight":
      return `weight:${ref.layer}:${ref.to}:${ref.from}`;
    case "bias":
      return `bias:${ref.layer}:${ref.to}`;
    case "epoch":
      return `epoch:${ref.index}`;
  }
}

export const neuron = (layer: number, index: number): string => `neuron:${layer}:${index}`;
export const weight = (layer: number, to: number, from: number): string => `weight:${layer}:${to}:${from}`;
export const bias = (layer: number, to: number): string => `bias:${layer}:${to}`;
export const sample = (index: number): string => `sample:train:${index}`;

/** The reference that a text of {@link keyOf} names; null for anything else. */
export function refOf(key: string | null): Ref | null {
  const [kind, ...rest] = (key ?? "").split(":");
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN] = rest.map(Number);
  switch (kind) {
    case "sample":
      return { kind, part: rest[0] === "test" ? "test" : "train", index: b };
    case "neuron":
      return { kind, layer: a, index: b };
    case "weight":
      return { kind, layer: a, to: b, from: c };
    case "bias":
      return { kind, layer: a, to: b };
    default:
      return null;
  }
}

/** Everything that lights up while something is pointed at: itself, and the neurons it begins or ends at. */
export function litBy(ref: Ref | null): ReadonlySet<string> {
  if (!ref) return new Set();
  return new Set([keyOf(ref), ...neuronsOf(ref).map(({ layer, index }) => neuron(layer, index))]);
}
