/** The heat of the picture: one small canvas at the grid's own size, which the page scales smoothly. */
import { CLASS_STRENGTH, PICTURE_STRENGTH, paintClasses, paintField, type Scale } from "../../render/field.js";
import { styleOfClass } from "../../render/marks.js";
import { classColor, fade, type Palette } from "../../render/palette.js";
import { upsample } from "../../render/upsample.js";

/** One plane on the diverging scale, or one plane a class. */
export type Heat =
  | { kind: "scale"; scale: Scale; plane: number }
  | { kind: "classes"; scale: Scale; count: number; classes: number };

/** In the hard picture the grid is refined to about so many cells a side, so that its edges are crisp. */
const CRISP = 800;

export class FieldLayer {
  #image: ImageData | null = null;
  #pixels = new Uint32Array(0);
  #fine = new Float32Array(0);
  #fades: { palette: Palette; classes: number; tables: Uint32Array[] } | null = null;

  constructor(private readonly canvas: HTMLCanvasElement) {}

  paint(planes: Float32Array, width: number, height: number, heat: Heat, hard: boolean, palette: Palette): void {
    const factor = hard ? Math.max(1, Math.min(4, Math.floor(CRISP / width))) : 1;
    this.#resize(width * factor, height * factor);
    const size = width * height * factor * factor;
    const count = heat.kind === "classes" ? heat.count : 1;
    const first = heat.kind === "scale" ? heat.plane : 0;
    const source = factor === 1 ? planes : this.#refine(planes, width, height, factor, first, count);
    const offset = factor === 1 ? first * size : 0;
    if (heat.kind === "scale") {
      const style = { strength: PICTURE_STRENGTH, hard };
      paintField(source, offset, size, heat.scale, palette.diverging, style, this.#pixels);
    } else {
      // Two outputs lie a whole range apart where one is sure, so that is the margin of full strength.
      const reach = 2 * heat.scale.reach;
      paintClasses(
        source,
        count,
        size,
        reach,
        this.#tables(palette, heat.classes),
        { strength: CLASS_STRENGTH, hard },
        this.#pixels,
      );
    }
    if (this.#image) this.canvas.getContext("2d")?.putImageData(this.#image, 0, 0);
  }

  /** The packed colour of each cell of the last painting. */
  get colors(): { pixels: Uint32Array; width: number; height: number } {
    return { pixels: this.#pixels, width: this.canvas.width, height: this.canvas.height };
  }

  #resize(width: number, height: number): void {
    if (this.#image?.width === width && this.#image.height === height) return;
    this.canvas.width = width;
    this.canvas.height = height;
    this.#image = new ImageData(width, height);
    this.#pixels = new Uint32Array(this.#image.data.buffer);
  }

  #refine(
    planes: Float32Array,
    width: number,
    height: number,
    factor: number,
    first: number,
    count: number,
  ): Float32Array {
    const area = width * height;
    const fine = area * factor * factor;
    if (this.#fine.length < fine * count) this.#fine = new Float32Array(fine * count);
    for (let k = 0; k < count; k++) {
      upsample(planes, (first + k) * area, width, height, factor, this.#fine.subarray(k * fine, (k + 1) * fine));
    }
    return this.#fine;
  }

  #tables(palette: Palette, classes: number): Uint32Array[] {
    if (this.#fades?.palette !== palette || this.#fades.classes !== classes) {
      const tables = Array.from({ length: classes }, (_, k) => fade(palette, classColor(palette, styleOfClass(k))));
      this.#fades = { palette, classes, tables };
    }
    return this.#fades.tables;
  }
}
