/** The element as a program sees it: its types in the package, without what it is made of. */
import type { Experiment } from "../engine/types.js";

export type * from "../engine/types.js";

/** `<gradient-playground>`: a whole playground in one element. Every attribute is a property too. */
export interface GradientPlayground extends HTMLElement {
  /** The experiment to begin with, by the id of a preset. */
  preset: string;
  /** The seed of the first weights; null leaves the experiment's own. */
  seed: number | null;
  /** `light` or `dark`; without it what the reader's system asks for. */
  theme: "" | "light" | "dark";
  /** Shows the top bar and takes the whole window. */
  page: boolean;
  /** Brings the last experiment back after a reload. */
  remember: boolean;
  /** Begins to train at once, unless the reader prefers reduced motion. */
  autoplay: boolean;
}

/** The events that the element sends; they bubble and cross shadow roots. */
export interface GradientPlaygroundEvents {
  /** The experiment, whenever it has changed. */
  "gp-change": CustomEvent<Experiment>;
}

declare global {
  interface HTMLElementTagNameMap {
    "gradient-playground": GradientPlayground;
  }
  interface HTMLElementEventMap extends GradientPlaygroundEvents {}
}
