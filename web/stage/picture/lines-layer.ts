/** Contours, the curve of one input, the bent plane: everything between the heat and the points. */

import type { Bent, HiddenPlanes } from "../../protocol/pictures.js";
import type { Frame } from "../../render/axes.js";
import { drawBent, traceBentLines } from "../../render/bend.js";
import { css } from "../../render/color.js";
import { Contourer, dotLines, drawLines, type Lines } from "../../render/contour.js";
import { type CurvePicture, drawCurve, drawGrid } from "../../render/curve.js";
import { marginPlane } from "../../render/field.js";
import type { Palette } from "../../render/palette.js";
import type { Heat } from "./field-layer.js";
import { frameTicks, partOf } from "./frame-of.js";

/** A grid of planes and how they are read. */
export interface Field {
  planes: Float32Array;
  width: number;
  height: number;
  heat: Heat;
}

export interface LineStyle {
  palette: Palette;
  /** Width of the boundary. */
  line: number;
  boundary: boolean;
  bands: boolean;
}

/** Packed colours of a grid. */
export interface Colors {
  pixels: Uint32Array;
  width: number;
  height: number;
}

type Context = CanvasRenderingContext2D;

export class LinesLayer {
  readonly #contourer = new Contourer();
  readonly #hiddenContourer = new Contourer();
  #margin = new Float32Array(0);

  /** Sets the canvas to device pixels and hands out its context, scaled to CSS pixels and empty. */
  static begin(canvas: HTMLCanvasElement, size: number, ratio: number): Context | null {
    const pixels = Math.round(size * ratio);
    if (canvas.width !== pixels || canvas.height !== pixels) {
      canvas.width = pixels;
      canvas.height = pixels;
    }
    const context = canvas.getContext("2d");
    if (!context) return null;
    context.setTransform(pixels / size, 0, 0, pixels / size, 0, 0);
    context.clearRect(0, 0, size, size);
    context.globalAlpha = 1;
    context.setLineDash([]);
    context.lineJoin = "round";
    context.lineCap = "round";
    return context;
  }

  /** Boundary, quarter lines and, where asked for, the lines of the hidden neurons. */
  plane(
    context: Context,
    size: number,
    field: Field,
    hidden: HiddenPlanes | undefined,
    lit: number,
    style: LineStyle,
  ): void {
    if (hidden) this.#hidden(context, size, hidden, lit, style.palette);
    this.#levels(field, style, (lines, kind) => {
      if (kind === "band") dotted(context, lines, size / field.width, size / field.height, style);
      else {
        context.beginPath();
        drawLines(lines, context, size / field.width, size / field.height);
        stroke(context, style);
      }
    });
  }

  /** The plane carried over to the activations of two neurons, its boundary with it. */
  bent(context: Context, frame: Frame, bent: Bent, field: Field, colors: Colors, style: LineStyle): void {
    const { grid, points } = bent;
    const plane = { across: partOf(points, 0), up: partOf(points, 1), width: grid, height: grid };
    const cells = new Uint32Array(grid * grid);
    // The lattice's first and last rows are the domain's edges; the field's samples are cell centres.
    const column = (k: number, count: number) => Math.min(count - 1, Math.floor((k / (grid - 1)) * count));
    for (let k = 0; k < cells.length; k++) {
      const row = column(Math.floor(k / grid), colors.height);
      cells[k] = colors.pixels[row * colors.width + column(k % grid, colors.width)] ?? 0;
    }
    drawBent(context, style.palette, frame, plane, cells, 2);
    this.#levels(field, { ...style, bands: false }, (lines) => {
      context.beginPath();
      traceBentLines(context, frame, plane, toLattice(lines, field, grid));
      stroke(context, style);
    });
  }

  curve(context: Context, frame: Frame, picture: CurvePicture, style: LineStyle): void {
    const { x, y } = frameTicks(frame);
    drawGrid(context, style.palette, frame, x, y);
    drawCurve(context, style.palette, frame, picture, style.line);
  }

  #levels(
    { planes, width, height, heat }: Field,
    { boundary, bands }: LineStyle,
    draw: (lines: Lines, kind: "boundary" | "band") => void,
  ): void {
    const size = width * height;
    if (heat.kind === "scale") {
      const { middle, reach } = heat.scale;
      const offset = heat.plane * size;
      if (!bands && !boundary) return;
      const quarters = [middle - reach / 2, middle + reach / 2] as const;
      this.#contourer.read(planes, width, height, bands ? [middle, ...quarters] : [middle], offset);
      if (bands) for (const level of quarters) draw(this.#contourer.at(level), "band");
      if (boundary) draw(this.#contourer.at(middle), "boundary");
      return;
    }
    if (!boundary) return;
    if (this.#margin.length !== size) this.#margin = new Float32Array(size);
    // With two classes one border is both.
    for (let k = 0; k < (heat.count === 2 ? 1 : heat.count); k++) {
      marginPlane(planes, heat.count, size, k, this.#margin);
      draw(this.#contourer.trace(this.#margin, width, height, 0), "boundary");
    }
  }

  /** Where each hidden neuron's pre-activation is 0. The lattice includes the edges: half a cell is taken off. */
  #hidden(context: Context, size: number, hidden: HiddenPlanes, lit: number, palette: Palette): void {
    const { planes, width, height } = hidden;
    const area = width * height;
    context.save();
    context.scale(size / (width - 1), size / (height - 1));
    context.translate(-0.5, -0.5);
    for (let k = 0; k * area < planes.length; k++) {
      const lines = this.#hiddenContourer.trace(planes, width, height, 0, k * area);
      if (lines.count === 0) continue;
      context.beginPath();
      drawLines(lines, context, 1, 1);
      context.save();
      context.resetTransform();
      const ratio = context.canvas.width / size;
      const pass = (width: number, color: string, alpha: number) => {
        context.lineWidth = width * ratio;
        context.strokeStyle = color;
        context.globalAlpha = alpha;
        context.stroke();
      };
      if (k === lit) {
        pass(6, css(palette.markLine), 1);
        pass(4.5, css(palette.mark), 1);
      }
      pass(k === lit ? 1.5 : 1, css(palette.contour), k === lit ? 1 : 0.42);
      context.restore();
    }
    context.restore();
  }
}

function stroke(context: Context, { palette, line }: LineStyle): void {
  context.strokeStyle = css(palette.contour);
  context.lineWidth = line;
  context.stroke();
}

/** A quarter line: square dots that lie on whole device pixels. */
function dotted(context: Context, lines: Lines, scaleX: number, scaleY: number, { palette, line }: LineStyle): void {
  const ratio = context.getTransform().a;
  const side = Math.max(1, Math.round(line * 0.6 * ratio));
  context.save();
  context.resetTransform();
  context.fillStyle = css(palette.contour);
  context.globalAlpha = 0.42;
  dotLines(lines, scaleX * ratio, scaleY * ratio, Math.max(3, 3.2 * ratio), (x, y) => {
    context.fillRect(Math.round(x - side / 2), Math.round(y - side / 2), side, side);
  });
  context.restore();
}

/** Lines in cells of the field as places on the lattice, in its own cells. */
function toLattice(lines: Lines, field: Field, grid: number): Lines {
  const points = new Float32Array(lines.points.length);
  for (let k = 0; k < points.length; k += 2) {
    points[k] = ((lines.points[k] ?? 0) / field.width) * (grid - 1) + 0.5;
    points[k + 1] = ((lines.points[k + 1] ?? 0) / field.height) * (grid - 1) + 0.5;
  }
  return { ...lines, points };
}
