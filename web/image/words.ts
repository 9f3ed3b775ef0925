/** Text of the page as text of an SVG: line by line, each where the browser has put it. */
import { colored, escaped, short } from "./colors.js";

/** What styles say where nothing is said. */
const USUAL = /^normal$/;

interface Line {
  text: string;
  left: number;
  top: number;
  height: number;
}

/** What is written in one text node, and where its lines begin, in pixels of the window. */
function linesOf(node: Text): Line[] {
  const { data } = node;
  const range = document.createRange();
  const lines: Line[] = [];
  let end = -1;
  let place = 0;
  for (const letter of data) {
    const from = place;
    place += letter.length;
    range.setStart(node, from);
    range.setEnd(node, place);
    const box = range.getBoundingClientRect();
    const blank = /\s/.test(letter);
    if (blank && (box.width === 0 || lines.length === 0)) continue;
    const last = lines.at(-1);
    // Another line, or the same one behind a gap that no letter of this node fills.
    if (!last || Math.abs(box.top - last.top) > box.height / 2 || Math.abs(box.left - end) > 2) {
      if (blank || box.height === 0) continue;
      lines.push({ text: letter, left: box.left, top: box.top, height: box.height });
    } else last.text += blank ? " " : letter;
    end = box.right;
  }
  return lines.map((line) => ({ ...line, text: line.text.trimEnd() })).filter(({ text }) => text !== "");
}

let measure: CanvasRenderingContext2D | null = null;

/** How far above the middle of its line's box the writing stands on its baseline. */
function baseline(style: CSSStyleDeclaration, height: number): number {
  measure ??= document.createElement("canvas").getContext("2d");
  if (!measure) return height * 0.78;
  measure.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = measure.measureText("x");
  return (height - up - down) / 2 + up;
}

/** What of a font an SVG says. */
export function fontOf(style: CSSStyleDeclaration): string {
  const parts = [`font-family="${escaped(style.fontFamily)}" font-size="${style.fontSize}"`];
  // Letters of formulas lean by a rule of their own.
  const leans = !USUAL.test(style.fontStyle) || style.getPropertyValue("text-transform") === "math-auto";
  if (leans) parts.push('font-style="italic"');
  if (style.fontWeight !== "400") parts.push(`font-weight="${style.fontWeight}"`);
  if (!USUAL.test(style.letterSpacing)) parts.push(`letter-spacing="${style.letterSpacing}"`);
  if (!USUAL.test(style.fontVariantNumeric)) parts.push(`style="font-variant-numeric:${style.fontVariantNumeric}"`);
  return parts.join(" ");
}

/** @param right where its box ends, in pixels of the window: what would stand beyond is left out, with an ellipsis */
export function textMarkup(node: Text, style: CSSStyleDeclaration, origin: DOMRect, right: number): string {
  if (node.data.trim() === "") return "";
  const look = `${colored("fill", style.color)} ${fontOf(style)}`;
  return linesOf(node)
    .filter(({ left }) => left < right)
    .map(({ text, left, top, height }) => written(cut(node, text, left, right), left, top, height, style, origin, look))
    .join("");
}

/** A text that no node of the page holds: a field's value. */
export function valueMarkup(text: string, box: DOMRect, style: CSSStyleDeclaration, origin: DOMRect): string {
  const height = Number.parseFloat(style.fontSize) * 1.2;
  const left = box.left + Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.borderLeftWidth);
  const look = `${colored("fill", style.color)} ${fontOf(style)}`;
  return written(text, left, box.top + (box.height - height) / 2, height, style, origin, look);
}

function written(
  text: string,
  left: number,
  top: number,
  height: number,
  style: CSSStyleDeclaration,
  origin: DOMRect,
  look: string,
): string {
  const y = top - origin.top + baseline(style, height);
  return `<text x="${short(left - origin.left)}" y="${short(y)}" ${look}>${escaped(text)}</text>`;
}

/** As much of a line as its box shows. */
function cut(node: Text, text: string, left: number, right: number): string {
  const range = document.createRange();
  range.selectNodeContents(node);
  const width = range.getBoundingClientRect().right - left;
  if (left + width <= right + 1 || range.getClientRects().length > 1) return text;
  const shown = Math.max(1, Math.floor(text.length * ((right - left) / width)) - 1);
  return `${text.slice(0, shown).trimEnd()}…`;
}
