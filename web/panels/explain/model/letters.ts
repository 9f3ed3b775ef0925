/** The letters of the formulas, in TeX: superscript [l] for layers, subscripts counted from 1. */

const layerOf = (layer: number | string) => `^{[${layer}]}`;

export const vector = (letter: string, layer: number | string): string => `\\boldsymbol{${letter}}${layerOf(layer)}`;
export const transposed = (letter: string, layer: number | string): string =>
  `\\boldsymbol{${letter}}^{[${layer}]\\top}`;
export const entry = (letter: string, layer: number | string, index: number): string =>
  `${letter}_{${index + 1}}${layerOf(layer)}`;
export const weightEntry = (layer: number, to: number, from: number): string =>
  `w_{${to + 1},${from + 1}}${layerOf(layer)}`;
export const shapeOf = (rows: number, columns: number): string => `${rows} × ${columns}`;
