import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { inlineStyle } from "../strict/inline-style.js";
import { shared } from "../styles/shared.js";
import "./formula.js";

/** A number in a table, as it is written, with its colour and what it is elsewhere on the page. */
export interface MatrixNumber {
  kind: "number";
  text: string;
  /** −1 to 1 on the diverging scale. */
  tone: number;
  key: string | null;
  /** How it is told to a screen reader. */
  name: string;
  edge?: boolean;
  off?: boolean;
}

export type MatrixCell =
  | MatrixNumber
  | { kind: "head"; tex: string; name: string; shape?: string; span?: number; key?: string | null }
  | { kind: "note"; text: string; span: number }
  | { kind: "gap"; text: string; name: string }
  | { kind: "empty"; span?: number };

/**
 * A matrix as a spreadsheet that one can follow with a finger: heads in mathematics, numbers with colour, arrow keys
 * between the numbers. It changes in place.
 *
 * @fires gp-key with the key of the number pointed at or focused, null when it is left
 * @fires gp-key-pin with the key of a number that was pressed
 */
@customElement("gp-matrix")
export class GpMatrix extends LitElement {
  static override styles = [
    shared,
    css`
      :host { display: block; overflow-x: auto; scrollbar-width: thin; }
      table { border-collapse: separate; border-spacing: 2px; width: 100%; table-layout: fixed; font-size: var(--t-tick); line-height: 1.2; }
      th { font-weight: var(--w-reg); color: var(--ink-2); padding: 2px 1px; text-align: center; white-space: nowrap; font-size: var(--t-cap); }
      th.wide { text-align: left; padding-left: 4px; }
      th small { color: var(--ink-3); font-size: var(--t-tick); margin-inline-start: 4px; }
      td { height: 24px; padding: 0 1px; text-align: center; }
      td.number { background: color-mix(in oklab, var(--end) calc(var(--tone) * var(--cell)), var(--div-0)); border-radius: 3px; cursor: default; white-space: nowrap; letter-spacing: -0.02em; }
      td.number.long { font-size: 9.5px; letter-spacing: -0.04em; }
      td.edge { box-shadow: inset 0 0 0 1px var(--line-strong); }
      td.off { text-decoration: line-through; color: var(--ink-3); }
      td.lit { background: var(--mark) !important; color: #1d1c1a; font-weight: var(--w-bold); box-shadow: inset 0 0 0 1px var(--mark-line); }
      td.note { text-align: left; color: var(--ink-3); height: 18px; white-space: normal; }
      td.gap { color: var(--ink-3); }
      td.number:focus-visible { box-shadow: var(--focus); position: relative; }
      @media (pointer: coarse) { td { height: 30px; } }
      @media (forced-colors: active) { td.number { forced-color-adjust: none; } td.edge { outline: 1px solid CanvasText; outline-offset: -1px; } }
    `,
  ];

  @property({ attribute: false }) rows: readonly (readonly MatrixCell[])[] = [];
  @property() label = "";
  @property({ attribute: false }) lit: ReadonlySet<string> | null = null;
  /** Row and column of the cell that Tab reaches, in cells. */
  #stop: [number, number] | null = null;

  override render(): TemplateResult {
    const [stopRow, stopCell] = this.#tabStop();
    return html`<table role="grid" aria-label=${this.label} @pointerover=${this.#over} @pointerleave=${this.#leave} @click=${this.#press} @keydown=${this.#key} @focusin=${this.#focused} @focusout=${this.#leave}>
      ${this.rows.map(
        (row, r) =>
          html`<tr role="row">${row.map((cell, c) => this.#cell(cell, r, c, r === stopRow && c === stopCell))}</tr>`,
      )}
    </table>`;
  }

  #cell(cell: MatrixCell, r: number, c: number, stop: boolean): TemplateResult {
    switch (cell.kind) {
      case "number": {
        const lit = cell.key !== null && (this.lit?.has(cell.key) ?? false);
        const long = cell.text.length > 6;
        return html`<td role="gridcell" class="number num ${cell.edge ? "edge" : ""} ${cell.off ? "off" : ""} ${lit ? "lit" : ""} ${long ? "long" : ""}" data-key=${cell.key ?? nothing} data-at="${r},${c}" tabindex=${stop ? 0 : -1} aria-label=${cell.name} style=${inlineStyle(tint(cell.tone))}>${cell.text}</td>`;
      }
      case "head":
        return html`<th role=${c === 0 ? "rowheader" : "columnheader"} class=${(cell.span ?? 1) > 1 ? "wide" : ""} colspan=${cell.span ?? 1} ><span class="vh">${cell.name}</span><gp-formula aria-hidden="true" .tex=${cell.tex}></gp-formula>${cell.shape ? html`<small class="num" aria-hidden="true">${cell.shape}</small>` : nothing}</th>`;
      case "note":
        return html`<td role="gridcell" class="note" colspan=${cell.span}>${cell.text}</td>`;
      case "gap":
        return html`<td role="gridcell" class="gap" aria-label=${cell.name} title=${cell.name}>${cell.text}</td>`;
      case "empty":
        return html`<td role="gridcell" colspan=${cell.span ?? 1}></td>`;
    }
  }

  /** The cell that last had the focus where it still is a number, else the first number. */
  #tabStop(): [number, number] {
    if (this.#stop && this.rows[this.#stop[0]]?.[this.#stop[1]]?.kind === "number") return this.#stop;
    for (const [r, row] of this.rows.entries()) {
      const c = row.findIndex(({ kind }) => kind === "number");
      if (c >= 0) return [r, c];
    }
    return [-1, -1];
  }

  #focused = (event: FocusEvent): void => {
    const cell = event.target as HTMLElement;
    const [r, c] = (cell.dataset.at ?? "").split(",").map(Number);
    if (r === undefined || c === undefined || Number.isNaN(c)) return;
    this.#stop = [r, c];
    this.requestUpdate();
    this.#tell("gp-key", cell.dataset.key ?? null);
  };

  #over = (event: Event): void => this.#tell("gp-key", keyAt(event));
  #leave = (): void => this.#tell("gp-key", null);
  #press = (event: Event): void => {
    const key = keyAt(event);
    if (key) this.#tell("gp-key-pin", key);
  };

  #key = (event: KeyboardEvent): void => {
    const cell = event.target as HTMLElement;
    if (!cell.dataset?.at) return;
    if (event.key === "Enter" || event.key === " ") {
      if (cell.dataset.key) this.#tell("gp-key-pin", cell.dataset.key);
    } else {
      const next = this.#towards(cell, event.key);
      if (next === undefined) return;
      next?.focus();
    }
    event.preventDefault();
    event.stopPropagation();
  };

  /** The number that a key leads to, by where cells stand; null where there is none, undefined for other keys. */
  #towards(from: HTMLElement, key: string): HTMLElement | null | undefined {
    const cells = [...this.renderRoot.querySelectorAll<HTMLElement>("td.number")];
    const row = from.parentElement;
    const inRow = cells.filter((cell) => cell.parentElement === row);
    const topOf = (cell: HTMLElement) => cell.getBoundingClientRect().top;
    const middle = (cell: HTMLElement) => {
      const { left, width } = cell.getBoundingClientRect();
      return left + width / 2;
    };
    switch (key) {
      case "ArrowRight":
      case "ArrowLeft":
        return inRow[inRow.indexOf(from) + (key === "ArrowRight" ? 1 : -1)] ?? null;
      case "Home":
        return inRow[0] ?? null;
      case "End":
        return inRow.at(-1) ?? null;
      case "ArrowDown":
      case "ArrowUp": {
        const down = key === "ArrowDown";
        const others = cells.filter((cell) => (down ? topOf(cell) > topOf(from) + 4 : topOf(cell) < topOf(from) - 4));
        const tops = others.map(topOf);
        const top = down ? Math.min(...tops) : Math.max(...tops);
        return (
          others
            .filter((cell) => Math.abs(topOf(cell) - top) <= 4)
            .sort((a, b) => Math.abs(middle(a) - middle(from)) - Math.abs(middle(b) - middle(from)))[0] ?? null
        );
      }
      default:
        return undefined;
    }
  }

  override updated(changed: PropertyValues): void {
    if (changed.has("rows") && this.#stop && this.#tabStop() !== this.#stop) this.#stop = null;
  }

  #tell(name: string, detail: string | null): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

const keyAt = (event: Event): string | null =>
  (event.target as Element).closest("[data-key]")?.getAttribute("data-key") ?? null;

/** In steps, so that a number that hardly moves changes no style. */
function tint(tone: number): string {
  const step = Math.round(tone * 20) / 20;
  return `--end:var(${step > 0 ? "--div-p6" : "--div-n6"});--tone:${Math.abs(step)}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-matrix": GpMatrix;
  }
}
