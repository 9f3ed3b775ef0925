/** How much room names beside the first and last column need. */
import type { Tier } from "../../state/state.js";
import type { Column } from "../../view/neurons.js";

/** Feature names are cut off or broken beyond this, class names next to outputs sooner. */
const LONGEST_NAME = 84;
const LONGEST_ON_PHONES = 56;
/** With so few columns a phone has room for longer names too. */
const FEW_COLUMNS = 4;
const LONGEST_CLASS = 64;
/** A class mark with the air around it. */
const MARK = 24;
/** The usual size of their type, in pixels. */
const SIZE = 14;

export class LabelWidths {
  #context: CanvasRenderingContext2D | null = null;

  #size = SIZE;

  /** Widths of the longest feature name and of what stands right of the outputs, in type of `size` pixels. */
  of(columns: readonly Column[], tier: Tier, size = SIZE): { names: number; marks: number } {
    this.#size = size;
    const phone = tier === "s";
    const features = columns[0]?.neurons.map(({ label }) => label) ?? [];
    const marked = columns.at(-1)?.neurons.filter(({ mark }) => mark !== null) ?? [];
    const classes =
      tier === "xl"
        ? this.#longest(
            marked.map(({ label }) => label),
            LONGEST_CLASS,
          )
        : 0;
    return {
      names: Math.max(
        phone ? 18 : 24,
        this.#longest(features, phone && columns.length > FEW_COLUMNS ? LONGEST_ON_PHONES : LONGEST_NAME),
      ),
      marks: marked.length === 0 ? 0 : MARK + classes,
    };
  }

  #longest(labels: readonly string[], most: number): number {
    return Math.ceil(Math.min((most * this.#size) / SIZE, Math.max(0, ...labels.map((label) => this.#width(label)))));
  }

  #width(text: string): number {
    this.#context ??= document.createElement("canvas").getContext("2d");
    if (!this.#context) return text.length * 7;
    this.#context.font = `italic ${this.#size}px serif`;
    return this.#context.measureText(text).width;
  }
}
