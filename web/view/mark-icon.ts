import { html, svg, type TemplateResult } from "lit";
import { markPath, SHAPE_COUNT, shapeOfStyle } from "../render/marks.js";
import { CLASS_COLORS } from "../render/palette.js";

const PATHS = Array.from({ length: SHAPE_COUNT }, (_, shape) => markPath(shape));

/** The mark of a class in a box of 14 × 14: filled as training points are, or hollow as test points. */
export function markIcon(style: number, hollow = false): TemplateResult {
  const color = `var(--c${(style % CLASS_COLORS) + 1})`;
  const fill = hollow ? "var(--surface)" : color;
  return html`<svg class="mark" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">${svg`<path
    d=${PATHS[shapeOfStyle(style)]} fill=${fill} stroke=${hollow ? color : "none"} stroke-width="1.6" stroke-linejoin="round" />`}</svg>`;
}
