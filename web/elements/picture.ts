import { html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import { toDataX, toDataY } from "../render/axes.js";
import { sameRef } from "../state/ref.js";
import type { Slice } from "../state/store.js";
import { GpElement } from "./base.js";
import "./picture-axes.js";
import "./picture-head.js";
import { BrushTool } from "./picture/brush.js";
import { pictureInWords } from "./picture/describe.js";
import { axesOf, pictureKind } from "./picture/frame-of.js";
import { Painter } from "./picture/painter.js";
import { readout } from "./picture/readout.js";
import { pictureStyles } from "./picture/styles.js";
import { tellingAxes } from "./picture/telling-axes.js";
import { InSight } from "./stage/in-sight.js";
import { outputKind } from "./stage/output.js";
import { Pace } from "./stage/pace.js";
import { PaletteOf } from "./stage/palette-of.js";

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
];
const LINES_EVERY = 30;
const POINTS_EVERY = 100;
const DESCRIBE_EVERY = 5000;
/** How near a point must be to be chosen, in pixels. */
const REACH = 14;
/** Steps of the crosshair by keys: this share of the axis, and with Shift. */
const STEP = 1 / 48;
const FINE = 1 / 240;

/** The big picture: the plane that the network divides, its boundary, the samples, and a crosshair that reads it out. */
@customElement("gp-picture")
export class GpPicture extends GpElement {
  static override styles = [...GpElement.styles, pictureStyles];
  static override watches: readonly Slice[] = [
    ...WHOLE,
    "view",
    "extras",
    "probe",
    "pointed",
    "pinned",
    "playing",
    "progress",
  ];

  @query(".pic") private pic!: HTMLElement;
  /** Where the crosshair stands, in pixels of the picture, and whether keys brought it there. */
  @state() private cross: { x: number; y: number; keys: boolean } | null = null;
  @state() private description = "";
  #painter!: Painter;
  readonly #palette = new PaletteOf(this);
  readonly #sight = new InSight(this, () => this.#drawAll());
  readonly #pace = new Pace(LINES_EVERY);
  readonly #brush = new BrushTool(
    () => this.store,
    () => this.#painter?.frame ?? null,
    (x, y) => this.#sampleAt(x, y),
  );
  #describedAt = 0;
  /** Names of the columns that axes were chosen for. */
  #columns = "";

  override render(): TemplateResult {
    const { layout, data, engine, brush } = this.state;
    const size = layout.picture;
    const empty = data !== null && data.trainInputs.length === 0;
    return html`
      <gp-picture-head .store=${this.store}></gp-picture-head>
      <div
        class="pic ${pictureKind(this.state)} ${brush ? `brush ${brush.tool}` : ""}"
        style="--size:${size}px;width:${size}px;height:${size}px"
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
        @blur=${this.#left}
      >
        <canvas class="field" role="img" aria-label=${this.description}></canvas>
        <canvas class="lines" aria-hidden="true"></canvas>
        <canvas class="points" aria-hidden="true"></canvas>
        <canvas class="over" aria-hidden="true"></canvas>
        <gp-picture-axes .store=${this.store} .frame=${this.#painter?.frame ?? null}></gp-picture-axes>
        ${this.cross ? html`<div class="cross" aria-hidden="true"><i class="v" style="left:${this.cross.x}px"></i><i class="h" style="top:${this.cross.y}px"></i></div>` : nothing}
        ${this.#readout(size)}
        ${empty ? html`<div class="empty"><b>${this.t("stage.noPoints")}</b><span>${this.t("draw.empty")}</span></div>` : nothing}
        ${engine.phase === "ready" && this.#oneClass() ? html`<div class="hint">${this.t("stage.secondClass")}</div>` : nothing}
      </div>
    `;
  }

  #oneClass(): boolean {
    const { data } = this.state;
    if (!data || data.classes === 0 || data.trainTargets.length === 0) return false;
    return data.trainTargets.every((target) => target === data.trainTargets[0]);
  }

  #readout(size: number): TemplateResult | typeof nothing {
    const { probe } = this.state;
    const kind = outputKind(this.state);
    if (!this.cross || !probe || !kind) return nothing;
    const { x, y, keys } = this.cross;
    // On the side with more room, and no wider than that: nothing of it leaves the picture.
    const left = x > size / 2;
    const across = left ? "-100% - 12px" : "12px";
    const room = Math.floor((left ? x : size - x) - 12);
    const up = y < 44 ? "14px" : "-100% - 12px";
    return html`<div class="readout num" aria-live=${keys ? "polite" : "off"} style="max-width:${room}px;transform:translate(calc(${x}px + ${across}), calc(${y}px + ${up}))">${readout(this.state, kind, probe, pictureKind(this.state))}</div>`;
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
    if (slices.has("language") || WHOLE.some((slice) => slices.has(slice))) {
      this.requestUpdate();
      this.#drawAll();
    } else {
      this.#drawNews(slices);
    }
    if (slices.has("probe")) this.requestUpdate();
    if (slices.has("pointed") || slices.has("pinned")) this.#followSample();
    if (!state.playing || performance.now() - this.#describedAt > DESCRIBE_EVERY) this.#describe();
  }

  /** Of other data with many columns the two that tell most are shown first. */
  #chooseAxes(): void {
    const { data } = this.state;
    const columns = data?.columnNames.join("\n") ?? "";
    if (!data || columns === this.#columns) return;
    this.#columns = columns;
    if (data.columns > 2) this.intents.show({ axes: tellingAxes(data) });
  }

  #drawNews(slices: ReadonlySet<Slice>): void {
    const { state } = this;
    const palette = this.#palette.get(state.dark);
    const now = performance.now();
    const stopped = slices.has("playing") && !state.playing;
    // The bent plane and the curve are drawn from the extras, so their axes move with them.
    const bound = pictureKind(state) !== "plane";
    const extras = slices.has("extras") && (bound || state.display.hiddenLines);
    const news = slices.has("view") || stopped || extras;
    const pointed = slices.has("pointed") || slices.has("pinned");
    let moved = false;
    if (news) this.#painter.drawField(state, palette);
    const pointsToo = state.display.hiddenLines || bound;
    const due = news && this.#pace.due(now);
    if (due || ((news || (pointed && pointsToo)) && !state.playing)) {
      moved = this.#painter.drawLines(state, palette);
    }
    const every = bound ? LINES_EVERY : POINTS_EVERY;
    if ((slices.has("extras") || stopped || moved) && (!state.playing || now - this.#painter.pointsAt >= every)) {
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

  #describe(): void {
    const kind = outputKind(this.state);
    if (!kind || !this.#painter) return;
    this.#describedAt = performance.now();
    const say = (key: Parameters<typeof this.t>[0], values?: Record<string, string | number>) =>
      (this.t as (k: typeof key, v?: typeof values) => string).call(this, key, values);
    this.description = pictureInWords(this.state, kind, this.#painter.fieldOf(this.state, kind), say);
  }

  /** A pinned sample's values stand on the neurons until the crosshair asks for others. */
  #followSample(): void {
    if (this.cross) return;
    const { data, pointed, pinned } = this.state;
    if (!data || !pinned || pointed?.kind !== "sample") {
      this.intents.probe(null);
      return;
    }
    const inputs = pointed.part === "train" ? data.trainInputs : data.testInputs;
    this.intents.probe([...inputs.subarray(pointed.index * data.columns, (pointed.index + 1) * data.columns)]);
  }

  #moved = (event: PointerEvent): void => {
    if (event.isPrimary && this.#brush.active) {
      for (const each of event.getCoalescedEvents?.() ?? [event]) this.#brush.move(this.#placeOf(each));
    }
    this.#follow(event);
  };

  /** Brings the crosshair to where an event is; outside the picture it goes. */
  #follow(event: MouseEvent): void {
    const box = this.pic.getBoundingClientRect();
    const size = this.state.layout.picture;
    const scale = size / box.width;
    const [x, y] = [(event.clientX - box.left) * scale, (event.clientY - box.top) * scale];
    if (x < 0 || y < 0 || x > size || y > size) this.#left();
    else this.#cross(x, y, false);
  }

  /** The pointer's place in pixels of the picture. */
  #placeOf(event: PointerEvent): { x: number; y: number } {
    const box = this.pic.getBoundingClientRect();
    const scale = this.state.layout.picture / box.width;
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
  }

  #down = (event: PointerEvent): void => {
    this.#moved(event);
    if (
      event.button !== 0 ||
      !this.#brush.active ||
      event.composedPath().some((each) => each instanceof HTMLButtonElement)
    )
      return;
    if (!event.isPrimary) this.#brush.cancel();
    else if (this.#brush.down(this.#placeOf(event))) this.pic.setPointerCapture(event.pointerId);
  };

  #up = (event: PointerEvent): void => {
    if (event.isPrimary) this.#brush.up();
  };

  #cross(x: number, y: number, keys: boolean): void {
    this.cross = { x, y, keys };
    const { data } = this.state;
    const { frame } = this.#painter;
    if (!data || !frame) return;
    const near = this.#sampleAt(x, y);
    this.intents.point(near);
    const kind = pictureKind(this.state);
    // The bent plane has no way back from a place to inputs: the nearest sample stands for it.
    if (kind === "bent") {
      if (near) this.#probeSample(near);
      else this.intents.probe(null);
      return;
    }
    const point = [...data.columnMeans];
    const [right, up] = axesOf(this.state);
    if (kind === "plane") point[up] = toDataY(frame, y);
    point[right] = toDataX(frame, x);
    this.intents.probe(point);
  }

  #probeSample({ part, index }: { part: "train" | "test"; index: number }): void {
    const { data } = this.state;
    if (!data) return;
    const inputs = part === "train" ? data.trainInputs : data.testInputs;
    this.intents.probe([...inputs.subarray(index * data.columns, (index + 1) * data.columns)]);
  }

  /** The mark under the crosshair; the topmost where several lie there. */
  #sampleAt(x: number, y: number): { kind: "sample"; part: "train" | "test"; index: number } | null {
    const { marks } = this.#painter;
    let found = -1;
    let least = REACH * REACH;
    for (let k = 0; k < marks.length; k++) {
      const distance = (marks[k].x - x) ** 2 + (marks[k].y - y) ** 2;
      if (distance <= least) {
        least = distance;
        found = k;
      }
    }
    return found < 0 ? null : { kind: "sample", part: marks[found].part, index: marks[found].index };
  }

  /** A finger that lifts leaves its crosshair behind, until something else is touched. */
  #leave = (event: PointerEvent): void => {
    if (event.pointerType !== "touch") this.#left();
  };

  #left = (): void => {
    if (!this.cross) return;
    this.cross = null;
    this.intents.point(null);
    this.#followSample();
  };

  #clicked = (event: MouseEvent): void => {
    if (this.#brush.active || (event.target instanceof Element && event.target.closest("gp-picture-axes"))) return;
    // A tap may come without a move before it.
    this.#follow(event);
    this.#choose();
  };

  #choose(): void {
    if (!this.cross) return;
    const near = this.#sampleAt(this.cross.x, this.cross.y);
    const { pinned, pointed } = this.state;
    if (pinned) this.intents.pin(null);
    // The same again releases.
    if (near && !(pinned && sameRef(pointed, near))) this.intents.pin(near);
  }

  #key = (event: KeyboardEvent): void => {
    if (event.target !== this.pic || event.ctrlKey || event.metaKey || event.altKey) return;
    const size = this.state.layout.picture;
    if (this.#brush.key(event.key, this.cross ?? { x: size / 2, y: size / 2 })) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    const step = (event.shiftKey ? FINE : STEP) * size;
    const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key];
    if (move) {
      const from = this.cross ?? { x: size / 2, y: size / 2 };
      const clamp = (value: number) => Math.max(0, Math.min(size, value));
      this.#cross(clamp(from.x + (this.cross ? move[0] : 0)), clamp(from.y + (this.cross ? move[1] : 0)), true);
      if (this.cross) this.#brush.follow(this.cross);
    } else if (event.key === "Enter") this.#choose();
    else if (event.key === "Escape" && (this.cross || this.state.pinned)) {
      if (this.state.pinned) this.intents.pin(null);
      this.#left();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-picture": GpPicture;
  }
}
