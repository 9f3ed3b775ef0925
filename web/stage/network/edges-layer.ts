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

const SVG = "http://www.w3.org/2000/svg";

function create<K extends keyof SVGElementTagNameMap>(name: K, parent: Element): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, name) as SVGElementTagNameMap[K];
  parent.append(element);
  return element;
}

export class EdgesLayer {
  edges: readonly Edge[] = [];
  readonly #halo: SVGPathElement[];
  readonly #bundles: SVGGElement;
  readonly #lines: SVGGElement;
  readonly #squares: SVGGElement;
  #paths: SVGPathElement[] = [];
  /** What each path shows; 127 before anything. */
  #levels = new Int8Array(0);
  /** 1 for each path that is dashed. */
  #dashed = new Uint8Array(0);
  #styles: EdgeStyle[] = [];
  #palette: Palette | null = null;
  #widest = WIDEST;
  #dashes = false;
  #lit = -1;

  constructor(svg: SVGSVGElement) {
    const halo = create("g", svg);
    halo.setAttribute("class", "halo");
    this.#halo = [create("path", halo), create("path", halo)];
    this.#bundles = create("g", svg);
    this.#bundles.setAttribute("class", "bundles");
    this.#lines = create("g", svg);
    this.#lines.setAttribute("class", "lines");
    this.#squares = create("g", svg);
    this.#squares.setAttribute("class", "held");
  }

  /** Takes the lines of a new layout; paths are used again where there are enough. */
  build(edges: readonly Edge[], bundles: readonly Curve[]): void {
    this.edges = edges;
    this.#bundles.replaceChildren();
    for (const curve of bundles) create("path", this.#bundles).setAttribute("d", curvePath(curve));
    while (this.#paths.length > edges.length) this.#paths.pop()?.remove();
    while (this.#paths.length < edges.length) this.#paths.push(create("path", this.#lines));
    edges.forEach((edge, k) => {
      const path = this.#paths[k];
      path.setAttribute("d", curvePath(edge.curve));
      path.dataset.edge = `${edge.layer}-${edge.to}-${edge.from}`;
    });
    this.#levels = new Int8Array(edges.length).fill(127);
    const dashed = new Uint8Array(edges.length);
    dashed.set(this.#dashed.subarray(0, edges.length));
    this.#dashed = dashed;
    this.light(-1);
  }

  /** Colours of a theme; `widest` is the width of the largest weight, `dashes` draws negative lines dashed. */
  restyle(palette: Palette, widest: number, dashes: boolean): void {
    if (palette === this.#palette && widest === this.#widest && dashes === this.#dashes) return;
    this.#palette = palette;
    this.#widest = widest;
    this.#dashes = dashes;
    this.#styles = edgeStyles(palette, widest);
    this.#levels.fill(127);
  }

  /** Shows one number a line, by its place in the flat vector. Only lines that look different are touched. */
  show(values: ArrayLike<number>, largest: number): void {
    const { edges } = this;
    for (let k = 0; k < edges.length; k++) {
      const level = edgeLevel(values[edges[k].index], largest);
      const before = this.#levels[k];
      if (level === before) continue;
      this.#levels[k] = level;
      const path = this.#paths[k];
      const style = this.#styles[level + EDGE_LEVELS];
      path.setAttribute("stroke", style.stroke);
      path.setAttribute("stroke-width", String(k === this.#lit ? Math.max(2.5, style.width) : style.width));
      const dashed = this.#dashes && level < 0 ? 1 : 0;
      if (dashed === this.#dashed[k]) continue;
      this.#dashed[k] = dashed;
      if (dashed) path.setAttribute("stroke-dasharray", "5 3");
      else path.removeAttribute("stroke-dasharray");
    }
    if (this.#lit >= 0) this.#sizeHalo();
  }

  /** Puts the highlighter under one line; −1 takes it away. */
  light(edge: number): void {
    if (edge === this.#lit) return;
    const before = this.#lit;
    this.#lit = edge;
    for (const k of [before, edge]) {
      if (k < 0 || k >= this.#paths.length || this.#levels[k] === 127) continue;
      const { width } = this.#styles[this.#levels[k] + EDGE_LEVELS];
      this.#paths[k].setAttribute("stroke-width", String(k === edge ? Math.max(2.5, width) : width));
    }
    if (edge < 0) {
      for (const path of this.#halo) path.removeAttribute("d");
      return;
    }
    const d = curvePath(this.edges[edge].curve);
    for (const path of this.#halo) path.setAttribute("d", d);
    this.#sizeHalo();
  }

  #sizeHalo(): void {
    const level = this.#levels[this.#lit];
    const palette = this.#palette;
    if (!palette || level === undefined || level === 127) return;
    const { width } = this.#styles[level + EDGE_LEVELS];
    const [edge, fill] = this.#halo;
    edge.setAttribute("stroke", css(palette.markLine));
    edge.setAttribute("stroke-width", String(width + 8.5));
    fill.setAttribute("stroke", css(palette.mark));
    fill.setAttribute("stroke-width", String(width + 7));
  }

  /**
   * Leaves the lines of one neuron as they are, or those into one layer, and fades the rest: of a neuron at either end
   * of that layer's lines its own among them. null lets all be.
   */
  focus(neuron: { layer: number; index: number } | null, layer: number | null): void {
    this.#lines.classList.toggle("dim", neuron !== null || layer !== null);
    const within = layer !== null && (neuron === null || neuron.layer === layer || neuron.layer === layer - 1);
    this.edges.forEach((edge, k) => {
      const own =
        neuron === null ||
        (edge.layer === neuron.layer && edge.to === neuron.index) ||
        (edge.layer === neuron.layer + 1 && edge.from === neuron.index);
      this.#paths[k].classList.toggle("on", own && (!within || edge.layer === layer));
    });
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
    for (let k = 0; k < this.edges.length; k++) {
      const { x0, y0, x1, y1 } = this.edges[k].curve;
      if (x < x0 || x > x1 || y < Math.min(y0, y1) - reach || y > Math.max(y0, y1) + reach) continue;
      const share = parameterAt((x - x0) / (x1 - x0));
      const height = y0 + (y1 - y0) * share * share * (3 - 2 * share);
      const slope = ((y1 - y0) * 6 * share * (1 - share)) / ((x1 - x0) * (1.5 - 3 * share + 3 * share * share));
      const width = this.#levels[k] === 127 ? 0 : this.#styles[this.#levels[k] + EDGE_LEVELS].width;
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
