/** The types of the package's entry `gradient-playground/element`. */
import type { GradientPlayground } from "./public.js";

export type * from "../engine/types.js";
export type * from "./public.js";

declare global {
  interface HTMLElementTagNameMap {
    "gradient-playground": GradientPlayground;
  }
}
