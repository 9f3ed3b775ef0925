/** What a box of the page is painted with: background, border, rings around it. */
import { colored, paintOf, short } from "./colors.js";

/** Definitions that markup refers to, by the names it uses. */
export class Definitions {
  readonly #made: string[] = [];

  /** @returns the definition's name */
  add(make: (id: string) => string): string {
    const id = `d${this.#made.length}`;
    this.#made.push(make(id));
    return id;
  }

  get markup(): string {
    return this.#made.length > 0 ? `<defs>${this.#made.join("")}</defs>` : "";
  }
}

/** A box in pixels of the picture. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const px = (text: string): number => Number.parseFloat(text) || 0;

const rounded = (style: CSSStyleDeclaration, { width, height }: Box): number => {
  const radius = style.borderTopLeftRadius;
  const size = radius.includes("%") ? (px(radius) / 100) * Math.min(width, height) : px(radius);
  return Math.min(size, width / 2, height / 2);
};

export function rect({ x, y, width, height }: Box, radius: number, look: string, grow = 0): string {
  if (width + 2 * grow <= 0 || height + 2 * grow <= 0) return "";
  const round = Math.max(0, radius > 0 ? radius + grow : 0);
  return `<rect x="${short(x - grow)}" y="${short(y - grow)}" width="${short(width + 2 * grow)}" height="${short(height + 2 * grow)}"${round > 0 ? ` rx="${short(round)}"` : ""} ${look}/>`;
}

export function boxMarkup(style: CSSStyleDeclaration, box: Box, definitions: Definitions): string {
  const radius = rounded(style, box);
  const parts = rings(style, box, radius);
  if (paintOf(style.backgroundColor).alpha > 0) parts.push(rect(box, radius, colored("fill", style.backgroundColor)));
  const gradient = gradientOf(style.backgroundImage, definitions);
  if (gradient) parts.push(rect(box, radius, `fill="url(#${gradient})"`));
  parts.push(border(style, box, radius));
  return parts.join("");
}

/** Clips markup to a box. */
export function clipped(markup: string, style: CSSStyleDeclaration, box: Box, definitions: Definitions): string {
  if (markup === "") return "";
  const id = definitions.add((name) => `<clipPath id="${name}">${rect(box, rounded(style, box), "")}</clipPath>`);
  return `<g clip-path="url(#${id})">${markup}</g>`;
}

/** Shadows without blur, which the page draws rings with; the last one named lies lowest. */
function rings({ boxShadow }: CSSStyleDeclaration, box: Box, radius: number): string[] {
  if (boxShadow === "none") return [];
  const each = boxShadow.split(/,(?![^(]*\))/).reverse();
  return each.flatMap((shadow) => {
    const color = /(?:rgba?|color|oklab|oklch|lab|lch)\([^)]*\)|#\w+/.exec(shadow)?.[0];
    const [x = 0, y = 0, blur = 0, spread = 0] = (shadow.replace(color ?? "", "").match(/-?[\d.]+(?=px)/g) ?? []).map(
      Number,
    );
    if (!color || x !== 0 || y !== 0 || blur !== 0 || spread <= 0 || paintOf(color).alpha === 0) return [];
    if (shadow.includes("inset")) {
      return [rect(box, radius, `fill="none" ${colored("stroke", color)} stroke-width="${spread}"`, -spread / 2)];
    }
    return [rect(box, radius, `fill="none" ${colored("stroke", color)} stroke-width="${spread}"`, spread / 2)];
  });
}

function border(style: CSSStyleDeclaration, box: Box, radius: number): string {
  const sides = (["Top", "Right", "Bottom", "Left"] as const).map((side) => ({
    width: style[`border${side}Style`] === "none" ? 0 : px(style[`border${side}Width`]),
    color: style[`border${side}Color`],
    dashed: style[`border${side}Style`] === "dashed",
  }));
  const [top, right, bottom, left] = sides as [Side, Side, Side, Side];
  const look = ({ width, color, dashed }: Side) =>
    `${colored("stroke", color)} stroke-width="${width}"${dashed ? ' stroke-dasharray="4 3"' : ""}`;
  if (sides.every(({ width, color }) => width === top.width && color === top.color)) {
    return top.width > 0 ? rect(box, radius, `fill="none" ${look(top)}`, -top.width / 2) : "";
  }
  const { x, y, width, height } = box;
  const line = (side: Side, x1: number, y1: number, x2: number, y2: number) =>
    side.width > 0 && paintOf(side.color).alpha > 0
      ? `<path d="M${short(x1)} ${short(y1)}L${short(x2)} ${short(y2)}" ${look(side)}/>`
      : "";
  return [
    line(top, x, y + top.width / 2, x + width, y + top.width / 2),
    line(right, x + width - right.width / 2, y, x + width - right.width / 2, y + height),
    line(bottom, x, y + height - bottom.width / 2, x + width, y + height - bottom.width / 2),
    line(left, x + left.width / 2, y, x + left.width / 2, y + height),
  ].join("");
}

interface Side {
  width: number;
  color: string;
  dashed: boolean;
}

/** A gradient from left to right, the only kind that the page paints with. @returns its name, null where there is none */
function gradientOf(image: string, definitions: Definitions): string | null {
  const inner = /^linear-gradient\((.*)\)$/.exec(image)?.[1];
  if (inner === undefined) return null;
  const [direction = "", ...stops] = inner.split(/,(?![^(]*\))/).map((part) => part.trim());
  if (!/^(to right|90deg)$/.test(direction) || stops.length < 2) return null;
  const markup = stops.flatMap((stop, at) => {
    const color = /^(?:[a-z]+\([^)]*\)|#\w+|\w+)/.exec(stop)?.[0] ?? "";
    const places = [...stop.replace(color, "").matchAll(/([\d.]+)%/g)].map(([, share]) => Number(share));
    const { color: plain, alpha } = paintOf(color);
    const at100 = (at / (stops.length - 1)) * 100;
    return (places.length > 0 ? places : [at100]).map(
      (share) =>
        `<stop offset="${short(share)}%" stop-color="${plain}"${alpha < 1 ? ` stop-opacity="${alpha}"` : ""}/>`,
    );
  });
  return definitions.add((id) => `<linearGradient id="${id}">${markup.join("")}</linearGradient>`);
}
