/** The decision boundary as a PNG file: the page's colours, without a page. */
import { writeFileSync } from "node:fs";
import { PNG } from "pngjs";
import type { Trainer } from "../web/engine/index.js";
import { CLASS_STRENGTH, PICTURE_STRENGTH, paintClasses, paintField } from "../web/render/field.js";
import { styleOfClass } from "../web/render/marks.js";
import { fade, readPalette } from "../web/render/palette.js";
import tokens from "../web/styles/tokens.css?raw";
import { refuse } from "./words.js";

const SIDE = 600;
const POINT = 4;

/** The light theme's value of a design token; its first one in the file. */
function token(name: string): string {
  const value = new RegExp(`${name}:\\s*([^;]+);`).exec(tokens)?.[1]?.trim() ?? "";
  const inner = /^var\((?:--[\w-]+),\s*(.+)\)$/.exec(value)?.[1];
  return inner ?? (/^var\((--[\w-]+)\)$/.test(value) ? token(value.slice(4, -1)) : value);
}

/** @throws UsageError where the data has not two columns */
export function savePicture(trainer: Trainer, path: string): void {
  const data = trainer.data();
  if (data.columns !== 2) refuse("noPicture", { columns: data.columns });
  const palette = readPalette(token);
  const planes = trainer.field({ width: SIDE, height: SIDE });
  const count = planes.length / (SIDE * SIDE);
  const pixels = new Uint32Array(SIDE * SIDE);
  const { experiment } = trainer;
  if (count > 1 && experiment.task === "classification") {
    const fades = palette.classes.map((_, index) =>
      fade(palette, palette.classes[styleOfClass(index) % palette.classes.length] ?? palette.ink),
    );
    paintClasses(planes, count, SIDE * SIDE, 1, fades, { strength: CLASS_STRENGTH, hard: false }, pixels);
  } else {
    paintField(
      planes,
      0,
      SIDE * SIDE,
      scaleOf(trainer),
      palette.diverging,
      { strength: PICTURE_STRENGTH, hard: false },
      pixels,
    );
  }
  const image = new PNG({ width: SIDE, height: SIDE });
  image.data = Buffer.from(pixels.buffer);
  const [[left = -6, right = 6] = [], [low = -6, high = 6] = []] = data.domain;
  for (let at = 0; at < data.trainTargets.length; at++) {
    const x = Math.round((((data.trainInputs[2 * at] ?? 0) - left) / (right - left)) * SIDE);
    const y = Math.round(((high - (data.trainInputs[2 * at + 1] ?? 0)) / (high - low)) * SIDE);
    const target = data.trainTargets[at] ?? 0;
    const color = data.classes > 0 ? palette.classes[styleOfClass(target) % palette.classes.length] : palette.ink;
    dot(image, x, y, color ?? palette.ink);
  }
  writeFileSync(path, PNG.sync.write(image));
}

/** Two classes: from end to end of the output; values: about their middle. */
function scaleOf(trainer: Trainer): { middle: number; reach: number } {
  const { experiment } = trainer;
  if (experiment.task === "classification")
    return experiment.network.outputActivation === "sigmoid" ? { middle: 0.5, reach: 0.5 } : { middle: 0, reach: 1 };
  const targets = [...trainer.data().trainTargets];
  const low = Math.min(...targets);
  const high = Math.max(...targets);
  return { middle: (low + high) / 2, reach: Math.max(1e-9, (high - low) / 2) };
}

function dot(image: PNG, x: number, y: number, [r, g, b]: readonly number[]): void {
  for (let dy = -POINT; dy <= POINT; dy++) {
    for (let dx = -POINT; dx <= POINT; dx++) {
      const size = dx * dx + dy * dy;
      const [px, py] = [x + dx, y + dy];
      if (size > POINT * POINT || px < 0 || py < 0 || px >= SIDE || py >= SIDE) continue;
      const rim = size > (POINT - 1.5) * (POINT - 1.5);
      image.data.set(rim ? [255, 255, 255, 255] : [r ?? 0, g ?? 0, b ?? 0, 255], 4 * (py * SIDE + px));
    }
  }
}
