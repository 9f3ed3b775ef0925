declare module "gifenc" {
  type Palette = number[][];
  interface FrameOptions {
    /** Of the first frame: all others have it too. */
    palette?: Palette;
    /** Milliseconds that the frame is shown. */
    delay?: number;
    /** 0: for ever. */
    repeat?: number;
  }
  interface Encoder {
    writeFrame(index: Uint8Array, width: number, height: number, options?: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
  }
  export function GIFEncoder(): Encoder;
  export function quantize(rgba: Uint8Array | Uint8ClampedArray, colors: number): Palette;
  export function applyPalette(rgba: Uint8Array | Uint8ClampedArray, palette: Palette): Uint8Array;
}
