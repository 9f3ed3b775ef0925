/** Pictures of a playground: its boundary, network, chart and panels, as SVG or pixels, in the theme that is shown. */
import "../../i18n/panels/share.js";
import type { PlainKey } from "../../i18n/index.js";
import { pngOf } from "../../image/raster.js";
import { type Picture, svgOf } from "../../image/svg-of.js";
import { VectorCanvas } from "../../image/vector-canvas.js";
import { pictureKind } from "../../stage/picture/frame-of.js";
import { Painter } from "../../stage/picture/painter.js";
import type { Store } from "../../state/store.js";
import { PaletteOf } from "../../view/palette-of.js";
import { PANELS } from "../registry.js";
import { type SceneKind, withPart } from "./scene.js";

/** Space around a part, in CSS pixels. */
const MARGIN = 16;

/** What there are pictures of, and what each is called. */
export const PICTURES: readonly { id: SceneKind; label: PlainKey }[] = [
  ...(["boundary", "network", "chart"] as const).map((id) => ({ id, label: `share.picture.${id}` as const })),
  ...PANELS.filter(({ pictured }) => pictured === true),
];

/**
 * @param frame of the playground: `frameAround` an element in it
 * @param title says what it is to who cannot see it
 */
export function pictureOf(frame: ShadowRoot, store: Store, kind: SceneKind, title: string): Promise<Picture> {
  return withPart(frame, store, kind, (part) => {
    const background = getComputedStyle(frame.host).getPropertyValue("--page").trim();
    const drawn = part.localName === "gp-picture" ? linesOf(store, part) : undefined;
    return svgOf(part, { title, background, margin: MARGIN, ...(drawn ? { drawn } : {}) });
  });
}

/** Two pixels for each of the page's. */
export const imageOf = (picture: Picture): Promise<Blob> => pngOf(picture);

/** The picture's colours, lines and points, drawn once more by the code that drew them on the page. */
function linesOf(store: Store, part: Element): (canvas: HTMLCanvasElement) => string | null {
  const layers = {
    field: document.createElement("canvas"),
    lines: new VectorCanvas(),
    points: new VectorCanvas(),
    over: new VectorCanvas(),
  };
  const as = VectorCanvas.asCanvas;
  const painter = new Painter({
    field: layers.field,
    lines: as(layers.lines),
    points: as(layers.points),
    over: as(layers.over),
  });
  const { state } = store;
  const palette = new PaletteOf(part).get(state.dark);
  painter.drawField(state, palette);
  painter.drawLines(state, palette);
  painter.drawPoints(state, palette);
  const size = state.layout.picture;
  return (canvas) => {
    if (canvas.classList.contains("field") && state.view && pictureKind(state) !== "curve")
      return `<image width="${size}" height="${size}" preserveAspectRatio="none" href="${layers.field.toDataURL("image/png")}"/>`;
    if (canvas.classList.contains("lines")) return layers.lines.markup(size);
    if (canvas.classList.contains("points")) return layers.points.markup(size);
    return canvas.classList.contains("over") ? layers.over.markup(size) : null;
  };
}
