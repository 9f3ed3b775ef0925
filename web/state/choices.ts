/**
 * What the reader has chosen for data that are not shown at present: it is found again when they come back. Noise and
 * number of points belong to a dataset, features to a number of columns, loss and output to a kind of target.
 */
import type { DataSettings, Experiment } from "../engine/types.js";
import type { Store } from "./store.js";

type Sizes = Pick<DataSettings, "samples" | "noise" | "classes">;

/** A loss with its output activation. */
export interface Judged {
  loss: string;
  output: string;
}

/** What decides which loss there can be. */
export type Kind = "values" | "two" | "many";

export class Choices {
  readonly #data = new Map<string, Sizes>();
  readonly #features = new Map<number, readonly string[]>();
  readonly #judged = new Map<Kind, Judged>();

  /** Takes note of an experiment that is about to get other data. `columns` is 0 where every row is an image or wide. */
  leave({ data, features, loss, network }: Experiment, columns: number, kind: Kind): void {
    const { dataset, samples, noise, classes } = data;
    if (dataset !== undefined && !data.inputs) {
      this.#data.set(dataset, {
        ...(samples === undefined ? {} : { samples }),
        ...(noise === undefined ? {} : { noise }),
        ...(classes === undefined ? {} : { classes }),
      });
    }
    this.#features.set(columns, [...features]);
    this.#judged.set(kind, { loss, output: network.outputActivation });
  }

  /** Points, noise and classes of a dataset as they were left. */
  sizesOf(dataset: string): Sizes | undefined {
    return this.#data.get(dataset);
  }

  featuresOf(columns: number): readonly string[] | undefined {
    return this.#features.get(columns);
  }

  judgedBy(kind: Kind): Judged | undefined {
    return this.#judged.get(kind);
  }
}

const kept = new WeakMap<Store, Choices>();

/** Those of one playground. */
export function choicesOf(store: Store): Choices {
  const known = kept.get(store) ?? new Choices();
  kept.set(store, known);
  return known;
}
