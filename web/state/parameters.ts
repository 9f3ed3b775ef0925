/** Where the weights and biases that a reader points at stand in the flat vector. */
import { blockOf, indexIn, sizeOf } from "../engine/blocks.js";
import type { LayerShape } from "../engine/types.js";
import type { ParameterRef, Ref } from "./ref.js";

/** How many weights and biases there are. */
export const parameterCount = (layers: readonly LayerShape[]): number =>
  layers.reduce((sum, { blocks }) => sum + blocks.reduce((all, block) => all + sizeOf(block), 0), 0);

/** Place of a weight or bias in the flat vector; null for anything else. */
export function parameterIndex(layers: readonly LayerShape[], ref: Ref | null): number | null {
  if (ref?.kind !== "weight" && ref?.kind !== "bias") return null;
  const block = blockOf(layers[ref.layer - 1], ref.kind);
  if (!block) return null;
  return ref.kind === "weight" ? indexIn(block, ref.to, ref.from) : indexIn(block, ref.to);
}

/** The weight or bias that stands at a place of the flat vector; null where neither does. */
export function parameterRef(layers: readonly LayerShape[], index: number): ParameterRef | null {
  for (const [at, shape] of layers.entries()) {
    for (const kind of ["weight", "bias"] as const) {
      const block = blockOf(shape, kind);
      if (!block || index < block.offset || index >= block.offset + sizeOf(block)) continue;
      const [layer, place] = [at + 1, index - block.offset];
      if (kind === "bias") return { kind, layer, to: place };
      return { kind, layer, to: Math.floor(place / shape.inputs), from: place % shape.inputs };
    }
  }
  return null;
}

/** Place of a neuron's bias; null where it has none. */
export function biasIndex(layers: readonly LayerShape[], layer: number, unit: number): number | null {
  return parameterIndex(layers, { kind: "bias", layer, to: unit });
}
