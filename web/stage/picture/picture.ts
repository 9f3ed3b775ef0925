import { html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { toDataX, toDataY } from "../../render/axes.js";
import { hasRun } from "../../state/shown.js";
import type { Slice } from "../../state/store.js";
import { inlineStyle } from "../../strict/inline-style.js";
import { GpElement } from "../../view/element.js";
import "./picture-axes.js";
import "./picture-head.js";
import { hint, hintStyles } from "../../view/hint.js";
import { InSight } from "../../view/in-sight.js";
import { outputKind } from "../../view/output.js";
import { PaletteOf } from "../../view/palette-of.js";
import { BrushTool } from "./brush.js";
import { Crosshair } from "./crosshair.js";
import { pictureInWords } from "./describe.js";
import { type PictureKind, pictureKind } from "./frame-of.js";
import { Painter, ringedSample } from "./painter.js";
import { readout } from "./readout.js";
import { pictureStyles } from "./styles.js";
import { tellingAxes } from "./telling-axes.js";

/** What makes the whole picture another one. */
const WHOLE: readonly Slice[] = [
  "data",
  "layout",
  "layers",
  "catalog",
  "experiment",
  "present",
  "engine",
  "display",
  "dark",
  "brush",
  "hints",
];
/** A picture smaller than this has no room for words. */
const SMALL = 200;
/** Two notes stand on a picture that is at least so many times as large as its type. */
const ROOM_OF_TWO = 20;
const POINTS_EVERY = 100;
const DESCRIBE_EVERY = 5000;
/** How long its words wait for the picture, in milliseconds. */
const WORDS_AFTER = 100;

/** The big picture: the plane that the network divides, its boundary, the samples, and a crosshair that reads it out. */
@customElement("gp-picture")
export class GpPicture extends GpElement {
  static override styles = [...GpElement.styles, pictureStyles, hintStyles];
  static override watches: readonly Slice[] = [
    ...WHOLE,
    "view",
    "answers",
    "probe",
    "explained",
    "pointed",
    "pinned",
    "playing",
    "progress",
  ];

  @query(".pic") private pic!: HTMLElement;
  @state() private description = "";
  #painter!: Painter;
  readonly #palette = new PaletteOf(this);
  readonly #sight = new InSight(this, () => this.#drawAll());
  readonly #crosshair = new Crosshair({
    store: () => this.store,
    box: () => this.pic.getBoundingClientRect(),
    frame: () => this.#painter?.frame ?? null,
    marks: () => this.#painter?.marks ?? [],
    moved: () => this.requestUpdate(),
  });
  readonly #brush = new BrushTool(
    () => this.store,
    () => this.#painter?.frame ?? null,
    (x, y) => this.#crosshair.sampleAt(x, y),
  );
  #describedAt = 0;
  #describing: ReturnType<typeof setTimeout> | undefined;
  #kind: PictureKind | null = null;
  /** The training or test sample with the ring; −1 for none. */
  #ringed = -1;
  /** Whether there were more columns than the picture has axes. */
  #wide = false;
  /** Names of the columns that axes were chosen for. */
  #columns = "";

  override render(): TemplateResult {
    const { layout, data, engine, brush } = this.state;
    const size = layout.picture;
    const { at: cross } = this.#crosshair;
    const empty = data !== null && data.trainInputs.length === 0;
    return html`
      <gp-picture-head .store=${this.store} .picture=${this.pic ?? null}></gp-picture-head>
      <div
        class="pic ${pictureKind(this.state)} ${brush ? `brush ${brush.tool}` : ""}"
        style=${inlineStyle(`--size:${size}px;width:${size}px;height:${size}px`)}
        tabindex="0"
        role="group"
        aria-label=${this.t(brush ? "draw.pictureHelp" : "stage.pictureHelp")}
        @pointermove=${this.#moved}
        @pointerdown=${this.#down}
        @pointerup=${this.#up}
        @pointercancel=${() => this.#brush.cancel()}
        @pointerleave=${this.#leave}
        @click=${this.#clicked}
        @keydown=${this.#key}
        @blur=${() => this.#crosshair.leave()}
      >
        <canvas class="field" role="img" aria-label=${this.description}></canvas>
        <canvas class="lines" aria-hidden="true"></canvas>
        <canvas class="points" aria-hidden="true"></canvas>
        <canvas class="over" aria-hidden="true"></canvas>
        <gp-picture-axes .store=${this.store} .frame=${this.#painter?.frame ?? null}></gp-picture-axes>
        ${cross ? html`<div class="cross" aria-hidden="true"><i class="v" style=${inlineStyle(`left:${cross.x}px`)}></i><i class="h" style=${inlineStyle(`top:${cross.y}px`)}></i></div>` : nothing}
        ${this.#readout(size)}${this.#hints()}
        ${empty ? html`<div class="empty"><b>${this.t("stage.noPoints")}</b><span>${this.t("draw.empty")}</span></div>` : nothing}
        ${this.state.foreseen && engine.phase === "loading" ? html`<div class="hint late" role="status">${this.t("engine.loading")}</div>` : nothing}
        ${engine.phase === "ready" && this.#oneClass() ? html`<div class="hint">${this.t("stage.secondClass")}</div>` : nothing}
      </div>
    `;
  }

  /** What one sees, until the first run. */
  #hints(): TemplateResult | typeof nothing {
    const { hints, experiment, data, layout } = this.state;
    if (!hints || !hasRun(this.state) || !data || data.trainInputs.length === 0) return nothing;
    if (layout.picture < SMALL) return nothing;
    const values = experiment?.task === "regression";
    const many = data.columns > 2;
    // Of many columns the upper edge says which one runs up, and the lower one what the colours are.
    const boundary = hint(
      many ? "top under" : "top",
      this.t(values ? "hint.field" : "hint.boundary"),
      this.t(values ? "hint.fieldSays" : "hint.boundarySays"),
    );
    const points = hint("bottom", this.t("hint.points"), this.t(values ? "hint.pointsValue" : "hint.pointsClass"));
    // Of points of one class the upper edge says that another is wanted.
    if (this.#oneClass()) return points;
    const room = ROOM_OF_TWO * Number.parseFloat(getComputedStyle(this).fontSize);
    // Of many columns there stand other words already.
    if (many) return layout.picture < 1.4 * room ? nothing : boundary;
    return layout.picture < room ? points : html`${boundary}${points}`;
  }

  #oneClass(): boolean {
    const { data } = this.state;
    if (!data || data.classes === 0 || data.trainTargets.length === 0) return false;
    return data.trainTargets.every((target) => target === data.trainTargets[0]);
  }

  #readout(size: number): TemplateResult | typeof nothing {
    const { probe } = this.state;
    const kind = outputKind(this.state);
    const { at: cross } = this.#crosshair;
    if (!cross || !probe || !kind) return nothing;
    const { x, y, keys } = cross;
    // On the side with more room, and no wider than that: nothing of it leaves the picture.
    const left = x > size / 2;
    const across = left ? "-100% - 12px" : "12px";
    const room = Math.floor((left ? x : size - x) - 12);
    const up = y < 44 ? "14px" : "-100% - 12px";
    const picture = pictureKind(this.state);
    const frame = this.#painter.frame;
    const scores = picture === "components" && frame ? [toDataX(frame, x), toDataY(frame, y)] : null;
    return html`<div class="readout num" aria-live=${keys ? "polite" : "off"} style=${inlineStyle(`max-width:${room}px;transform:translate(calc(${x}px + ${across}), calc(${y}px + ${up}))`)}>${readout(this.state, kind, probe, picture, scores)}</div>`;
  }

  override firstUpdated(): void {
    const canvas = (name: string) => this.renderRoot.querySelector(`canvas.${name}`) as HTMLCanvasElement;
    this.#painter = new Painter({
      field: canvas("field"),
      lines: canvas("lines"),
      points: canvas("points"),
      over: canvas("over"),
    });
    this.#drawAll();
  }

  protected override changed(slices: ReadonlySet<Slice>): void {
    if (slices.has("data")) this.#chooseAxes();
    if (!this.hasUpdated || !this.#sight.seen) return;
    const { state } = this;
    if (slices.has("dark")) this.#palette.forget();
    // Another plane than before: points, axes and colours of the one moment.
    const kind = pictureKind(state);
    const turned = kind !== this.#kind;
    this.#kind = kind;
    if (turned || slices.has("language") || WHOLE.some((slice) => slices.has(slice))) {
      this.requestUpdate();
      this.#drawAll();
    } else {
      this.#drawNews(slices);
    }
    if (slices.has("probe")) this.requestUpdate();
    if (slices.has("pointed") || slices.has("pinned")) this.#crosshair.followSample();
    if (!state.playing || performance.now() - this.#describedAt > DESCRIBE_EVERY) this.#describeSoon();
  }

  /** Of other data with many columns the two that tell most are shown first. */
  #chooseAxes(): void {
    const { data } = this.state;
    const columns = data?.columnNames.join("\n") ?? "";
    if (!data || columns === this.#columns) return;
    this.#columns = columns;
    // The colours under them are those of a slice: which points are wrong must be said beside them.
    const wide = data.columns > 2;
    if (wide) this.intents.show({ axes: tellingAxes(data), ...(this.#wide ? {} : { wrongPoints: true }) });
    else if (this.#wide) this.intents.show({ wrongPoints: false });
    this.#wide = wide;
  }

  #drawNews(slices: ReadonlySet<Slice>): void {
    const { state } = this;
    const palette = this.#palette.get(state.dark);
    const now = performance.now();
    const stopped = slices.has("playing") && !state.playing;
    // The bent plane and the curve are drawn from answers, so their axes move with them.
    const bound = pictureKind(state) === "curve" || pictureKind(state) === "bent";
    const lines = slices.has("answers") && (bound || state.display.hiddenLines);
    const news = slices.has("view") || stopped || lines;
    const ringed = ringedSample(state)?.index ?? -1;
    const pointed = slices.has("pointed") || slices.has("pinned") || ringed !== this.#ringed;
    this.#ringed = ringed;
    let moved = false;
    // Heat and lines of one moment in one frame, always.
    if (news) this.#painter.drawField(state, palette);
    if (news || (pointed && (state.display.hiddenLines || bound))) moved = this.#painter.drawLines(state, palette);
    const every = bound ? 0 : POINTS_EVERY;
    const { pointSize, wrongPoints } = state.display;
    const marks = slices.has("answers") && (bound || wrongPoints || pointSize !== "same");
    if ((marks || stopped || moved) && (!state.playing || now - this.#painter.pointsAt >= every)) {
      moved = this.#painter.drawPoints(state, palette) || moved;
    } else if (pointed) {
      this.#painter.drawOver(state, palette);
    }
    if (moved) this.requestUpdate();
  }

  #drawAll(): void {
    if (!this.#painter) return;
    const { state } = this;
    const palette = this.#palette.get(state.dark);
    this.#painter.drawField(state, palette);
    this.#painter.drawLines(state, palette);
    this.#painter.drawPoints(state, palette);
    this.requestUpdate();
  }

  /** Words wait for the picture: it is painted first. */
  #describeSoon(): void {
    this.#describing ??= setTimeout(() => {
      this.#describing = undefined;
      this.#describe();
    }, WORDS_AFTER);
  }

  #describe(): void {
    if (!this.isConnected) return;
    const kind = outputKind(this.state);
    if (!kind || !this.#painter) return;
    this.#describedAt = performance.now();
    const say = (key: Parameters<typeof this.t>[0], values?: Record<string, string | number>) =>
      (this.t as (k: typeof key, v?: typeof values) => string).call(this, key, values);
    this.description = pictureInWords(this.state, kind, this.#painter.fieldOf(this.state, kind), say);
  }

  /** Two fingers are on the picture: they move the page, not the crosshair. */
  #pinching = false;

  #moved = (event: PointerEvent): void => {
    if (this.#pinching) return;
    // Over a control the pointer is the control's.
    if (inAxes(event) && !this.#brush.active) {
      this.#crosshair.leave();
      return;
    }
    if (event.isPrimary && this.#brush.active) {
      for (const each of event.getCoalescedEvents?.() ?? [event]) this.#brush.move(this.#crosshair.placeOf(each));
    }
    this.#crosshair.follow(event);
  };

  #down = (event: PointerEvent): void => {
    this.#pinching = !event.isPrimary;
    if (this.#pinching) this.#crosshair.leave();
    this.#moved(event);
    if (
      event.button !== 0 ||
      !this.#brush.active ||
      event.composedPath().some((each) => each instanceof HTMLButtonElement)
    )
      return;
    if (!event.isPrimary) this.#brush.cancel();
    else if (this.#brush.down(this.#crosshair.placeOf(event))) this.pic.setPointerCapture(event.pointerId);
  };

  #up = (event: PointerEvent): void => {
    if (event.isPrimary) this.#brush.up();
    if (event.pointerType === "touch" && this.#brush.active) this.#crosshair.leave();
  };

  /** A finger that lifts leaves its crosshair behind, until something else is touched. */
  #leave = (event: PointerEvent): void => {
    if (event.pointerType !== "touch") this.#crosshair.leave();
  };

  #clicked = (event: MouseEvent): void => {
    if (this.#pinching || this.#brush.active || inAxes(event)) return;
    // A tap may come without a move before it.
    this.#crosshair.follow(event);
    this.#crosshair.choose();
  };

  #key = (event: KeyboardEvent): void => {
    if (event.target !== this.pic || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.#brush.key(event.key, this.#crosshair.orMiddle) && !this.#crossKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Answers whether the key was the crosshair's. */
  #crossKey({ key, shiftKey }: KeyboardEvent): boolean {
    const cross = this.#crosshair;
    if (cross.step(key, shiftKey)) {
      if (cross.at) this.#brush.follow(cross.at);
    } else if (key === "Enter") cross.choose();
    else if (key === "Escape" && (cross.at || this.state.pinned)) {
      if (this.state.pinned) this.intents.pin(null);
      cross.leave();
    } else return false;
    return true;
  }
}

const inAxes = ({ target }: Event): boolean => target instanceof Element && target.closest("gp-picture-axes") !== null;

declare global {
  interface HTMLElementTagNameMap {
    "gp-picture": GpPicture;
  }
}
