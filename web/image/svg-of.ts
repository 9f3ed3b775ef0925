/**
 * A part of the page as an SVG that stands alone: boxes, text as text, drawings as drawings, canvases as images or, where
 * the caller can draw them again, as drawings too. What it looks like is what the browser says it looks like.
 */
import { type Box, boxMarkup, clipped, Definitions, rect } from "./boxes.js";
import { colored, escaped, short } from "./colors.js";
import { drawingMarkup } from "./drawings.js";
import { textMarkup, valueMarkup } from "./words.js";

export interface Asked {
  /** What it is called, for who cannot see it. */
  title: string;
  /** Colour behind all of it. */
  background: string;
  /** Space around it in pixels. */
  margin: number;
  /** What is drawn on a canvas, as markup for a square of its size; null for an image of it. */
  drawn?(canvas: HTMLCanvasElement): string | null;
}

export interface Picture {
  svg: string;
  /** In CSS pixels. */
  width: number;
  height: number;
}

export function svgOf(element: Element, asked: Asked): Picture {
  const { left, top, width: across, height: down } = element.getBoundingClientRect();
  const { margin } = asked;
  const [width, height] = [Math.ceil(across + 2 * margin), Math.ceil(down + 2 * margin)];
  const page = new Walk(new DOMRect(left - margin, top - margin, width, height), asked);
  const inner = page.element(element, Number.POSITIVE_INFINITY);
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">` +
    `<title>${escaped(asked.title)}</title>${page.definitions.markup}` +
    `${rect({ x: 0, y: 0, width, height }, 0, colored("fill", asked.background))}${inner}</svg>`;
  return { svg, width, height };
}

class Walk {
  readonly definitions = new Definitions();

  constructor(
    private readonly origin: DOMRect,
    private readonly asked: Asked,
  ) {}

  /** @param right where the text of a box that cuts it off ends */
  element(element: Element, right: number): string {
    const style = getComputedStyle(element);
    if (style.display === "none" || style.opacity === "0" || element.localName === "option") return "";
    if (/^inset\(/.test(style.clipPath)) return "";
    if (style.display === "contents") return this.#children(element, style, right);
    const client = element.getBoundingClientRect();
    const box = this.#box(client);
    const seen = style.visibility !== "hidden";
    const own = seen ? boxMarkup(style, box, this.definitions) : "";
    const cuts = style.overflowX !== "visible" && element.scrollWidth > element.clientWidth;
    const edge = cuts ? Math.min(right, client.right - Number.parseFloat(style.paddingRight)) : right;
    let inner = seen ? this.#pseudo(element, "::before", box) : "";
    if (element instanceof HTMLCanvasElement) inner += seen ? this.#canvas(element, style, box) : "";
    else if (element instanceof SVGSVGElement) inner += seen ? drawingMarkup(element, box) : "";
    else if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement)
      inner += this.#field(element, style, client, box);
    else if (element instanceof HTMLSelectElement)
      inner += valueMarkup(element.selectedOptions[0]?.label ?? "", client, style, this.origin);
    else inner += this.#children(element, style, edge);
    if (element.localName === "mfrac") inner += this.#bar(element, style);
    if (seen) inner += this.#pseudo(element, "::after", box);
    const high = style.overflowY !== "visible" && element.scrollHeight > element.clientHeight + 1;
    if (cuts || high) inner = clipped(inner, style, box, this.definitions);
    const all = own + inner;
    return style.opacity === "1" || all === "" ? all : `<g opacity="${style.opacity}">${all}</g>`;
  }

  #box({ left, top, width, height }: DOMRect): Box {
    return { x: left - this.origin.left, y: top - this.origin.top, width, height };
  }

  #children(element: Element, style: CSSStyleDeclaration, right: number): string {
    const slotted = element instanceof HTMLSlotElement ? element.assignedNodes({ flatten: true }) : [];
    const nodes = slotted.length > 0 ? slotted : (element.shadowRoot ?? element).childNodes;
    return [...nodes]
      .map((node) => {
        if (node instanceof Element) return this.element(node, right);
        if (!(node instanceof Text) || style.visibility === "hidden") return "";
        return textMarkup(node, style, this.origin, right);
      })
      .join("");
  }

  /** A box that a style sheet adds, where it is placed by its sides. */
  #pseudo(element: Element, which: "::before" | "::after", { x, y, width, height }: Box): string {
    const style = getComputedStyle(element, which);
    if (/^(none|normal)$/.test(style.content) || style.display === "none") return "";
    if (style.position !== "absolute") return "";
    const [left, top, across, down] = [style.left, style.top, style.width, style.height].map(Number.parseFloat) as [
      number,
      number,
      number,
      number,
    ];
    if (![left, top, across, down].every(Number.isFinite) || across > 2 * width || down > 4 * height) return "";
    return boxMarkup(style, { x: x + left, y: y + top, width: across, height: down }, this.definitions);
  }

  #canvas(canvas: HTMLCanvasElement, style: CSSStyleDeclaration, box: Box): string {
    const { x, y, width, height } = box;
    if (canvas.width === 0 || canvas.height === 0 || canvas.hidden) return "";
    const drawn = this.asked.drawn?.(canvas) ?? null;
    const markup =
      drawn !== null
        ? drawn && `<g transform="translate(${short(x)} ${short(y)})">${drawn}</g>`
        : `<image x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" preserveAspectRatio="none" href="${canvas.toDataURL("image/png")}"/>`;
    return clipped(markup, style, box, this.definitions);
  }

  #field(field: HTMLInputElement | HTMLTextAreaElement, style: CSSStyleDeclaration, client: DOMRect, box: Box): string {
    if (field.type === "range") {
      const share = Number.parseFloat(field.style.getPropertyValue("--v")) / 100 || 0;
      const middle = box.y + box.height / 2;
      const line = (from: number, to: number, color: string) =>
        `<path d="M${short(box.x + from)} ${short(middle)}H${short(box.x + to)}" ${colored("stroke", color)} stroke-width="3" stroke-linecap="round"/>`;
      const token = (name: string) => style.getPropertyValue(name).trim();
      const at = 7 + share * (box.width - 14);
      return `${line(1, box.width - 1, token("--line-strong"))}${line(1, at, token("--ink"))}<circle cx="${short(box.x + at)}" cy="${short(middle)}" r="6" ${colored("fill", token("--surface"))} ${colored("stroke", token("--ink"))} stroke-width="2"/>`;
    }
    if (field.type === "file" || field.type === "checkbox" || field.hidden) return "";
    return valueMarkup(field.value || field.placeholder, client, style, this.origin);
  }

  /** The bar of a fraction, which no box of the page draws. */
  #bar(fraction: Element, style: CSSStyleDeclaration): string {
    const [above, below] = fraction.children;
    if (!above || !below) return "";
    const { x, width } = this.#box(fraction.getBoundingClientRect());
    const [upper, lower] = [this.#box(above.getBoundingClientRect()), this.#box(below.getBoundingClientRect())];
    const y = (upper.y + upper.height + lower.y) / 2;
    return `<path d="M${short(x)} ${short(y)}h${short(width)}" ${colored("stroke", style.color)} stroke-width="1"/>`;
  }
}
