/** Where weights and biases stand in the flat vector: read off the blocks that the core names. */
import type { LayerShape, ParameterBlock } from "../engine/types.js";
import type { Ref } from "./ref.js";

/** A layer's block by the end of its name: "weight" `[units × inputs]` or "bias" `[units]`; undefined where it has none. */
export function blockOf(layer: LayerShape | undefined, name: "weight" | "bias"): ParameterBlock | undefined {
  return layer?.blocks.find((block) => block.name.endsWith(`.${name}`));
}

/** How many numbers a block holds. */
export function sizeOf(block: ParameterBlock | undefined): number {
  return block ? block.shape.reduce((product, side) => product * side, 1) : 0;
}

/** Numbers of a block from its place on, for one index of the first dimension, then the next. */
export function indexIn(block: ParameterBlock, unit: number, input = 0): number {
  const [units = 1] = block.shape;
  return block.offset + unit * (sizeOf(block) / units) + input;
}

/** Place of a weight or bias in the flat vector; null for anything else. */
export function parameterIndex(layers: readonly LayerShape[], ref: Ref | null): number | null {
  if (ref?.kind !== "weight" && ref?.kind !== "bias") return null;
  const block = blockOf(layers[ref.layer - 1], ref.kind);
  if (!block) return null;
  return ref.kind === "weight" ? indexIn(block, ref.to, ref.from) : indexIn(block, ref.to);
}

/** Place of a neuron's bias; null where it has none. */
export function biasIndex(layers: readonly LayerShape[], layer: number, unit: number): number | null {
  return parameterIndex(layers, { kind: "bias", layer, to: unit });
}
