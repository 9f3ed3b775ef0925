/**
 * The picture alone, where the page will have it: drawn by a small script of its own, and looked at while the page's
 * script is still on its way. It answers to nothing, and goes when the page has drawn the same.
 */
import type { Catalog } from "../engine/types.js";
import { unpackPicture } from "../protocol/first.js";
import { pictureIn } from "../shell/window.js";
import { Painter } from "../stage/picture/painter.js";
import { initialState, type State } from "../state/state.js";
import { browserStorage, keptAnything } from "../state/storage.js";
import tokens from "../styles/tokens.css?inline";
import { PaletteOf } from "../view/palette-of.js";

/** Of the browser's usual text. */
const USUAL_TEXT = "16px";
const LAYERS = ["field", "lines", "points", "over"] as const;

/** A page that is not looked at paints nothing; nothing waits longer than this for it, in milliseconds. */
const LONGEST = 100;

let picture: string | null = null;
let shown: HTMLElement | null = null;
let painted: Promise<void> | null = null;

/** Whether the page will begin with the first preset, as it looks by itself. */
const beginsFirst = (): boolean =>
  location.hash.length <= 1 &&
  !keptAnything(browserStorage()) &&
  getComputedStyle(document.documentElement).fontSize === USUAL_TEXT;

/** Shows the picture that was recorded where the page will, and keeps it for the page. */
export function showPoster(recorded: string): void {
  picture = recorded;
  const { baseline: experiment, catalog, frame } = unpackPicture(recorded);
  const { data, layers } = frame.start;
  const place = beginsFirst() ? pictureIn({ width: innerWidth, height: innerHeight }, layers) : null;
  if (!place) return;
  const { layout, x, y } = place;
  const host = document.createElement("div");
  host.ariaHidden = "true";
  host.dataset.poster = "";
  host.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  host.style.cssText = `position:fixed;left:${x}px;top:${y}px;width:${layout.picture}px;height:${layout.picture}px;pointer-events:none`;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    `${tokens} canvas { position: absolute; inset: 0; width: 100%; height: 100%; border-radius: var(--r-m); }`,
  );
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  const canvases = {} as Record<(typeof LAYERS)[number], HTMLCanvasElement>;
  for (const name of LAYERS) {
    canvases[name] = document.createElement("canvas");
    canvases[name].className = name;
    root.append(canvases[name]);
  }
  document.body.append(host);
  shown = host;
  // The picture asks the catalog for the range of its output alone.
  const known = { ...initialState(), catalog: catalog as Catalog, experiment, data, layers, layout };
  const state: State = { ...known, view: { ...frame.view, thumbnails: new Float32Array(0) } };
  const painter = new Painter(canvases);
  const palette = new PaletteOf(host).get(host.dataset.theme === "dark");
  painter.drawField(state, palette);
  painter.drawLines(state, palette);
  painter.drawPoints(state, palette);
  painted = new Promise((resolve) => {
    // What runs in a frame runs before it is painted.
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, LONGEST);
  });
}

/** What was recorded, whether it is shown or not. */
export const recordedPicture = (): string | null => picture;

/** Settles when the picture is on the screen; null where there is none. */
export const posterPainted = (): Promise<void> | null => painted;

/** Once the page has drawn its own. */
export function takePosterAway(): void {
  shown?.remove();
  shown = null;
}
