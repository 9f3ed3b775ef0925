/** Heatmap tiles of one size, painted side by side in one canvas and drawn from there wherever they are shown. */
import { faded } from "../../render/color.js";
import { paintTiles, type Tile } from "../../render/thumbs.js";

export class Atlas {
  readonly #canvas = document.createElement("canvas");
  #context: CanvasRenderingContext2D | null = null;
  #image: ImageData | null = null;
  #pixels = new Uint32Array(0);
  #size = 0;
  #count = 0;
  #radius = -1;
  /** The pixels of a tile that its round corners cut, and how much of each is left, 0 to 255. */
  #corners: { pixel: number; alpha: number }[] = [];
  readonly #one: Tile[] = [];

  /** Makes room for `count` tiles of `size` × `size` whose corners are round by `radius`, a share of the side. */
  reserve(size: number, count: number, radius: number): void {
    if (size !== this.#size || radius !== this.#radius) this.#corners = cornersOf(size, radius);
    this.#radius = radius;
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
    for (const { pixel, alpha } of this.#corners) pixels[pixel] = faded(pixels[pixel] ?? 0, alpha);
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

/** Every pixel of a square that is not wholly inside its round corners, with the share that is. */
function cornersOf(size: number, radius: number): { pixel: number; alpha: number }[] {
  const reach = radius * size;
  const cut: { pixel: number; alpha: number }[] = [];
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const dx = Math.max(0, reach - Math.min(x + 0.5, size - x - 0.5));
      const dy = Math.max(0, reach - Math.min(y + 0.5, size - y - 0.5));
      const inside = Math.max(0, Math.min(1, reach - Math.hypot(dx, dy) + 0.5));
      if (dx > 0 && dy > 0 && inside < 1) cut.push({ pixel: y * size + x, alpha: Math.round(inside * 255) });
    }
  }
  return cut;
}
