import { css, html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { RovingFocus } from "../controls/roving-focus.js";
import type { Catalog, Experiment } from "../engine/types.js";
import { canonical } from "../i18n/numbers.js";
import { settingOf } from "../state/lookup.js";
import { GpPanel } from "./panel.js";

type Clipping = Experiment["gradientClipping"];
const KINDS = ["off", "norm", "value"] as const;
type Kind = (typeof KINDS)[number];
/** A limit to begin with when clipping is switched on. */
const FIRST = { norm: 1, value: 0.5 };

/** Gradient clipping: off, by the length of the whole gradient, or each value by itself. */
@customElement("gp-clipping")
export class GpClipping extends GpPanel {
  static override styles = [
    ...GpPanel.styles,
    css`
      .row { display: flex; align-items: center; gap: 10px; flex-wrap: wrap; }
      .row > span { color: var(--ink-2); }
      :host([sheet]) .row { gap: 8px; }
      :host([sheet]) .seg button { padding: 0 6px; }
      :host([sheet]) .row > span { flex: 0 0 var(--label); font-size: var(--t-cap); }
      gp-number { width: 64px; }
      .row + .note { margin-top: 6px; }
    `,
  ];

  /** Its limit as text alone. */
  @property({ type: Boolean }) fixed = false;

  constructor() {
    super();
    new RovingFocus(this);
  }

  protected override panel({ gradientClipping }: Experiment, catalog: Catalog): TemplateResult {
    const [kind, limit] = read(gradientClipping);
    const labels: Record<Kind, string> = {
      off: this.t("recipe.off"),
      norm: this.t("rate.clipNorm"),
      value: this.t("rate.clipValue"),
    };
    if (this.fixed) {
      const value = kind === "off" ? labels.off : `${labels[kind]} ${canonical(limit)}`;
      return html`<div class="row"><span>${this.t("rate.clip")}</span><span class="num">${value}</span></div>`;
    }
    const path = `gradientClipping.${kind}`;
    return html`<div class="row">
        <span>${this.t("rate.clip")}</span>
        <div class="seg" role="radiogroup" aria-label=${this.t("rate.clip")}>
          ${KINDS.map(
            (each) =>
              html`<button role="radio" aria-checked=${each === kind} @click=${() => this.#choose(each)}>${labels[each]}</button>`,
          )}
        </div>
        ${
          kind === "off"
            ? nothing
            : this.bareNumber(path, limit, (draft, value) => write(draft, kind, value ?? FIRST[kind]), {
                label: this.t("rate.clipLimit"),
                setting: { ...settingOf(catalog, path), nullable: false },
              })
        }
      </div>
      ${kind === "norm" ? html`<p class="note">${this.t("rate.clipNormNote")}</p>` : nothing}`;
  }

  #choose(kind: Kind): void {
    void this.change((draft) => write(draft, kind, kind === "off" ? 0 : FIRST[kind]));
  }
}

function read(clipping: Clipping): [Kind, number] {
  if (clipping === null) return ["off", 0];
  return "norm" in clipping ? ["norm", clipping.norm] : ["value", clipping.value];
}

function write(draft: Experiment, kind: Kind, limit: number): void {
  draft.gradientClipping = kind === "off" ? null : kind === "norm" ? { norm: limit } : { value: limit };
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-clipping": GpClipping;
  }
}
