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
      gp-number { width: max(64px, var(--needs)); }
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
              html`<button role="radio" aria-checked=${each === kind} @click=${() => this.#choose(each, catalog)}>${labels[each]}</button>`,
          )}
        </div>
        ${
          kind === "off"
            ? nothing
            : this.bareNumber(path, limit, (draft, value) => write(draft, kind, value ?? limit), {
                label: this.t("rate.clipLimit"),
                setting: { ...settingOf(catalog, path), nullable: false },
              })
        }
      </div>
      ${kind === "norm" ? html`<p class="note">${this.t("rate.clipNormNote")}</p>` : nothing}`;
  }

  /** Clipping that is switched on begins with the catalog's limit. */
  #choose(kind: Kind, catalog: Catalog): void {
    const limit = kind === "off" ? 0 : (settingOf(catalog, `gradientClipping.${kind}`).default ?? 0);
    void this.change((draft) => write(draft, kind, limit));
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
