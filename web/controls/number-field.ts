import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import { canonical, MINUS, parseNumber } from "../i18n/numbers.js";
import { shared } from "../styles/shared.js";

/** Widths of characters in the widest of usual types, rounded to whole pixels, in em; of all others that of a full-width one. */
const WIDTHS: Readonly<Record<string, number>> = { ".": 0.36, [MINUS]: 0.86, "-": 0.86 };
const ASCII = 0.67;
const OTHER = 1.05;

const widthOf = (text: string): number =>
  [...text].reduce((sum, char) => sum + (WIDTHS[char] ?? (char <= "\u007f" ? ASCII : OTHER)), 0);

/**
 * A number that is typed. Enter or leaving commits, Escape takes back, ↑ and ↓ nudge (a tenth of the decade on a log
 * scale, one step elsewhere; Shift a tenth of that). What cannot be read is marked and never sent on. While nothing is
 * half typed, undo and redo are the page's. A long number takes the air beside it first, then smaller type; who has room
 * to spare gives it the width `--needs`.
 *
 * @fires gp-value with the number, or null where `nullable` and emptied
 */
@customElement("gp-number")
export class GpNumber extends LitElement {
  static override shadowRootOptions: ShadowRootInit = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    shared,
    css`
      @media (pointer: coarse) { :host([plain]) .inp { min-height: 0; } }
      :host { display: block; min-width: 0; --size: var(--t-ui); --air: 8px; --needs: calc(var(--em) * var(--size) + 2 * var(--air) + 2px); }
      .box { container-type: inline-size; contain-intrinsic-inline-size: var(--needs); }
      .inp { font-size: clamp(9px, round(down, (100cqw - 8px) / var(--em), 1px), var(--size)); padding: 0 clamp(3px, calc((100cqw - 2px - var(--em) * var(--size)) / 2), var(--air)); text-overflow: ellipsis; }
      :host([plain]) { --size: var(--t-body); --air: 0px; }
      :host([plain]) .inp { border: 0; border-bottom: 1px dashed var(--line-strong); border-radius: 0; background: none; font-size: clamp(9px, round(down, 100cqw / var(--em), 1px), var(--size)); padding: 0; font-weight: var(--w-med); height: 21px; }
      :host([plain]) .inp:focus-visible { border-radius: var(--r-s); }
      :host { position: relative; }
      .why { position: absolute; left: 0; top: 100%; z-index: 6; width: max-content; max-width: 220px; margin-top: 3px; padding: 3px 8px; border-radius: var(--r-s); background: var(--bad-bg); color: var(--bad); font-size: var(--t-cap); font-weight: var(--w-reg); line-height: 1.35; white-space: normal; text-align: start; box-shadow: var(--float); }
      :host([size="large"]) { --size: var(--t-body); --air: 12px; }
      :host([size="large"]) .inp { height: 40px; border-radius: var(--r-m); }
    `,
  ];

  @property({ attribute: false }) value: number | null = null;
  @property() label = "";
  /** Shown while empty, for a value that can be off. */
  @property() placeholder = "";
  @property({ type: Boolean }) nullable = false;
  @property({ attribute: false }) min = Number.NEGATIVE_INFINITY;
  @property({ attribute: false }) max = Number.POSITIVE_INFINITY;
  /** Whether `min` itself is refused: a rate is positive. */
  @property({ type: Boolean }) above = false;
  @property() scale: "linear" | "log" | "integer" = "linear";
  @property({ type: Boolean }) disabled = false;
  /** What may be typed, in words: shown beside the field while something else stands in it. */
  @property() allowed = "";
  /** Ids say nothing across shadow roots: the words of a refusal, shown beside the field. */
  @property() invalid = "";
  @state() private draft: string | null = null;
  @state() private wrong = false;
  @query("input") private input!: HTMLInputElement;

  /** Whether Escape takes something back here, and means nothing else. */
  get halfTyped(): boolean {
    return this.draft !== null;
  }

  get #shown(): string {
    return this.draft ?? (this.value === null ? "" : canonical(this.value));
  }

  protected override willUpdate(properties: PropertyValues): void {
    super.willUpdate(properties);
    this.style.setProperty("--em", Math.max(1, widthOf(this.#shown || this.placeholder)).toFixed(2));
  }

  override render(): TemplateResult {
    const wrong = this.wrong || this.invalid !== "";
    return html`<div class="box"><input
      class="inp num"
      type="text"
      inputmode=${this.scale === "integer" ? "numeric" : "decimal"}
      autocomplete="off"
      spellcheck="false"
      aria-label=${this.label}
      aria-invalid=${wrong ? "true" : "false"}
      aria-description=${this.#why(wrong) || nothing}
      placeholder=${this.placeholder}
      ?disabled=${this.disabled}
      .value=${this.#shown}
      @input=${this.#typed}
      @change=${this.#commit}
      @blur=${this.#left}
      @keydown=${this.#key}
    /></div>${this.#why(wrong) ? html`<span class="why" role="alert">${this.#why(wrong)}</span>` : nothing}`;
  }

  #why(wrong: boolean): string {
    if (!wrong) return "";
    return this.wrong ? this.allowed : this.invalid;
  }

  #typed(): void {
    this.draft = this.input.value;
    this.wrong = this.#read(this.draft) === undefined;
  }

  /** The number typed, null for none where that is allowed, undefined where it cannot be taken. */
  #read(text: string): number | null | undefined {
    if (text.trim() === "") return this.nullable ? null : undefined;
    const value = parseNumber(text);
    if (value === null || value < this.min || value > this.max || (this.above && value <= this.min)) return undefined;
    return this.scale === "integer" && !Number.isInteger(value) ? undefined : value;
  }

  #commit(): void {
    if (this.draft === null) return;
    const value = this.#read(this.draft);
    if (value === undefined) return;
    this.draft = null;
    this.wrong = false;
    this.input.value = value === null ? "" : canonical(value);
    if (value !== this.value) this.#send(value);
  }

  #left(): void {
    this.#commit();
    this.draft = null;
    this.wrong = false;
  }

  #key(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.isComposing) return;
    if (event.key === "Enter") this.#commit();
    if (event.key === "Escape" && this.halfTyped) {
      event.preventDefault();
      this.draft = null;
      this.wrong = false;
      return;
    }
    if (event.key === "Escape") this.#handOn(event);
    if (!this.halfTyped && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") {
      event.preventDefault();
      this.#handOn(event);
    }
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const from = this.draft === null ? this.value : (this.#read(this.draft) ?? this.value);
    this.draft = null;
    const next = this.#nudge(from ?? 0, event.key === "ArrowUp" ? 1 : -1, event.shiftKey);
    if (next !== this.value && this.#read(String(next)) !== undefined) this.#send(next);
  }

  /** A key that is not the field's: the page hears it as from beside the field. */
  #handOn({ key, ctrlKey, metaKey, shiftKey }: KeyboardEvent): void {
    this.dispatchEvent(
      new KeyboardEvent("keydown", { key, ctrlKey, metaKey, shiftKey, bubbles: true, composed: true }),
    );
  }

  #nudge(value: number, direction: number, fine: boolean): number {
    if (this.scale === "integer") return Math.max(this.min, Math.min(this.max, value + direction));
    if (this.scale === "log" && value > 0) {
      return Number((value * 10 ** (direction * (fine ? 0.01 : 0.1))).toPrecision(3));
    }
    // Of a range of 1, as that of an average's decay, a tenth would be most of it.
    const step = (this.max - this.min <= 1 ? 0.01 : 0.1) * (fine ? 0.1 : 1);
    return Number(Math.max(this.min, Math.min(this.max, value + direction * step)).toPrecision(12));
  }

  #send(value: number | null): void {
    this.dispatchEvent(new CustomEvent("gp-value", { detail: value, bubbles: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-number": GpNumber;
  }
}
