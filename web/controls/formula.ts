import { css, html, LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";

type Temml = typeof import("temml").default;

let loading: Promise<Temml> | null = null;

/** The library that makes MathML of TeX, loaded with the first formula; a load that failed is tried again. */
function temml(): Promise<Temml> {
  loading ??= import("temml").then(
    (module) => module.default,
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}

/** TeX of the engine and of the panels alone reaches it; of what TeX can do to a page, attributes `data-…` are let in. */
const OPTIONS = { trust: ({ command }: { command: string }) => command === "\\data", throwOnError: true };

/** MathML by its TeX: the same few formulas come again and again. */
const made = new Map<string, Node>();
const MOST_KEPT = 500;
/** A formula that does not fit is written at most so much smaller. */
const SMALLEST = 0.65;

/** Made of nodes and not of markup, which pages that require Trusted Types would refuse. */
function mathOf(library: Temml, tex: string): Node {
  let math = made.get(tex);
  if (math === undefined) {
    math = library.__renderToMathMLTree(tex, OPTIONS).toNode() as Node;
    if (made.size >= MOST_KEPT) made.clear();
    made.set(tex, math);
  }
  return math.cloneNode(true);
}

/** The equations of one formula, each a line of its own: side by side they would read as a product. */
const equations = (tex: string): string[] => tex.split(/,\s*\\quad/).filter((equation) => equation.trim() !== "");

/** The parts of an equation; a line may end at `¦`. */
const pieces = (equation: string): string[] =>
  equation
    .split("¦")
    .filter((piece) => piece.trim() !== "")
    // A sign at the beginning of a line is still one between two sides.
    .map((piece, at) => (at > 0 ? `{}${piece}` : piece));

/**
 * A formula as MathML, made from TeX.
 *
 * `\data{slot=i}{0}` is a place for the text `values[i]`, which may change without the formula being made again;
 * `\data{key=…}{…}` is a term that lights up while `lit` holds its key.
 *
 * @fires gp-key with the key of the term under the pointer, null when it leaves
 * @fires gp-key-pin with the key of a term that was pressed
 */
@customElement("gp-formula")
export class GpFormula extends LitElement {
  static override styles = css`
    :host { display: inline-block; min-height: 1.2em; max-width: 100%; }
    :host([wide]) { overflow-x: auto; }
    .line { display: flex; flex-wrap: wrap; align-items: baseline; column-gap: 0.28em; row-gap: 5px; }
    .line i { flex-basis: 100%; height: 0; margin-bottom: -5px; }
    /* Fonts with tables for mathematics first: without them scripts and roots stand where they happen to. */
    math { font-family: "STIX Two Math", "Cambria Math", "Latin Modern Math", "DejaVu Math TeX Gyre", var(--font-math); line-height: normal; white-space: nowrap; }
    [data-key] { border-radius: 2px; cursor: pointer; }
    .lit { background: var(--mark-soft); color: var(--mark-ink); box-shadow: 0 0 0 2px var(--mark-soft); }
    @media (forced-colors: active) { .lit { background: Highlight; color: HighlightText; forced-color-adjust: none; } }
  `;

  @property() tex = "";
  @property({ attribute: false }) values: readonly string[] = [];
  @property({ attribute: false }) lit: ReadonlySet<string> | null = null;

  #shown = "";
  /** How long the texts in the slots are together: where that stays, so does the width. */
  #length = 0;
  readonly #room = new ResizeObserver(() => this.#fit());
  #slots: { node: Element; index: number; text: string }[] = [];

  override render(): TemplateResult {
    return html`<span class="line" @pointerover=${this.#over} @pointerleave=${this.#leave} @click=${this.#press}></span>`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#room.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#room.disconnect();
  }

  override updated(changed: PropertyValues): void {
    void this.#draw(changed.has("lit"));
  }

  async #draw(lit: boolean): Promise<void> {
    const line = this.renderRoot.querySelector(".line");
    if (!line) return;
    if (this.tex !== this.#shown || line.childElementCount === 0) {
      const { tex } = this;
      const library = await temml();
      if (tex !== this.tex) return;
      const lines = equations(tex).map((equation) => pieces(equation).map((piece) => mathOf(library, piece)));
      line.replaceChildren(...lines.flatMap((parts, at) => (at > 0 ? [document.createElement("i"), ...parts] : parts)));
      this.#shown = tex;
      this.#slots = [...line.querySelectorAll("[data-slot]")].map((node) => ({
        node,
        index: Number(node.getAttribute("data-slot")),
        text: "",
      }));
      this.#length = -1;
      lit = true;
    }
    let length = 0;
    for (const slot of this.#slots) {
      const text = this.values[slot.index] ?? "";
      if (text !== slot.text) slot.node.textContent = slot.text = text;
      length += text.length;
    }
    if (length !== this.#length) this.#fit();
    this.#length = length;
    if (!lit) return;
    for (const node of line.querySelectorAll("[data-key]")) {
      node.classList.toggle("lit", this.lit?.has(node.getAttribute("data-key") ?? "") ?? false);
    }
  }

  /** What is wider than its place and has no place for a break is written smaller; what then still is, can be scrolled. */
  #fit(): void {
    const line = this.renderRoot.querySelector<HTMLElement>(".line");
    if (!line) return;
    line.style.fontSize = "";
    const room = this.getBoundingClientRect().width;
    const widest = Math.max(0, ...[...line.children].map((math) => math.getBoundingClientRect().width));
    const share = room > 0 && widest > room ? Math.floor((100 * room) / widest) / 100 : 1;
    if (share < 1) line.style.fontSize = `${Math.max(SMALLEST, share)}em`;
    const wide = share < SMALLEST;
    this.toggleAttribute("wide", wide);
    if (wide) this.tabIndex = 0;
    else this.removeAttribute("tabindex");
  }

  #keyAt(event: Event): string | null {
    return (event.target as Element).closest("[data-key]")?.getAttribute("data-key") ?? null;
  }

  #over = (event: Event): void => this.#tell("gp-key", this.#keyAt(event));
  #leave = (): void => this.#tell("gp-key", null);
  #press = (event: Event): void => {
    const key = this.#keyAt(event);
    if (key) this.#tell("gp-key-pin", key);
  };

  #tell(name: string, detail: string | null): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-formula": GpFormula;
  }
}
