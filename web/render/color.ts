/**
 * Colours as numbers: sRGB bytes, OKLab for mixing, and packed pixels.
 *
 * OKLab: Björn Ottosson, "A perceptual color space for image processing" (2020).
 */

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];
/** Lightness 0 to 1, green–red and blue–yellow. */
export type Oklab = readonly [number, number, number];

const HEX = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i;
const RGB = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)/i;

/** Reads `#rgb`, `#rrggbb` or `rgb(r g b / a)`; alpha is left out. Throws where the text is no such colour. */
export function parseColor(text: string): Rgb {
  const trimmed = text.trim();
  const hex = HEX.exec(trimmed)?.[1];
  if (hex !== undefined) {
    const wide = hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex;
    return [0, 2, 4].map((at) => Number.parseInt(wide.slice(at, at + 2), 16)) as unknown as Rgb;
  }
  const rgb = RGB.exec(trimmed);
  if (rgb) return [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])];
  throw new Error(`"${text}" is not a colour of the form #rrggbb or rgb(r g b)`);
}

function toLinear(byte: number): number {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function toByte(linear: number): number {
  const value = linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.max(0, Math.min(255, Math.round(value * 255)));
}

export function toOklab([red, green, blue]: Rgb): Oklab {
  const r = toLinear(red);
  const g = toLinear(green);
  const b = toLinear(blue);
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

export function fromOklab([lightness, a, b]: Oklab): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    toByte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    toByte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    toByte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** The colour `share` (0 to 1) of the way from one to the other, in OKLab. */
export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  return between(toOklab(from), toOklab(to), share);
}

function between(a: Oklab, b: Oklab, share: number): Rgb {
  return fromOklab([a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share]);
}

const LITTLE_ENDIAN = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1;

/** One opaque pixel as `ImageData` lays it out, for writing through a `Uint32Array`. */
export function pack([red, green, blue]: Rgb, alpha = 255): number {
  const packed = LITTLE_ENDIAN
    ? (alpha << 24) | (blue << 16) | (green << 8) | red
    : (red << 24) | (green << 16) | (blue << 8) | alpha;
  return packed >>> 0;
}

/** The same pixel with another opacity, 0 to 255. */
export function faded(pixel: number, alpha: number): number {
  return (LITTLE_ENDIAN ? (pixel & 0x00ffffff) | (alpha << 24) : (pixel & 0xffffff00) | alpha) >>> 0;
}

export function unpack(pixel: number): Rgb {
  return LITTLE_ENDIAN
    ? [pixel & 255, (pixel >>> 8) & 255, (pixel >>> 16) & 255]
    : [(pixel >>> 24) & 255, (pixel >>> 16) & 255, (pixel >>> 8) & 255];
}

export function css([red, green, blue]: Rgb, alpha = 1): string {
  return alpha === 1 ? `rgb(${red} ${green} ${blue})` : `rgb(${red} ${green} ${blue} / ${alpha})`;
}

/** A table of `size` packed pixels running through the stops, evenly spaced, mixed in OKLab. */
export function ramp(stops: readonly Rgb[], size = 256): Uint32Array {
  if (stops.length < 2) throw new Error(`a scale needs two stops or more, got ${stops.length}`);
  const labs = stops.map(toOklab);
  const table = new Uint32Array(size);
  for (let i = 0; i < size; i++) {
    const place = (i / (size - 1)) * (labs.length - 1);
    const below = Math.min(labs.length - 2, Math.floor(place));
    const share = place - below;
    const a = labs[below];
    const b = labs[below + 1];
    if (a && b) table[i] = pack(between(a, b, share));
  }
  return table;
}
