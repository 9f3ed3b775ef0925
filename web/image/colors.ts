/** Colours of the page as every program that opens an SVG reads them: six digits, and how much of it covers. */

export interface Paint {
  /** `#rrggbb` */
  color: string;
  /** 0 to 1 */
  alpha: number;
}

const known = new Map<string, Paint>();
let surface: CanvasRenderingContext2D | null = null;

/** Any colour that CSS knows; what is no colour covers nothing. */
export function paintOf(text: string): Paint {
  const kept = known.get(text);
  if (kept) return kept;
  surface ??= Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", {
    willReadFrequently: true,
  });
  let paint: Paint = { color: "#000000", alpha: 0 };
  if (surface && text !== "none" && text !== "") {
    surface.clearRect(0, 0, 1, 1);
    surface.fillStyle = "rgb(0 0 0 / 0)";
    surface.fillStyle = text;
    surface.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 0] = surface.getImageData(0, 0, 1, 1).data;
    const hex = [red, green, blue].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    paint = { color: `#${hex}`, alpha: Math.round((alpha / 255) * 1000) / 1000 };
  }
  known.set(text, paint);
  return paint;
}

/** `fill="…"`, or `stroke="…"`, with its opacity where it has one. */
export function colored(name: "fill" | "stroke", text: string): string {
  const { color, alpha } = paintOf(text);
  if (alpha === 0) return `${name}="none"`;
  return `${name}="${color}"${alpha < 1 ? ` ${name}-opacity="${alpha}"` : ""}`;
}

/** A number with two decimals at most. */
export const short = (value: number): string => String(Math.round(value * 100) / 100);

export const escaped = (text: string): string =>
  text
    // Letters that XML has no place for.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are meant
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
