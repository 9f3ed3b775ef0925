/** One dataset in small: its samples as the picture would show them, or a few of its images. */
import type { DataPart, DatasetRow } from "../../engine/types.js";
import { boundsOf, type Frame, toPixelX, toPixelY } from "../../render/axes.js";
import { css, mix, pack } from "../../render/color.js";
import { classStyle, traceMark } from "../../render/marks.js";
import { classColor, divergingColor, type Palette } from "../../render/palette.js";
import { reachOf } from "../../render/thumbs.js";

/** Samples that a tile shows at most, evenly spread over the rows. */
const MOST = 1000;
/** Side in CSS pixels for which marks have their plain radius. */
const PLAIN = 64;

export function drawTile(
  canvas: HTMLCanvasElement,
  data: DataPart,
  row: DatasetRow,
  palette: Palette,
  size: number,
): void {
  const pixels = Math.round(size * devicePixelRatio);
  canvas.width = pixels;
  canvas.height = pixels;
  const context = canvas.getContext("2d");
  if (!context) return;
  if (row.imageWidth > 0) {
    drawImages(context, data, row.imageWidth, palette, pixels);
    return;
  }
  context.scale(devicePixelRatio, devicePixelRatio);
  const values = row.task === "regression";
  const { columns, trainInputs, trainTargets, targetColumns } = data;
  const single = columns === 1;
  // Of more than two columns the last two: measured tables put their telling ones there as often as first.
  const [right, up] = columns > 2 ? [columns - 2, columns - 1] : [0, 1];
  const frame: Frame = {
    x: data.domain[right] ?? [-6, 6],
    y: single ? boundsOf(trainTargets, 0.12) : (data.domain[up] ?? [-6, 6]),
    width: size,
    height: size,
  };
  const reach = values ? reachOf(trainTargets, 0, trainTargets.length, 1e-9) : 1;
  const radius = (size / PLAIN) * (values && !single ? 2.6 : 1.9);
  const count = trainInputs.length / columns;
  const drawn = Math.min(count, MOST);
  for (let at = 0; at < drawn; at++) {
    const k = Math.floor((at * count) / drawn);
    const target = trainTargets[k * targetColumns] ?? Number.NaN;
    const x = toPixelX(frame, trainInputs[k * columns + right] ?? Number.NaN);
    const y = toPixelY(frame, single ? target : (trainInputs[k * columns + up] ?? Number.NaN));
    const look = values
      ? { color: single ? classColor(palette, 0) : divergingColor(palette, target / reach), shape: 0 }
      : classStyle(palette, target);
    context.beginPath();
    traceMark(context, look.shape, x, y, radius);
    context.fillStyle = css(look.color);
    context.fill();
  }
}

/** Nine images, three by three. */
function drawImages(
  context: CanvasRenderingContext2D,
  data: DataPart,
  width: number,
  palette: Palette,
  pixels: number,
): void {
  const image = new ImageData(width * 3, width * 3);
  const out = new Uint32Array(image.data.buffer);
  const { columns, trainInputs } = data;
  const inked = inkOf(data, palette);
  for (let at = 0; at < 9 && (at + 1) * columns <= trainInputs.length; at++) {
    for (const [pixel, value] of trainInputs.subarray(at * columns, (at + 1) * columns).entries()) {
      const row = Math.floor(at / 3) * width + Math.floor(pixel / width);
      const column = (at % 3) * width + (pixel % width);
      out[row * width * 3 + column] = inked(value);
    }
  }
  const small = document.createElement("canvas");
  small.width = width * 3;
  small.height = width * 3;
  small.getContext("2d")?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, pixels, pixels);
}

/** The least and the largest value that any pixel may have. */
export function imageBounds({ domain }: DataPart): [number, number] {
  return [Math.min(...domain.map(([low]) => low)), Math.max(...domain.map(([, high]) => high))];
}

/** What an image's values are painted in: paper for the least that a pixel may have, ink for the largest. */
export function inkOf(data: DataPart, palette: Palette): (value: number) => number {
  const [low, high] = imageBounds(data);
  const ink = new Uint32Array(256).map((_, k) => pack(mix(palette.paper, palette.ink, k / 255)));
  return (value) => ink[Math.max(0, Math.min(255, Math.round(((value - low) / (high - low)) * 255)))] ?? 0;
}
