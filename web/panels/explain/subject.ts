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
  let most = losses[0] ?? 0;
  for (let at = 1; at < losses.length; at++) {
    const loss = losses[at] ?? 0;
    if (!(loss > most) && !Number.isNaN(loss)) continue;
    found = at;
    most = loss;
  }
  return found;
}

export const sampleRef = (index: number): Ref => ({ kind: "sample", part: "train", index });
