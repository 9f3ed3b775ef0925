/** Heatmap tiles of one size, painted side by side in one canvas and drawn from there wherever they are shown. */
import { paintTiles, type Tile } from "../../render/thumbs.js";

export class Atlas {
  readonly #canvas = document.createElement("canvas");
  #context: CanvasRenderingContext2D | null = null;
  #image: ImageData | null = null;
  #pixels = new Uint32Array(0);
  #size = 0;
  #count = 0;
  readonly #one: Tile[] = [];

  /** Makes room for `count` tiles of `size` × `size`. */
  reserve(size: number, count: number): void {
    if (size === this.#size && count <= this.#count) return;
    this.#size = size;
    this.#count = count;
    this.#canvas.width = size;
    this.#canvas.height = size * count;
    this.#image = new ImageData(size, size * count);
    this.#pixels = new Uint32Array(this.#image.data.buffer);
    // Written by the processor every frame: kept where it writes.
    this.#context = this.#canvas.getContext("2d", { willReadFrequently: true });
  }

  /** Paints plane `plane` of `planes` as the tile of the same number. */
  paint(planes: Float32Array, plane: number, tile: Tile): void {
    const area = this.#size ** 2;
    this.#one[0] = tile;
    const pixels = this.#pixels.subarray(plane * area, (plane + 1) * area);
    paintTiles(planes.subarray(plane * area, (plane + 1) * area), this.#size, this.#one, false, pixels);
  }

  /** Hands everything painted over to the canvas; draw afterwards. */
  finish(): void {
    if (this.#image) this.#context?.putImageData(this.#image, 0, 0);
  }

  draw(context: CanvasRenderingContext2D, tile: number, x: number, y: number, side: number): void {
    const size = this.#size;
    context.drawImage(this.#canvas, 0, tile * size, size, size, x, y, side, side);
  }
}
