/**
 * Sample marks: one shape a class besides its colour, filled for training, hollow for testing.
 */
import { css, type Rgb } from "./color.js";
import { classColor, type Palette } from "./palette.js";

/** What a mark is traced with: a canvas context or a `Path2D`. */
export interface MarkPen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  arc(x: number, y: number, radius: number, from: number, to: number): void;
  closePath(): void;
}

type Shape = (pen: MarkPen, x: number, y: number, radius: number) => void;

function polygon(corners: number, turn: number, reach: number, inner = reach): Shape {
  const count = inner === reach ? corners : corners * 2;
  return (pen, x, y, radius) => {
    for (let k = 0; k < count; k++) {
      const angle = turn + (k * 2 * Math.PI) / count;
      const length = radius * (k % 2 === 1 ? inner : reach);
      const px = x + length * Math.cos(angle);
      const py = y + length * Math.sin(angle);
      if (k === 0) pen.moveTo(px, py);
      else pen.lineTo(px, py);
    }
    pen.closePath();
  };
}

const circle: Shape = (pen, x, y, radius) => {
  pen.moveTo(x + radius, y);
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.closePath();
};

const plus: Shape = (pen, x, y, radius) => {
  const w = radius * 0.42;
  const r = radius * 1.15;
  pen.moveTo(x - w, y - r);
  for (const [dx, dy] of [
    [w, -r],
    [w, -w],
    [r, -w],
    [r, w],
    [w, w],
    [w, r],
    [-w, r],
    [-w, w],
    [-r, w],
    [-r, -w],
    [-w, -w],
  ] as const)
    pen.lineTo(x + dx, y + dy);
  pen.closePath();
};

/** Circle, triangle, square, diamond, plus, star: of like area at one radius. */
const SHAPES: readonly Shape[] = [
  circle,
  polygon(3, -Math.PI / 2, 1.28),
  polygon(4, Math.PI / 4, 1.27),
  polygon(4, 0, 1.28),
  plus,
  polygon(5, -Math.PI / 2, 1.35, 0.6),
];

/** How many shapes there are before they start again. */
export const SHAPE_COUNT = SHAPES.length;

/**
 * The first two classes are the two ends of the scale: class 1, the positive one, is a circle in the first colour,
 * class 0 a triangle in the second. Class k from 2 on takes shape and colour k. A class keeps its mark whatever others
 * come, and a mark's class is found by the same rule.
 */
export function styleOfClass(index: number): number {
  return index < 2 ? 1 - index : index;
}

/** The shape of a style. Once the colours start again, shapes are one further: no two styles look alike. */
export function shapeOfStyle(style: number): number {
  return (style + Math.floor(style / SHAPE_COUNT)) % SHAPE_COUNT;
}

/** Traces a shape around (x, y). */
export function traceMark(pen: MarkPen, shape: number, x: number, y: number, radius: number): void {
  const trace = SHAPES[shape % SHAPES.length] ?? circle;
  trace(pen, x, y, radius);
}

/** Where and how one sample is drawn. */
export interface Mark {
  x: number;
  y: number;
  radius: number;
  shape: number;
  color: Rgb;
  hollow: boolean;
  /** Flagged as wrongly classified. */
  wrong: boolean;
  /** Whether what sizes it is below 0: a bar through it. */
  negative?: boolean;
  /** A thin dark outline, for colours that may be as pale as the picture. */
  edge?: boolean;
}

/** The drawing half of a 2-D canvas context. */
export type Surface = Pick<
  CanvasRenderingContext2D,
  | "beginPath"
  | "moveTo"
  | "lineTo"
  | "arc"
  | "closePath"
  | "fill"
  | "stroke"
  | "lineWidth"
  | "lineJoin"
  | "lineCap"
  | "strokeStyle"
  | "fillStyle"
  | "globalAlpha"
  | "setLineDash"
>;

/** Smaller marks have no room for the bar of a negative one. */
const BARRED = 3.5;

/** Draws one mark: a rim that keeps it apart from the picture, then its fill or outline. */
export function drawMark(surface: Surface, palette: Palette, mark: Mark): void {
  const { x, y, radius, shape, color, hollow } = mark;
  surface.lineJoin = "round";
  surface.beginPath();
  traceMark(surface, shape, x, y, radius);
  surface.strokeStyle = css(palette.rim);
  if (hollow) {
    surface.lineWidth = Math.min(4.2, radius * 1.3);
    surface.stroke();
    surface.fillStyle = css(palette.rim);
    surface.fill();
    if (mark.edge) {
      surface.lineWidth = Math.min(1.6, radius * 0.5) + 1.2;
      surface.strokeStyle = css(palette.ink, 0.55);
      surface.stroke();
    }
    surface.lineWidth = Math.min(1.6, radius * 0.5);
    surface.strokeStyle = css(color);
    surface.stroke();
  } else {
    surface.lineWidth = Math.min(2.4, radius * 0.75);
    surface.stroke();
    surface.fillStyle = css(color);
    surface.fill();
    if (mark.edge) {
      surface.lineWidth = 0.75;
      surface.strokeStyle = css(palette.ink, 0.55);
      surface.stroke();
    }
  }
  if (mark.negative && radius >= BARRED) {
    surface.beginPath();
    surface.moveTo(x - radius * 0.55, y);
    surface.lineTo(x + radius * 0.55, y);
    surface.lineWidth = Math.max(1.2, radius * 0.25);
    surface.strokeStyle = css(palette.rim);
    surface.stroke();
  }
  if (mark.wrong) drawWrong(surface, palette, x, y, radius);
}

/** A cross-shaped flag around a mark that the network gets wrong: four ticks outside it, readable without colour. */
function drawWrong(surface: Surface, palette: Palette, x: number, y: number, radius: number): void {
  const inner = radius * 1.25 + 1;
  const outer = inner + Math.max(3, radius * 0.9);
  const diagonal = Math.SQRT1_2;
  surface.lineCap = "round";
  for (const [width, color] of [
    [3.6, palette.rim],
    [1.8, palette.bad],
  ] as const) {
    surface.beginPath();
    for (const [sx, sy] of [
      [1, 1],
      [-1, 1],
      [1, -1],
      [-1, -1],
    ] as const) {
      surface.moveTo(x + sx * inner * diagonal, y + sy * inner * diagonal);
      surface.lineTo(x + sx * outer * diagonal, y + sy * outer * diagonal);
    }
    surface.lineWidth = width;
    surface.strokeStyle = css(color);
    surface.stroke();
  }
}

/** The highlighter's ring around the chosen sample, with guide lines down and left to both axes. */
export function drawChosen(surface: Surface, palette: Palette, mark: Mark, height: number): void {
  const { x, y } = mark;
  surface.strokeStyle = css(palette.ink);
  surface.globalAlpha = 0.55;
  surface.lineWidth = 1;
  surface.setLineDash([2, 3]);
  surface.beginPath();
  surface.moveTo(x, y + 13);
  surface.lineTo(x, height);
  surface.moveTo(x - 13, y);
  surface.lineTo(0, y);
  surface.stroke();
  surface.setLineDash([]);
  surface.globalAlpha = 1;
  for (const [radius, width, color] of [
    [10, 5, palette.mark],
    [12.5, 1, palette.markLine],
    [7.5, 1, palette.markLine],
  ] as const) {
    surface.beginPath();
    surface.arc(x, y, radius, 0, 2 * Math.PI);
    surface.lineWidth = width;
    surface.strokeStyle = css(color);
    surface.stroke();
  }
  drawMark(surface, palette, { ...mark, radius: Math.max(4.6, Math.min(6, mark.radius)) });
}

/** Radii for sizes that mean something: area grows with the share of the largest, never vanishing. */
export function radiiBySize(sizes: ArrayLike<number>, smallest = 1.6, largest = 9.6): Float32Array {
  let most = 0;
  for (let i = 0; i < sizes.length; i++) {
    const size = Math.abs(sizes[i] ?? 0);
    if (size > most && Number.isFinite(size)) most = size;
  }
  const radii = new Float32Array(sizes.length);
  for (let i = 0; i < sizes.length; i++) {
    const size = Math.abs(sizes[i] ?? 0);
    const share = most > 0 ? (Number.isFinite(size) ? size / most : 1) : 0;
    radii[i] = smallest + (largest - smallest) * Math.sqrt(Number.isNaN(share) ? 1 : share);
  }
  return radii;
}

/** Colour and shape of a sample of a class. */
export function classStyle(palette: Palette, index: number): { color: Rgb; shape: number } {
  const style = styleOfClass(index);
  return { color: classColor(palette, style), shape: shapeOfStyle(style) };
}

/** The outline of a shape as SVG path data in a box of 14 × 14, for legends and buttons. */
export function markPath(shape: number): string {
  let path = "";
  const number = (value: number): string => String(Math.round(value * 100) / 100);
  const pen: MarkPen = {
    moveTo: (x, y) => {
      path += `M${number(x)} ${number(y)}`;
    },
    lineTo: (x, y) => {
      path += `L${number(x)} ${number(y)}`;
    },
    arc: (x, y, radius) => {
      const r = number(radius);
      path += `A${r} ${r} 0 1 1 ${number(x - radius)} ${number(y)}A${r} ${r} 0 1 1 ${number(x + radius)} ${number(y)}`;
    },
    closePath: () => {
      path += "Z";
    },
  };
  traceMark(pen, shape, 7, 7, 4.6);
  return path;
}
