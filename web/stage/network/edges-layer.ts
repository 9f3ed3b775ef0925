/** The lines of the network as SVG paths: built once for a layout, afterwards only their attributes change. */

import { css } from "../../render/color.js";
import {
  type Curve,
  curvePath,
  EDGE_LEVELS,
  type EdgeStyle,
  edgeLevel,
  edgeStyles,
  pointOnCurve,
  WIDEST,
} from "../../render/edges.js";
import type { Palette } from "../../render/palette.js";

/** A line between two neurons that are both in sight. */
export interface Edge {
  layer: number;
  to: number;
  from: number;
  /** Place in the flat parameter vector. */
  index: number;
  curve: Curve;
}

/** A line as it is drawn. */
interface Line {
  edge: Edge;
  path: SVGPathElement;
  /** What the path shows; {@link UNSEEN} before anything. */
  level: number;
  dashed: boolean;
}

/** No line's level. */
const UNSEEN = 127;
/** Width of the line with the highlighter under it, at least. */
const LIT = 2.5;

const SVG = "http://www.w3.org/2000/svg";

function create<K extends keyof SVGElementTagNameMap>(name: K, parent: Element): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name) as SVGElementTagNameMap[K];
  parent.append(element);
  return element;
}

export class EdgesLayer {
  edges: readonly Edge[] = [];
  readonly #halo: readonly [rim: SVGPathElement, fill: SVGPathElement];
  readonly #bundles: SVGGElement;
  readonly #paths: SVGGElement;
  readonly #squares: SVGGElement;
  #lines: Line[] = [];
  #styles: EdgeStyle[] = [];
  #palette: Palette | null = null;
  #widest = WIDEST;
  #dashes = false;
  #lit: Line | undefined;

  constructor(svg: SVGSVGElement) {
    const halo = create("g", svg);
    halo.setAttribute("class", "halo");
    this.#halo = [create("path", halo), create("path", halo)];
    this.#bundles = create("g", svg);
    this.#bundles.setAttribute("class", "bundles");
    this.#paths = create("g", svg);
    this.#paths.setAttribute("class", "lines");
    this.#squares = create("g", svg);
    this.#squares.setAttribute("class", "held");
  }

  /** Takes the lines of a new layout; paths are used again where there are enough. */
  build(edges: readonly Edge[], bundles: readonly Curve[]): void {
    this.edges = edges;
    this.#bundles.replaceChildren();
    for (const curve of bundles) create("path", this.#bundles).setAttribute("d", curvePath(curve));
    for (const { path } of this.#lines.splice(edges.length)) path.remove();
    this.#lines = edges.map((edge, k) => {
      const { path, dashed } = this.#lines[k] ?? { path: create("path", this.#paths), dashed: false };
      path.setAttribute("d", curvePath(edge.curve));
      path.dataset.edge = `${edge.layer}-${edge.to}-${edge.from}`;
      return { edge, path, level: UNSEEN, dashed };
    });
    this.#lit = undefined;
    for (const path of this.#halo) path.removeAttribute("d");
  }

  /** Colours of a theme; `widest` is the width of the largest weight, `dashes` draws negative lines dashed. */
  restyle(palette: Palette, widest: number, dashes: boolean): void {
    if (palette === this.#palette && widest === this.#widest && dashes === this.#dashes) return;
    this.#palette = palette;
    this.#widest = widest;
    this.#dashes = dashes;
    this.#styles = edgeStyles(palette, widest);
    for (const line of this.#lines) line.level = UNSEEN;
  }

  /** The looks of what a line shows; nothing before anything. */
  #styleOf({ level }: Line): EdgeStyle | undefined {
    return level === UNSEEN ? undefined : this.#styles[level + EDGE_LEVELS];
  }

  /** Shows one number a line, by its place in the flat vector. Only lines that look different are touched. */
  show(values: ArrayLike<number>, largest: number): void {
    for (const line of this.#lines) {
      const level = edgeLevel(values[line.edge.index] ?? Number.NaN, largest);
      if (level === line.level) continue;
      line.level = level;
      const { path } = line;
      const style = this.#styleOf(line);
      if (style) {
        path.setAttribute("stroke", style.stroke);
        path.setAttribute("stroke-width", String(line === this.#lit ? Math.max(LIT, style.width) : style.width));
      }
      const dashed = this.#dashes && level < 0;
      if (dashed === line.dashed) continue;
      line.dashed = dashed;
      if (dashed) path.setAttribute("stroke-dasharray", "5 3");
      else path.removeAttribute("stroke-dasharray");
    }
    this.#sizeHalo();
  }

  /** Puts the highlighter under one line; −1 takes it away. */
  light(edge: number): void {
    const line = this.#lines[edge];
    if (line === this.#lit) return;
    const before = this.#lit;
    this.#lit = line;
    for (const one of [before, line]) {
      const style = one && this.#styleOf(one);
      if (style) one.path.setAttribute("stroke-width", String(one === line ? Math.max(LIT, style.width) : style.width));
    }
    for (const path of this.#halo) {
      if (line) path.setAttribute("d", curvePath(line.edge.curve));
      else path.removeAttribute("d");
    }
    this.#sizeHalo();
  }

  #sizeHalo(): void {
    const palette = this.#palette;
    const style = this.#lit && this.#styleOf(this.#lit);
    if (!palette || !style) return;
    const [rim, fill] = this.#halo;
    rim.setAttribute("stroke", css(palette.markLine));
    rim.setAttribute("stroke-width", String(style.width + 8.5));
    fill.setAttribute("stroke", css(palette.mark));
    fill.setAttribute("stroke-width", String(style.width + 7));
  }

  /**
   * Leaves the lines of one neuron as they are, or those into one layer, and fades the rest: of a neuron at either end
   * of that layer's lines its own among them. null lets all be.
   */
  focus(neuron: { layer: number; index: number } | null, layer: number | null): void {
    this.#paths.classList.toggle("dim", neuron !== null || layer !== null);
    const within = layer !== null && (neuron === null || neuron.layer === layer || neuron.layer === layer - 1);
    for (const { edge, path } of this.#lines) {
      const own =
        neuron === null ||
        (edge.layer === neuron.layer && edge.to === neuron.index) ||
        (edge.layer === neuron.layer + 1 && edge.from === neuron.index);
      path.classList.toggle("on", own && (!within || edge.layer === layer));
    }
  }

  /** A small square on the middle of every line whose weight training leaves alone. */
  hold(held: ReadonlySet<number>): void {
    this.#squares.replaceChildren();
    if (held.size === 0) return;
    for (const edge of this.edges) {
      if (!held.has(edge.index)) continue;
      const { x, y } = pointOnCurve(edge.curve, 0.5);
      const square = create("rect", this.#squares);
      square.setAttribute("x", String(x - 3.5));
      square.setAttribute("y", String(y - 3.5));
      square.setAttribute("width", "7");
      square.setAttribute("height", "7");
    }
  }

  /** Place of a weight's line among {@link edges}; −1 where it is out of sight. */
  find({ layer, to, from }: { layer: number; to: number; from: number }): number {
    return this.edges.findIndex((edge) => edge.layer === layer && edge.to === to && edge.from === from);
  }

  /** The line nearest to a place, at most `reach` pixels away from its stroke; −1 where there is none. */
  at(x: number, y: number, reach: number): number {
    let found = -1;
    let least = reach;
    for (const [k, line] of this.#lines.entries()) {
      const { x0, y0, x1, y1 } = line.edge.curve;
      if (x < x0 || x > x1 || y < Math.min(y0, y1) - reach || y > Math.max(y0, y1) + reach) continue;
      const share = parameterAt((x - x0) / (x1 - x0));
      const height = y0 + (y1 - y0) * share * share * (3 - 2 * share);
      const slope = ((y1 - y0) * 6 * share * (1 - share)) / ((x1 - x0) * (1.5 - 3 * share + 3 * share * share));
      const width = this.#styleOf(line)?.width ?? 0;
      const distance = Math.abs(y - height) / Math.hypot(1, slope) - width / 2;
      if (distance < least) {
        least = distance;
        found = k;
      }
    }
    return found;
  }
}

/** The curve's parameter at a share of its width: x runs as 1.5·t·(1 − t) + t³, which grows throughout. */
function parameterAt(share: number): number {
  let t = share;
  for (let k = 0; k < 6; k++) {
    const error = 1.5 * t * (1 - t) + t * t * t - share;
    t -= error / (1.5 - 3 * t + 3 * t * t);
  }
  return Math.max(0, Math.min(1, t));
}
