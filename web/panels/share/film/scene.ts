/** One frame of the film: the picture, a line of numbers, and the loss as far as the run has come. */
import { scaleOf } from "../../../charts/line-chart.js";
import { linePath } from "../../../charts/series.js";
import type { FilmFrame } from "../../../protocol/film.js";
import { chartModel } from "../../../stage/chart/chart-model.js";
import { principalPlaneOf } from "../../../stage/picture/frame-of.js";
import { Painter } from "../../../stage/picture/painter.js";
import type { State } from "../../../state/state.js";
import { PaletteOf } from "../../../view/palette-of.js";

/** What a frame says under its picture. */
export interface Words {
  numbers: (progress: FilmFrame["progress"]) => string;
  /** Of points with more columns than the picture: which plane the picture is. */
  plane: (components: boolean) => string;
}

/** Side of the picture and the space around it, in pixels. */
const SIDE = 480;
const PAD = 20;
const WORDS = 40;
const CURVE = 64;
export const WIDTH = SIDE + 2 * PAD;
export const HEIGHT = PAD + SIDE + WORDS + CURVE + PAD;
/** Side of the grid that is asked for. */
export const GRID = 160;

export class Scene {
  readonly canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
  readonly #context: CanvasRenderingContext2D;
  readonly #canvases = {
    field: document.createElement("canvas"),
    lines: document.createElement("canvas"),
    points: document.createElement("canvas"),
    over: document.createElement("canvas"),
  };
  readonly #painter = new Painter(this.#canvases);
  readonly #state: State;

  /**
   * @param state of the moment at which the film is begun: its points, its theme, its history
   * @param element whose colours and fonts it has
   */
  constructor(
    state: Readonly<State>,
    private readonly element: Element,
    private readonly words: Words,
  ) {
    const { layout, display, history } = state;
    this.#state = {
      ...state,
      history: { ...structuredClone(history) },
      layout: { ...layout, picture: SIDE, point: 3.8, contour: 1.75 },
      display: { ...display, bent: null, large: null, hiddenLines: false, wrongPoints: false, pointSize: "same" },
      pointed: null,
      pinned: false,
      playing: false,
    };
    this.#context = this.canvas.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
  }

  draw({ view, answers, progress }: FilmFrame): void {
    const state: State = { ...this.#state, view, answers, progress };
    const palette = new PaletteOf(this.element).get(state.dark);
    const token = (name: string) => getComputedStyle(this.element).getPropertyValue(name).trim();
    this.#painter.drawField(state, palette);
    this.#painter.drawLines(state, palette);
    this.#painter.drawPoints(state, palette);
    const context = this.#context;
    context.resetTransform();
    context.fillStyle = token("--page");
    context.fillRect(0, 0, WIDTH, HEIGHT);
    context.fillStyle = token(view.planeCount > 0 ? "--div-0" : "--surface");
    context.fillRect(PAD, PAD, SIDE, SIDE);
    const { field, lines, points } = this.#canvases;
    const columns = state.data?.columns ?? 2;
    for (const layer of columns > 1 ? [field, lines, points] : [lines, points]) {
      if (layer.width > 0) context.drawImage(layer, PAD, PAD, SIDE, SIDE);
    }
    const { fontFamily } = getComputedStyle(this.element);
    context.font = `500 16px ${fontFamily}`;
    context.textBaseline = "middle";
    context.fillStyle = token("--ink");
    const many = columns > 2;
    context.fillText(this.words.numbers(progress), PAD, PAD + SIDE + (many ? 14 : WORDS / 2 + 2), SIDE);
    if (many) {
      context.font = `12px ${fontFamily}`;
      context.fillStyle = token("--ink-2");
      context.fillText(this.words.plane(principalPlaneOf(state) !== undefined), PAD, PAD + SIDE + 32, SIDE);
    }
    this.#curve(state, token);
  }

  #curve(state: State, token: (name: string) => string): void {
    const { history, experiment, progress, chart } = state;
    if (!experiment || !progress) return;
    const model = chartModel(history, { ...chart, measure: "loss", axis: "epochs" }, experiment, progress, CURVE);
    const top = PAD + SIDE + WORDS;
    const plot = { left: PAD, right: PAD + SIDE, top, bottom: top + CURVE };
    const scale = scaleOf(plot, model.places, model.x.high, (value) => model.y.share(value));
    const context = this.#context;
    const line = (
      values: readonly (number | null)[],
      color: string,
      dash: number[],
      from: number,
      to: number,
      alpha: number,
    ) => {
      context.save();
      context.beginPath();
      context.rect(PAD - 2, top - 2, SIDE + 4, CURVE + 4);
      context.clip();
      context.globalAlpha = alpha;
      context.lineWidth = 1.75;
      context.strokeStyle = color;
      context.setLineDash(dash);
      context.stroke(new Path2D(linePath(values, from, to, scale)));
      context.restore();
    };
    const rows = model.places.length;
    const past = Math.min(model.past, rows);
    const [train, test] = [token("--train-line"), token("--test-line")];
    for (const [from, to, alpha] of [
      [Math.max(0, past - 1), rows, 0.25],
      [0, past, 1],
    ] as const) {
      line(model.test, test, [4, 3], from, to, alpha);
      line(model.train, train, [], from, to, alpha);
    }
  }
}
