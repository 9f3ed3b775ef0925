/** Colours as they are seen by eyes that lack one kind of cone: Machado, Oliveira and Fernandes 2009, severity 1. */
import { type Rgb, toOklab } from "../../../web/render/color.js";

export const SIGHTS = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const;
export type Sight = keyof typeof SIGHTS;

export const linear = (byte: number): number => {
  const share = byte / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};
const byteOf = (light: number): number => {
  const share = Math.max(0, Math.min(1, light));
  return Math.round(255 * (share <= 0.0031308 ? 12.92 * share : 1.055 * share ** (1 / 2.4) - 0.055));
};

/** The matrices act on linear light. */
export function seen(color: Rgb, sight: Sight): Rgb {
  const light = color.map(linear);
  const byte = (row: readonly number[]) => byteOf(row.reduce((sum, part, at) => sum + part * (light[at] ?? 0), 0));
  const [red, green, blue] = SIGHTS[sight];
  return [byte(red), byte(green), byte(blue)];
}

/** Distance in OKLab × 100. */
export function distance(a: Rgb, b: Rgb, sight: Sight = "normal"): number {
  const [p, q] = [toOklab(seen(a, sight)), toOklab(seen(b, sight))];
  return 100 * Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

/** WCAG 2: from 1 to 21. */
export function contrast(a: Rgb, b: Rgb): number {
  const light = (color: Rgb) => 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
  const [one, other] = [light(a), light(b)];
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
}
