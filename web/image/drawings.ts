/** Drawings of the page that are SVG already, with the look that style sheets give them written at each part. */

import type { Box } from "./boxes.js";
import { colored, short } from "./colors.js";
import { fontOf } from "./words.js";

/** Properties that parts of a drawing have from what they stand in, but for colours and fonts. */
const INHERITED = [
  "stroke-width",
  "stroke-linecap",
  "stroke-linejoin",
  "stroke-dasharray",
  "text-anchor",
  "paint-order",
];

export function drawingMarkup(drawing: SVGSVGElement, box: Box): string {
  const view = drawing.getAttribute("viewBox") ?? `0 0 ${short(box.width)} ${short(box.height)}`;
  const inner = [...drawing.children].map((child) => part(child, drawing)).join("");
  const look = look0(getComputedStyle(drawing));
  return `<svg x="${short(box.x)}" y="${short(box.y)}" width="${short(box.width)}" height="${short(box.height)}" viewBox="${view}" overflow="visible"><g ${look}>${inner}</g></svg>`;
}

const look0 = (style: CSSStyleDeclaration): string =>
  [colored("fill", style.fill), colored("stroke", style.stroke), ...INHERITED.map((name) => said(name, style))].join(
    " ",
  );

const said = (name: string, style: CSSStyleDeclaration): string =>
  `${name}="${style.getPropertyValue(name).replaceAll('"', "")}"`;

function part(element: Element, parent: Element): string {
  const style = getComputedStyle(element);
  if (style.display === "none" || style.visibility === "hidden" || element.localName === "title") return "";
  const before = getComputedStyle(parent);
  const attributes = [...element.attributes]
    .filter(
      ({ name }) =>
        !/^(class|style|fill|stroke|opacity|part|id|aria-|data-|on|role)/.test(name) || name === "fill-rule",
    )
    .filter(({ name }) => !INHERITED.includes(name))
    .map(
      ({ name, value }) =>
        `${name}="${value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")}"`,
    );
  for (const name of ["fill", "stroke"] as const) {
    if (style[name] !== before[name] || style[`${name}Opacity`] !== before[`${name}Opacity`]) {
      attributes.push(colored(name, style[name]));
      if (style[`${name}Opacity`] !== "1") attributes.push(`${name}-opacity="${style[`${name}Opacity`]}"`);
    }
  }
  for (const name of INHERITED) {
    if (style.getPropertyValue(name) !== before.getPropertyValue(name)) attributes.push(said(name, style));
  }
  if (style.opacity !== "1") attributes.push(`opacity="${style.opacity}"`);
  if (style.transform !== "none" && !element.hasAttribute("transform"))
    attributes.push(`transform="${style.transform}"`);
  const letters = element.localName === "text" || element.localName === "tspan";
  if (letters) attributes.push(fontOf(style));
  const inner = letters
    ? [...element.childNodes].map((node) =>
        node instanceof Text ? xml(node.data) : node instanceof Element ? part(node, element) : "",
      )
    : [...element.children].map((child) => part(child, element));
  return `<${element.localName} ${attributes.join(" ")}>${inner.join("")}</${element.localName}>`;
}

const xml = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
