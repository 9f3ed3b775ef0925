/** Frames of a canvas as a file that plays: WebM by the browser's own recorder, GIF by gifenc. */
/// <reference path="./gifenc.d.ts" />

/** Draws a frame on the canvas. */
export type Draw = (at: number) => void;

export interface Reel {
  canvas: HTMLCanvasElement;
  frames: number;
  draw: Draw;
  /** Called before each frame. @throws where the film was cancelled */
  progress(at: number): void;
}

/** Milliseconds that each frame is shown, and the last one. */
const EACH = 50;
const LAST = 1500;
/** The last one is drawn again after each of so many. */
const HOLD = 250;

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

type Requesting = { requestFrame?(): void };

/** @throws where the browser cannot record */
export async function webm({ canvas, frames, draw, progress }: Reel): Promise<Blob> {
  const type = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"].find((each) =>
    MediaRecorder.isTypeSupported(each),
  );
  if (type === undefined) throw new Error("video/webm");
  draw(0);
  const stream = canvas.captureStream(0);
  const [track] = stream.getVideoTracks();
  const recorder = new MediaRecorder(stream, { mimeType: type, videoBitsPerSecond: 5_000_000 });
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const stopped = new Promise<void>((resolve, reject) => {
    recorder.onstop = () => resolve();
    recorder.onerror = () => reject(new Error("video/webm"));
  });
  // The next drawing is a frame. Chromium asks the track for a frame, Firefox the stream.
  const show = () =>
    (track as Requesting).requestFrame
      ? (track as Requesting).requestFrame?.()
      : (stream as Requesting).requestFrame?.();
  recorder.start();
  try {
    let due = performance.now();
    for (let at = 0; at < frames; at++) {
      progress(at);
      await wait(due - performance.now());
      show();
      draw(at);
      due = Math.max(due + EACH, performance.now());
    }
    // What does not change is not recorded: the last frame drawn once more says how long it was shown. A busy browser
    // may record it late or not at all, so it is drawn more than once.
    for (let held = 0; held < LAST; held += HOLD) {
      await wait(HOLD);
      show();
      draw(frames - 1);
    }
    await wait(HOLD);
  } finally {
    if (recorder.state !== "inactive") recorder.stop();
    for (const each of stream.getTracks()) each.stop();
  }
  await stopped;
  return new Blob(parts, { type: "video/webm" });
}

/** Of so many pixels one is looked at for the colours. */
const EVERY = 7;

export async function gif({ canvas, frames, draw, progress }: Reel): Promise<Blob> {
  const { GIFEncoder, applyPalette, quantize } = await import("gifenc");
  const { width, height } = canvas;
  const pixels = () => (canvas.getContext("2d") as CanvasRenderingContext2D).getImageData(0, 0, width, height).data;
  const seen: number[] = [];
  for (const at of new Set([0, frames >> 1, frames - 1])) {
    progress(0);
    draw(at);
    const colors = new Uint32Array(pixels().buffer);
    for (let k = 0; k < colors.length; k += EVERY) seen.push(colors[k] as number);
  }
  const palette = quantize(new Uint8Array(Uint32Array.from(seen).buffer), 256);
  const encoder = GIFEncoder();
  for (let at = 0; at < frames; at++) {
    progress(at);
    draw(at);
    const index = applyPalette(pixels(), palette);
    const delay = at === frames - 1 ? LAST : EACH;
    encoder.writeFrame(index, width, height, at === 0 ? { palette, delay, repeat: 0 } : { delay });
    await wait(0); // the page has its turn
  }
  encoder.finish();
  return new Blob([encoder.bytes() as BlobPart], { type: "image/gif" });
}
