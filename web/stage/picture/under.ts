import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { icon } from "../../controls/icons.js";
import { count } from "../../i18n/numbers.js";
import { freshSeed } from "../../state/seed.js";
import type { Slice } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import { outputKind } from "../../view/output.js";
import { drawnOf } from "./marks-of.js";

/** Under the picture: test points, hard classes, and whether the network knows points that it has never seen. */
@customElement("gp-under")
export class GpUnder extends GpElement {
  static override watches: readonly Slice[] = ["display", "data", "experiment", "layers", "catalog", "sketched"];
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: flex; flex-wrap: wrap; align-items: center; gap: 0 18px; height: 30px; padding-left: 28px; overflow: hidden; font-size: var(--t-cap); }
      .sw, .tb { height: 30px; font-size: inherit; }
      .tb { margin-left: auto; padding: 0 6px; }
    `,
  ];

  override render(): TemplateResult {
    const { data, display, experiment, sketched } = this.state;
    const kind = outputKind(this.state)?.kind;
    const { drawn, of } = drawnOf(this.state);
    const plane = data !== null && data.columns > 1;
    return html`
      ${data && data.testInputs.length > 0 ? this.#switch("testPoints", this.t("stage.show.testPoints"), display.testPoints) : nothing}
      ${plane && kind !== "values" ? this.#switch("discrete", this.t("stage.discretize"), display.discrete) : nothing}
      ${drawn < of ? html`<span class="num">${this.t("stage.drawn", { drawn: count(drawn), of: count(of) })}</span>` : nothing}
      ${experiment && experiment.data.inputs === undefined && !sketched && !this.hides("data") ? html`<button class="tb" title=${this.t("stage.newSampleSameHelp")} @click=${this.#sample}>${icon("dice")}${this.t("stage.newSampleSame")}</button>` : nothing}
    `;
  }

  #switch(key: "testPoints" | "discrete", name: string, on: boolean): TemplateResult {
    return html`<button class="sw" role="switch" aria-checked=${on} @click=${() => this.intents.show({ [key]: !on })}><i></i><span>${name}</span></button>`;
  }

  #sample = (): void => {
    void this.intents.change(
      (draft) => {
        draft.data.seed = freshSeed();
      },
      { keepParameters: true },
    );
  };
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-under": GpUnder;
  }
}
