/** Numbers on their way through the lines of a layer: dots that run along them once, and arrowheads that stay. */
import { pointOnCurve } from "../../render/edges.js";
import type { Edge } from "./edges-layer.js";

export interface Flow {
  /** The layer that the lines lead into. */
  layer: number;
  way: "forwards" | "backwards";
}

const SVG = "http://www.w3.org/2000/svg";
/** How long a dot takes, in milliseconds. */
const TIME = 900;
/** A disc around the place where it is put. */
const DOT = "M-2.5 0a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0 -5 0z";
/** A line that goes nowhere near has room for no more than one mark; more lines than this have none. */
const MOST = 400;
const ARROW = "M-3 -3.5L4 0L-3 3.5z";

export class Signal {
  readonly #group: SVGGElement;
  #edges: readonly Edge[] = [];
  #shown = "";
  #frame = 0;

  constructor(svg: SVGSVGElement) {
    this.#group = document.createElementNS(SVG, "g") as SVGGElement;
    this.#group.setAttribute("class", "signal");
    svg.append(this.#group);
  }

  /**
   * Shows a flow through lines drawn before, from its beginning where it is another one.
   * @param still whether nothing may move: arrowheads alone tell the way
   */
  show(edges: readonly Edge[], flow: Flow | null, still: boolean): void {
    const shown = flow ? `${flow.layer} ${flow.way}` : "";
    const another = shown !== this.#shown;
    if (!another && edges === this.#edges) return;
    this.#edges = edges;
    this.#shown = shown;
    cancelAnimationFrame(this.#frame);
    const lines = flow ? edges.filter(({ layer }) => layer === flow.layer) : [];
    if (!flow || lines.length > MOST) this.#group.replaceChildren();
    else if (still || !another) this.#arrows(lines, flow.way);
    else this.#run(lines, flow.way);
  }

  #arrows(lines: readonly Edge[], way: Flow["way"]): void {
    const towards = way === "forwards" ? 0 : 180;
    this.#group.replaceChildren(
      ...lines.map(({ curve }) => {
        const at = pointOnCurve(curve, 0.5);
        const from = pointOnCurve(curve, 0.48);
        const to = pointOnCurve(curve, 0.52);
        const turn = (Math.atan2(to.y - from.y, to.x - from.x) * 180) / Math.PI + towards;
        const arrow = document.createElementNS(SVG, "path");
        arrow.setAttribute("d", ARROW);
        arrow.setAttribute("transform", `translate(${at.x.toFixed(1)} ${at.y.toFixed(1)}) rotate(${turn.toFixed(1)})`);
        return arrow;
      }),
    );
  }

  #run(lines: readonly Edge[], way: Flow["way"]): void {
    const dots = lines.map(({ curve }) => {
      const dot = document.createElementNS(SVG, "path");
      dot.setAttribute("d", DOT);
      return { curve, dot };
    });
    this.#group.replaceChildren(...dots.map(({ dot }) => dot));
    const began = performance.now();
    const step = () => {
      const share = Math.min(1, (performance.now() - began) / TIME);
      for (const { curve, dot } of dots) {
        const { x, y } = pointOnCurve(curve, way === "forwards" ? share : 1 - share);
        dot.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
      }
      if (share < 1) this.#frame = requestAnimationFrame(step);
      else this.#arrows(lines, way);
    };
    step();
  }
}
