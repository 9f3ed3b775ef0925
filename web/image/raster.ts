/** Pictures as pixels. */
import type { Picture } from "./svg-of.js";

/** Pixels of an image for each of the page. */
export const SHARP = 2;

/**
 * @param ratio pixels for each CSS pixel
 * @throws where the browser cannot draw it
 */
export async function pngOf({ svg, width, height }: Picture, ratio = SHARP): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: width * ratio, height: height * ratio });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("the canvas is empty"))), "image/png");
    });
  } finally {
    URL.revokeObjectURL(address);
  }
}
