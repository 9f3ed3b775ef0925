/** The crosshair over the picture: where it stands, what it asks the network there, and the sample nearest to it. */
import { type Frame, toDataX, toDataY } from "../../render/axes.js";
import { type Ref, sameRef } from "../../state/ref.js";
import type { Store } from "../../state/store.js";
import { axesOf, pictureKind, principalPlaneOf } from "./frame-of.js";

/** A place in pixels of the picture. */
export interface Place {
  x: number;
  y: number;
}
type Sample = Extract<Ref, { kind: "sample" }>;

/** What the crosshair stands on. */
export interface Ground {
  store(): Store;
  /** The picture's box on the screen. */
  box(): DOMRect;
  /** What the picture shows; null before the first is drawn. */
  frame(): Frame | null;
  /** The samples' marks in the order in which they are drawn. */
  marks(): readonly { x: number; y: number; part: "train" | "test"; index: number }[];
  /** The crosshair stands elsewhere, or nowhere. */
  moved(): void;
}

/** How near a point must be to be chosen, in pixels. */
const REACH = 14;
/** Steps by keys: this share of the axis, and with Shift. */
const STEP = 1 / 48;
const FINE = 1 / 240;

export class Crosshair {
  /** Where it stands, and whether keys brought it there; null while there is none. */
  at: (Place & { keys: boolean }) | null = null;

  constructor(private readonly ground: Ground) {}

  /** Where an event is; its own pixels may be scaled. */
  placeOf(event: MouseEvent): Place {
    const box = this.ground.box();
    const scale = this.#size / box.width;
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
  }

  /** Goes to where an event is; outside the picture it leaves. */
  follow(event: MouseEvent): void {
    const { x, y } = this.placeOf(event);
    if (x < 0 || y < 0 || x > this.#size || y > this.#size) this.leave();
    else this.#to(x, y, false);
  }

  leave(): void {
    if (!this.at) return;
    this.at = null;
    this.ground.moved();
    this.#intents.point(null);
    this.followSample();
  }

  /** Where it stands, or would begin. */
  get orMiddle(): Place {
    return this.at ?? { x: this.#size / 2, y: this.#size / 2 };
  }

  /** By an arrow key; the first press only brings it up. Answers whether it was one. */
  step(key: string, fine: boolean): boolean {
    const step = (fine ? FINE : STEP) * this.#size;
    const moves: Record<string, readonly [right: number, down: number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    };
    const move = moves[key];
    if (!move) return false;
    const [right, down] = this.at ? move : [0, 0];
    const { x, y } = this.orMiddle;
    const clamp = (value: number) => Math.max(0, Math.min(this.#size, value));
    this.#to(clamp(x + right), clamp(y + down), true);
    return true;
  }

  /** Pins the sample under it; the same again releases. */
  choose(): void {
    if (!this.at) return;
    const near = this.sampleAt(this.at.x, this.at.y);
    const { pinned, pointed } = this.#state;
    if (pinned) this.#intents.pin(null);
    if (near && !(pinned && sameRef(pointed, near))) this.#intents.pin(near);
  }

  /** A pinned sample's values stand on the neurons until the crosshair asks for others. */
  followSample(): void {
    if (this.at) return;
    const { data, pointed, pinned } = this.#state;
    if (data && pinned && pointed?.kind === "sample") this.#probeSample(pointed);
    else this.#intents.probe(null);
  }

  /** The mark at a place; the topmost where several lie there. */
  sampleAt(x: number, y: number): Sample | null {
    let found: { part: "train" | "test"; index: number } | null = null;
    let least = REACH * REACH;
    for (const mark of this.ground.marks()) {
      const distance = (mark.x - x) ** 2 + (mark.y - y) ** 2;
      if (!(distance <= least)) continue;
      least = distance;
      found = mark;
    }
    return found && { kind: "sample", part: found.part, index: found.index };
  }

  #to(x: number, y: number, keys: boolean): void {
    this.at = { x, y, keys };
    this.ground.moved();
    const { data } = this.#state;
    const frame = this.ground.frame();
    if (!data || !frame) return;
    const near = this.sampleAt(x, y);
    this.#intents.point(near);
    const kind = pictureKind(this.#state);
    // The bent plane has no way back from a place to inputs: the nearest sample stands for it.
    if (kind === "bent") {
      if (near) this.#probeSample(near);
      else this.#intents.probe(null);
      return;
    }
    const principal = principalPlaneOf(this.#state);
    if (principal) {
      const [across, along] = [(2 * x) / this.#size - 1, 1 - (2 * y) / this.#size];
      const [right, up] = principal.directions;
      this.#intents.probe(
        principal.at.map((middle, column) => middle + across * (right[column] ?? 0) + along * (up[column] ?? 0)),
      );
      return;
    }
    const point = [...data.columnMeans];
    const [right, up] = axesOf(this.#state);
    if (kind === "plane") point[up] = toDataY(frame, y);
    point[right] = toDataX(frame, x);
    this.#intents.probe(point);
  }

  #probeSample({ part, index }: Sample): void {
    const { data } = this.#state;
    if (!data) return;
    const inputs = part === "train" ? data.trainInputs : data.testInputs;
    this.#intents.probe([...inputs.subarray(index * data.columns, (index + 1) * data.columns)]);
  }

  get #state() {
    return this.ground.store().state;
  }

  get #intents() {
    return this.ground.store().intents;
  }

  get #size(): number {
    return this.#state.layout.picture;
  }
}
