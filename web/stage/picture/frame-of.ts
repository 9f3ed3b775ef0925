/** Where the picture's data lie: bounds, ticks and names of both axes for what is shown now. */

import type { PrincipalPlane } from "../../protocol/pictures.js";
import { type Bounds, type Frame, ticks } from "../../render/axes.js";
import { bendFrame } from "../../render/bend.js";
import { curveBounds } from "../../render/curve.js";
import { latest } from "../../state/answers.js";
import type { State } from "../../state/state.js";

/**
 * `plane`: two columns of the data. `components`: the first two principal components of many. `curve`: one column and the
 * target. `bent`: activations of two neurons.
 */
export type PictureKind = "plane" | "components" | "curve" | "bent";

export function pictureKind(state: Readonly<State>): PictureKind {
  const { data, display, answers } = state;
  if (data?.columns === 1) return "curve";
  if (display.bent && latest(answers, "bent")) return "bent";
  return principalPlaneOf(state) ? "components" : "plane";
}

/** The plane of the principal components, where the newest picture of the network is of that plane. */
export function principalPlaneOf({ data, view, answers }: Readonly<State>): PrincipalPlane | undefined {
  return view?.components && (data?.columns ?? 0) > 2 ? (latest(answers, "principalPlane") ?? undefined) : undefined;
}

/** The data columns that run right and up. */
export function axesOf({ data, display }: Readonly<State>): [number, number] {
  return data && Math.max(...display.axes) < data.columns ? display.axes : [0, Math.min(1, (data?.columns ?? 1) - 1)];
}

/** One plane of the pairs that the bent picture is made of. */
export function partOf(pairs: ArrayLike<number>, part: 0 | 1): Float32Array {
  const plane = new Float32Array(pairs.length / 2);
  for (let k = 0; k < plane.length; k++) plane[k] = pairs[2 * k + part] ?? Number.NaN;
  return plane;
}

/** The map between data and pixels of a picture of `size` pixels. */
export function frameOf(state: Readonly<State>, size: number, heights: ArrayLike<number>): Frame {
  const { data, answers } = state;
  const bent = latest(answers, "bent");
  const nothing: Bounds = [-1, 1];
  if (!data) return { x: nothing, y: nothing, width: size, height: size };
  const kind = pictureKind(state);
  if (kind === "bent" && bent) {
    const { points, grid } = bent;
    return bendFrame({ across: partOf(points, 0), up: partOf(points, 1), width: grid, height: grid }, size);
  }
  if (kind === "curve") {
    return {
      x: data.domain[0] ?? nothing,
      y: curveBounds(heights, latest(answers, "curve")?.neuron ?? latest(answers, "curve")?.output ?? []),
      width: size,
      height: size,
    };
  }
  const principal = kind === "components" && principalPlaneOf(state);
  if (principal) return { x: principal.bounds[0], y: principal.bounds[1], width: size, height: size };
  const [right, up] = axesOf(state);
  return { x: data.domain[right] ?? nothing, y: data.domain[up] ?? nothing, width: size, height: size };
}

export function frameTicks(frame: Frame): { x: number[]; y: number[] } {
  const wanted = frame.width < 200 ? 3 : 5;
  return { x: ticks(frame.x, wanted), y: ticks(frame.y, wanted) };
}
