/**
 * Level lines of a plane by marching squares with linear interpolation, joined into whole lines so that a
 * dash pattern runs along them undisturbed.
 *
 * Coordinates are in cells: sample (column i, row j) lies at (i + ½, j + ½), the plane covers
 * [0, width] × [0, height]. Lines that reach the outermost samples are carried on, by linear extrapolation, up to
 * half a cell past the edge of the plane, where the picture cuts them off.
 *
 * Marching squares: Lorensen and Cline (1987) in two dimensions; a saddle is decided by the mean of its corners.
 */

/** Lines one after another: line k is `points[2·starts[k]] … points[2·starts[k + 1] − 1]`, x and y in turn. */
export interface Lines {
  points: Float32Array;
  /** Index of the first point of each line, and one past the last: `count + 1` entries count. */
  starts: Uint32Array;
  count: number;
  /** 1 where the last point of a line joins its first. */
  closed: Uint8Array;
}

/** As many levels as are looked for in one reading of a plane. */
export type Levels = readonly [number, number?, number?];

/** Scratch space for one grid size; keep one and call {@link Contourer.trace} as often as needed. */
export class Contourer {
  private width = 0;
  private height = 0;
  /** The plane with a frame of one extrapolated sample around it. */
  private padded = new Float32Array(0);
  /** How many levels each sample reaches. */
  private reached = new Uint8Array(0);
  /** The cells that a level crosses, by the sample at their upper left. */
  private crossed = new Int32Array(0);
  private crossedCount = 0;
  /** For each grid edge the two edges that segments join it with; −1 where none. Kept clean between calls. */
  private links = new Int32Array(0);
  private touched = new Int32Array(0);
  private points = new Float32Array(1024);
  private starts = new Uint32Array(64);
  private closed = new Uint8Array(64);

  /**
   * The lines at `level`. The answer is overwritten by the next call.
   * @param plane  [height × width], row-major, from `offset`. Cells with a value that is not finite have no line.
   */
  trace(plane: Float32Array, width: number, height: number, level: number, offset = 0): Lines {
    this.read(plane, width, height, [level], offset);
    return this.at(level);
  }

  /** Reads a plane once for all `levels`, of each of which {@link at} then gives the lines. */
  read(plane: Float32Array, width: number, height: number, levels: Levels, offset = 0): void {
    this.resize(width, height);
    this.pad(plane, offset);
    this.scan(levels);
  }

  /** The lines at one of the levels that the plane was read for. The answer is overwritten by the next call. */
  at(level: number): Lines {
    return this.join(this.link(level), level);
  }

  private resize(width: number, height: number): void {
    if (width === this.width && height === this.height) return;
    this.width = width;
    this.height = height;
    const size = (width + 2) * (height + 2);
    this.padded = new Float32Array(size);
    this.reached = new Uint8Array(size);
    this.crossed = new Int32Array(size);
    this.links = new Int32Array(size * 4).fill(-1);
    this.touched = new Int32Array(size * 2);
  }

  /** Copies the plane and extrapolates the half cell outside it. */
  private pad(plane: Float32Array, offset: number): void {
    const { width, height, padded } = this;
    const row = width + 2;
    for (let j = 0; j < height; j++) {
      const from = offset + j * width;
      padded.set(plane.subarray(from, from + width), (j + 1) * row + 1);
    }
    const edge = (to: number, near: number, far: number): void => {
      padded[to] = 2 * (padded[near] ?? 0) - (padded[far] ?? 0);
    };
    for (let j = 1; j <= height; j++) {
      const at = j * row;
      edge(at, at + 1, width > 1 ? at + 2 : at + 1);
      edge(at + width + 1, at + width, width > 1 ? at + width - 1 : at + width);
    }
    for (let i = 0; i < row; i++) {
      edge(i, row + i, height > 1 ? 2 * row + i : row + i);
      edge((height + 1) * row + i, height * row + i, height > 1 ? (height - 1) * row + i : height * row + i);
    }
  }

  /** Finds the cells whose corners do not all reach the same levels: few of them, and lines run in no other. */
  private scan([one, two = one, three = one]: Levels): void {
    const { width, height, padded, reached, crossed } = this;
    const row = width + 2;
    for (let at = 0; at < padded.length; at++) {
      const value = padded[at] ?? 0;
      reached[at] = (value >= one ? 1 : 0) + (value >= two ? 1 : 0) + (value >= three ? 1 : 0);
    }
    let count = 0;
    for (let j = 0; j <= height; j++) {
      let at = j * row;
      let left = reached[at] ?? 0;
      let leftBelow = reached[at + row] ?? 0;
      for (const end = at + width; at <= end; at++) {
        const right = reached[at + 1] ?? 0;
        const below = reached[at + row + 1] ?? 0;
        if (left !== right || leftBelow !== right || below !== right) crossed[count++] = at;
        left = right;
        leftBelow = below;
      }
    }
    this.crossedCount = count;
  }

  /** Finds every segment. Edges are numbered 2·sample for the one to the right, 2·sample + 1 for the one below. */
  private link(level: number): number {
    const { padded, crossed, links, touched } = this;
    const row = this.width + 2;
    let count = 0;
    const join = (a: number, b: number): void => {
      if (links[2 * a] === -1) {
        links[2 * a] = b;
        touched[count++] = a;
      } else links[2 * a + 1] = b;
      if (links[2 * b] === -1) {
        links[2 * b] = a;
        touched[count++] = b;
      } else links[2 * b + 1] = a;
    };
    for (let k = 0; k < this.crossedCount; k++) {
      const at = crossed[k] ?? 0;
      const a = padded[at] ?? 0;
      const b = padded[at + 1] ?? 0;
      const c = padded[at + row + 1] ?? 0;
      const d = padded[at + row] ?? 0;
      const kind = (a >= level ? 1 : 0) | (b >= level ? 2 : 0) | (c >= level ? 4 : 0) | (d >= level ? 8 : 0);
      if (kind === 0 || kind === 15) continue;
      const middle = a + b + c + d;
      if (!Number.isFinite(middle)) continue;
      const top = 2 * at;
      const left = 2 * at + 1;
      const bottom = 2 * (at + row);
      const right = 2 * (at + 1) + 1;
      switch (kind) {
        case 1:
        case 14:
          join(left, top);
          break;
        case 2:
        case 13:
          join(top, right);
          break;
        case 4:
        case 11:
          join(right, bottom);
          break;
        case 8:
        case 7:
          join(bottom, left);
          break;
        case 3:
        case 12:
          join(left, right);
          break;
        case 6:
        case 9:
          join(top, bottom);
          break;
        default:
          // A saddle: 5 has a and c above, 10 has b and d above. The middle says which pair is joined.
          if (middle > 4 * level === (kind === 5)) {
            join(top, right);
            join(bottom, left);
          } else {
            join(left, top);
            join(right, bottom);
          }
      }
    }
    return count;
  }

  /** Walks the links into lines, open ones first, and leaves the links clean. */
  private join(touchedCount: number, level: number): Lines {
    const { links } = this;
    const touched = this.touched.subarray(0, touchedCount);
    let pointCount = 0;
    let count = 0;
    const walk = (start: number, closed: 0 | 1): void => {
      if (count + 2 > this.starts.length) this.growLines();
      this.starts[count] = pointCount;
      this.closed[count] = closed;
      let at = start;
      let from = -1;
      while (at !== -1) {
        if (2 * pointCount + 2 > this.points.length) this.growPoints();
        this.place(at, level, pointCount++);
        const one = links[2 * at] ?? -1;
        const two = links[2 * at + 1] ?? -1;
        links[2 * at] = -1;
        links[2 * at + 1] = -1;
        const next = one !== from && one !== -1 ? one : two !== from ? two : -1;
        from = at;
        at = next === start || next === -1 || links[2 * next] === -1 ? -1 : next;
      }
      count++;
      this.starts[count] = pointCount;
    };
    for (const edge of touched) if (links[2 * edge] !== -1 && links[2 * edge + 1] === -1) walk(edge, 0);
    for (const edge of touched) if (links[2 * edge] !== -1) walk(edge, 1);
    return { points: this.points, starts: this.starts, count, closed: this.closed };
  }

  /** Writes where the level crosses an edge. */
  private place(edge: number, level: number, index: number): void {
    const { width, padded } = this;
    const row = width + 2;
    const sample = edge >> 1;
    const down = (edge & 1) === 1;
    const from = (padded[sample] ?? 0) - level;
    const to = (padded[sample + (down ? row : 1)] ?? 0) - level;
    const share = from / (from - to);
    const x = (sample % row) - 0.5 + (down ? 0 : share);
    const y = Math.floor(sample / row) - 0.5 + (down ? share : 0);
    this.points[2 * index] = x;
    this.points[2 * index + 1] = y;
  }

  private growPoints(): void {
    const larger = new Float32Array(this.points.length * 2);
    larger.set(this.points);
    this.points = larger;
  }

  private growLines(): void {
    const starts = new Uint32Array(this.starts.length * 2);
    starts.set(this.starts);
    this.starts = starts;
    const closed = new Uint8Array(this.closed.length * 2);
    closed.set(this.closed);
    this.closed = closed;
  }
}

/** What a canvas context or a `Path2D` offers for drawing lines. */
export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
  closePath(): void;
}

/**
 * Calls `dot` every `spacing` units along each line: a dotted line costs a fraction of a dash pattern on a stroke.
 */
export function dotLines(
  lines: Lines,
  scaleX: number,
  scaleY: number,
  spacing: number,
  dot: (x: number, y: number) => void,
): void {
  const { points, starts, count, closed } = lines;
  for (let k = 0; k < count; k++) {
    const first = starts[k] ?? 0;
    const length = (starts[k + 1] ?? 0) - first;
    let left = 0;
    for (let step = 0; step + 1 < length + (closed[k] ?? 0); step++) {
      const p = first + step;
      const q = first + ((step + 1) % length);
      const x = (points[2 * p] ?? 0) * scaleX;
      const y = (points[2 * p + 1] ?? 0) * scaleY;
      const dx = (points[2 * q] ?? 0) * scaleX - x;
      const dy = (points[2 * q + 1] ?? 0) * scaleY - y;
      const span = Math.hypot(dx, dy);
      while (left < span) {
        dot(x + (dx * left) / span, y + (dy * left) / span);
        left += spacing;
      }
      left -= span;
    }
  }
}

/** Draws the lines with a pen, scaled from cells to the pen's units. */
export function drawLines(lines: Lines, pen: Pen, scaleX: number, scaleY: number): void {
  const { points, starts, count, closed } = lines;
  for (let k = 0; k < count; k++) {
    const first = starts[k] ?? 0;
    const end = starts[k + 1] ?? 0;
    if (end - first < 2) continue;
    for (let p = first; p < end; p++) {
      const x = (points[2 * p] ?? 0) * scaleX;
      const y = (points[2 * p + 1] ?? 0) * scaleY;
      if (p === first) pen.moveTo(x, y);
      else pen.lineTo(x, y);
    }
    if (closed[k]) pen.closePath();
  }
}
