/** Which sample the panel explains when the reader has chosen none. */
import type { Ref } from "../../state/ref.js";
import type { State } from "../../state/state.js";

/** The training sample that is pinned, if one is. */
export function pinnedSample({ pinned, pointed }: Readonly<State>): number | null {
  return pinned && pointed?.kind === "sample" && pointed.part === "train" ? pointed.index : null;
}

/** Training samples there are. */
export function trainSamples({ data }: Readonly<State>): number {
  return data && data.columns > 0 ? data.trainInputs.length / data.columns : 0;
}

/** Index of the largest loss; one that is not finite is larger than any. */
export function worst(losses: ArrayLike<number>): number {
  let found = 0;
  for (let i = 1; i < losses.length; i++) if (losses[i] > losses[found] || Number.isNaN(losses[i])) found = i;
  return found;
}

export const sampleRef = (index: number): Ref => ({ kind: "sample", part: "train", index });
