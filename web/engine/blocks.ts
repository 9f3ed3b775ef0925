/** Where parameters stand in the flat vector: read off the blocks that the core names. */
import type { LayerShape, ParameterBlock } from "./answers.js";

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
