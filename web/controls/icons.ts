import { html, svg, type TemplateResult } from "lit";

/** Outlines on a 16 × 16 grid, drawn with a stroke of 1.5. */
const PATHS = {
  play: "M5 3.2v9.6L13 8z",
  pause: "M5 3.5v9M11 3.5v9",
  step: "M4 3.5v9l6-4.5zM12.2 3.5v9",
  reset: "M3.2 8a4.8 4.8 0 1 0 1.6-3.6M3 3v2.6h2.6",
  chev: "M4 6l4 4 4-4",
  chevr: "M6 4l4 4-4 4",
  chevl: "M10 4 6 8l4 4",
  plus: "M8 3.5v9M3.5 8h9",
  minus: "M3.5 8h9",
  x: "M4 4l8 8M12 4l-8 8",
  check: "M3.5 8.5 6.5 11.5 12.5 4.8",
  dice: "M3.5 2.5h9a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1v-9a1 1 0 0 1 1-1zM5.6 5.6h.01M10.4 5.6h.01M8 8h.01M5.6 10.4h.01M10.4 10.4h.01",
  sun: "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6zM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9",
  moon: "M13 9.6A5.4 5.4 0 0 1 6.4 3a5.4 5.4 0 1 0 6.6 6.6z",
  eye: "M1.5 8S4 3.7 8 3.7 14.5 8 14.5 8 12 12.3 8 12.3 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z",
  share:
    "M6.2 9.3 9.8 6.7M6.2 6.7l3.6 2.6M4.3 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM11.7 2.9a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM11.7 9.5a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6z",
  grid: "M2.5 2.5h4.4v4.4H2.5zM9.100 2.5h4.4v4.4H9.100zM2.5 9.100h4.4v4.4H2.5zM9.100 9.100h4.4v4.4H9.100z",
  fx: "M9.5 2.5c-1.8-.6-2.7.4-3 2.2L5.2 12c-.3 1.5-1.2 2-2.4 1.5M4 6.5h4.5M9.5 8.5l4 5M13.5 8.5l-4 5",
  warn: "M8 2.3 14.3 13H1.7zM8 6.4v3.2M8 11.4h.01",
  down: "M8 2.5v8M4.8 7.4 8 10.6l3.2-3.2M3 13.5h10",
  brush: "M13.5 2.5 7 9M6.5 8.5c-1.5 0-2.3 1-2.5 2.3-.1.9-.6 1.5-1.5 1.9 2.6 1 5.6.3 5.6-2.3",
  erase: "M6 13.5h7.5M2.8 9.7l6.4-6.4 4 4L7 13.5H5.2L2.8 11.100z",
  hand: "M8 2v12M2 8h12M6.200 3.800 8 2l1.800 1.800M6.200 12.200 8 14l1.800-1.800M3.800 6.200 2 8l1.800 1.800M12.200 6.200 14 8l-1.800 1.800",
  flag: "M4 14V2.5h8l-2 3 2 3H4",
  present: "M2 3h12v8H2zM8 11v3M5.5 14h5",
  more: "M3.5 8h.01M8 8h.01M12.5 8h.01",
  info: "M8 1.8a6.200 6.200 0 1 0 0 12.400A6.200 6.200 0 0 0 8 1.800zM8 7.200v4M8 4.900h.01",
  kbd: "M1.5 4.5h13v7h-13zM4 7h.01M6.7 7h.01M9.3 7h.01M12 7h.01M5 9.3h6",
  full: "M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10",
  undo: "M6 3.2 3 6l3 2.8M3.3 6H9.5a3.5 3.5 0 0 1 0 7H6",
  redo: "M10 3.2 13 6l-3 2.8M12.7 6H6.5a3.5 3.5 0 0 0 0 7H10",
  lock: "M4.5 7.2h7v5.6h-7zM6 7.2V5.4a2 2 0 0 1 4 0v1.8",
  table: "M2.5 3.5h11v9h-11zM2.5 6.7h11M2.5 9.7h11M6.8 3.5v9",
} as const;

export type IconName = keyof typeof PATHS;

/** An icon in the text's colour, hidden from screen readers: its button carries the name. */
export function icon(name: IconName, small = false): TemplateResult {
  const dots = name === "dice" || name === "more" || name === "kbd";
  return html`<svg class="i ${name === "play" ? "f" : ""} ${small ? "s" : ""}" viewBox="0 0 16 16" aria-hidden="true">${svg`<path d=${PATHS[name]} stroke-width=${dots ? 1.7 : 1.5} />`}</svg>`;
}
