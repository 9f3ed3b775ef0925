/** What opening a link can have to say: a refusal, or notices beside the experiment that came out. */
import { ExperimentError } from "../engine/errors.js";

/** Why a text was refused. */
export type LinkRefusal =
  /** There is neither a link nor an experiment in it. */
  | "nothing"
  /** Letters are missing or changed: the checksum says so. */
  | "damaged"
  /** Made by a later version of this program. */
  | "newer"
  /** Not JSON, or JSON of something else. */
  | "not-json"
  /** Larger than any experiment, or than this program opens. */
  | "too-large";

const WORDS: Record<LinkRefusal, string> = {
  nothing: "holds no experiment, allowed a link, a TensorFlow Playground address or an experiment as JSON",
  damaged: "is incomplete or was changed on its way: copy the whole of it again",
  newer: "was made by a later version ({version}), allowed version 1",
  "not-json": "is not the JSON of an experiment: {what}",
  "too-large": "is too large: {what}",
};

/** A text that cannot be opened. `path` is `link`, or the place in the experiment; nothing was changed. */
export class LinkError extends ExperimentError {
  /** Which refusal, for words in other languages. */
  declare readonly id: LinkRefusal;
  declare readonly values: Readonly<Record<string, string | number>>;

  constructor(id: LinkRefusal, values: Record<string, string | number> = {}, path = "link") {
    super(path, id, values, `${path} ${filled(WORDS[id], values)}`);
    this.name = "LinkError";
  }
}

/** Something that the reader should know about what was opened; never an error. */
export interface LinkNotice {
  id: LinkNoticeId;
  values: Readonly<Record<string, string | number>>;
}

export type LinkNoticeId =
  /** The text was changed on its way and could be put right with certainty. */
  | "mended"
  /** `path` is not known here and was left out; it held `value`. */
  | "unknown-key"
  /** `value` at `path` is not possible here; `used` stands there. */
  | "value-replaced"
  /** Controls that are to be hidden and that there are not here. */
  | "unknown-control"
  // TensorFlow Playground:
  /** The link does not say `keys`: they have TensorFlow Playground's defaults. */
  | "tf-defaults"
  /** No seed: TensorFlow Playground would draw one by chance, here `seed` is used. */
  | "tf-no-seed"
  /** `key` holds `value`, which means nothing; `used` stands there. */
  | "tf-value"
  /** `key` stands twice; `used` is what it says last. */
  | "tf-twice"
  /** Keys that mean nothing there either, or only to the article around it. */
  | "tf-unknown"
  /** Keys of how it is shown, which are not taken over. */
  | "tf-view"
  /** A control that is hidden there and has no counterpart here. */
  | "tf-hide"
  /** Regularisation rate without a regularisation: none, there as here. */
  | "tf-rate-unused"
  /** Its L1 freezes a weight for ever that has crossed zero; here it can move again. */
  | "tf-l1"
  /** `left` rows of each epoch remain after the last whole batch: there they leak into the next, here they are a batch. */
  | "tf-leftover"
  /** The batch is larger than the `rows` that train: there no update ever happens, here all rows are one batch. */
  | "tf-batch-too-large"
  /** `count` points lie outside the picture: they are trained on, there as here. */
  | "tf-outside";

/** A text with its places `{name}` filled. */
function filled(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** A short picture of any value for notices. */
export function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
