/** The brush over the picture: strokes of a pointer, and the crosshair of keys, become points of the reader's own. */
import type { DataPart } from "../../engine/types.js";
import { type Frame, toDataX, toDataY, toPixelX, toPixelY } from "../../render/axes.js";
import { styleOfClass } from "../../render/marks.js";
import { BRUSHES, type Brush, blank, drawable, erased, moved, painted, rowsOf } from "../../state/drawing.js";
import { useOwnRows } from "../../state/fit.js";
import type { Store } from "../../state/store.js";
import { classNames } from "../../view/names.js";
import { axesOf } from "./frame-of.js";

interface Place {
  x: number;
  y: number;
}
type Sample = { part: "train" | "test"; index: number };

/** Distance in pixels between two points of one stroke. */
const SPACING = 11;
/** The least radius of the eraser in pixels: a finger's, or the size of a mark. */
const LEAST_ERASER = 9;

export class BrushTool {
  #stroke: { last: Place; before: DataPart; held: Sample | null } | null = null;
  /** A point that keys carry. */
  #carried: Sample | null = null;

  /** @param sampleAt the sample whose mark lies at a place of the picture */
  constructor(
    private readonly store: () => Store,
    private readonly frame: () => Frame | null,
    private readonly sampleAt: (x: number, y: number) => Sample | null,
  ) {}

  get active(): Brush | null {
    return this.store().state.brush;
  }

  /** Begins a stroke. Answers whether the pointer is the brush's. */
  down(at: Place): boolean {
    const data = this.#ready();
    const brush = this.active;
    if (!data || !brush) return false;
    const held = brush.tool === "move" ? this.sampleAt(at.x, at.y) : null;
    this.#stroke = { last: at, before: this.store().state.data ?? data, held };
    if (data !== this.store().state.data) this.store().intents.sketch(data);
    if (brush.tool !== "move") this.#dab(at, false);
    return true;
  }

  move(at: Place): void {
    const stroke = this.#stroke;
    const brush = this.active;
    if (!stroke || !brush) return;
    if (brush.tool === "move") {
      if (stroke.held) this.#carry(stroke.held, at);
      return;
    }
    const far = Math.hypot(at.x - stroke.last.x, at.y - stroke.last.y);
    // A fast stroke leaves its points all along the way.
    const steps = Math.floor(far / SPACING);
    for (let step = 1; step <= steps; step++) {
      const share = (step * SPACING) / far;
      this.#dab(
        { x: stroke.last.x + (at.x - stroke.last.x) * share, y: stroke.last.y + (at.y - stroke.last.y) * share },
        true,
      );
    }
    if (steps > 0) stroke.last = at;
  }

  /** Ends the stroke: one change of the experiment, one step of undo. */
  up(): void {
    const stroke = this.#stroke;
    this.#stroke = null;
    if (stroke && this.store().state.data !== stroke.before) void this.#commit();
  }

  /** Takes the stroke back: a second finger came to zoom, or the system took the pointer. */
  cancel(): void {
    if (this.#stroke) this.store().intents.sketch(this.#stroke.before);
    this.#stroke = null;
  }

  /** A key at the crosshair. Answers whether it meant something to the brush. */
  key(key: string, at: Place): boolean {
    const { intents } = this.store();
    const brush = this.active;
    if (!brush) return false;
    if (/^[1-9]$/.test(key) && Number(key) <= BRUSHES)
      intents.setBrush({ ...brush, tool: "paint", class: Number(key) - 1 });
    else if (key === "0") intents.setBrush({ ...brush, tool: "erase" });
    else if (key === "Escape") this.#leave();
    else if (key === "Enter") this.#press(brush, at);
    else if (key === "Delete" || key === "Backspace") this.#pressAs({ ...brush, tool: "erase" }, at);
    else return false;
    return true;
  }

  /** The crosshair moved by keys: what is carried comes along. */
  follow(at: Place): void {
    if (this.#carried) this.#carry(this.#carried, at);
  }

  #leave(): void {
    if (this.#carried) this.#drop();
    this.store().intents.setBrush(null);
  }

  #press(brush: Brush, at: Place): void {
    if (brush.tool !== "move") this.#pressAs(brush, at);
    else if (this.#carried) this.#drop();
    else this.#carried = this.#ready() ? this.sampleAt(at.x, at.y) : null;
  }

  #drop(): void {
    this.#carried = null;
    void this.#commit();
  }

  #pressAs(brush: Brush, at: Place): void {
    const data = this.#ready();
    if (!data) return;
    const before = this.store().state.data;
    if (data !== before) this.store().intents.sketch(data);
    this.#dab(at, false, brush);
    if (this.store().state.data !== before) void this.#commit();
  }

  /** The data to draw on: the present ones, or an empty plane where points cannot be placed in them. */
  #ready(): DataPart | null {
    const { data, experiment } = this.store().state;
    if (!data || !experiment) return null;
    if (!drawable(data, experiment.task)) return blank(data, experiment.task);
    // Classes keep the names that the reader has seen.
    if (experiment.data.classNames || data.classes === 0) return data;
    return { ...data, classNames: classNames(this.store().state) };
  }

  #dab(at: Place, spread: boolean, brush: Brush | null = this.active): void {
    const { state, intents } = this.store();
    const { data } = state;
    const frame = this.frame();
    if (!data || !frame || !brush) return;
    const radius = brush.size * frame.width;
    if (brush.tool === "erase") {
      const reach = Math.max(LEAST_ERASER, radius);
      const next = erased(data, (place, target) => {
        const mark = this.#pixels(frame, place, target, data);
        return Math.hypot(mark.x - at.x, mark.y - at.y) <= reach;
      });
      if (next !== data) intents.sketch(next);
      return;
    }
    const around = spread ? scattered(at, radius) : at;
    const { place, target } = this.#valuesAt(frame, inside(around, frame), data, brush);
    intents.sketch(painted(data, place, target));
  }

  #carry(sample: Sample, at: Place): void {
    const { state, intents } = this.store();
    const frame = this.frame();
    if (!state.data || !frame) return;
    const to = inside(at, frame);
    const place = [toDataX(frame, to.x), toDataY(frame, to.y)] as const;
    const flat = state.data.columns === 1;
    intents.sketch(
      flat ? moved(state.data, sample, [place[0]], place[1]) : moved(state.data, sample, this.#ordered(place)),
    );
  }

  /** Values in the order of the columns, from those that run right and up. */
  #ordered([right, up]: readonly [number, number]): number[] {
    const [across] = axesOf(this.store().state);
    return across === 0 ? [right, up] : [up, right];
  }

  #valuesAt(frame: Frame, at: Place, data: DataPart, brush: Brush): { place: number[]; target: number } {
    const values = [toDataX(frame, at.x), toDataY(frame, at.y)] as const;
    if (data.columns === 1) return { place: [values[0]], target: values[1] };
    return {
      place: this.#ordered(values),
      target: data.classes > 0 ? styleOfClass(brush.class) : brush.value,
    };
  }

  #pixels(frame: Frame, place: readonly number[], target: number, data: DataPart): Place {
    const flat = data.columns === 1;
    const [right, up] = flat ? [0, 0] : axesOf(this.store().state);
    const x = place[right] ?? Number.NaN;
    const y = flat ? target : (place[up] ?? Number.NaN);
    return { x: toPixelX(frame, x), y: toPixelY(frame, y) };
  }

  async #commit(): Promise<void> {
    const { state, intents } = this.store();
    const { data, catalog, experiment } = state;
    if (!data || !catalog || !experiment || data.trainTargets.length === 0) return;
    const names = experiment.data.columnNames;
    const rows = rowsOf(data, names?.length === data.columns ? names : undefined);
    const refusal = await intents.change((draft) => useOwnRows(draft, catalog, rows, draft.task), {
      preset: null,
      sketched: true,
    });
    if (refusal) intents.sketch(null);
  }
}

const inside = ({ x, y }: Place, { width, height }: Frame): Place => ({
  x: Math.max(0, Math.min(width, x)),
  y: Math.max(0, Math.min(height, y)),
});

/** A place within a circle, all of it equally likely. */
function scattered({ x, y }: Place, radius: number): Place {
  const angle = Math.random() * 2 * Math.PI;
  const distance = radius * Math.sqrt(Math.random());
  return { x: x + distance * Math.cos(angle), y: y + distance * Math.sin(angle) };
}
