import "../i18n/panels/about.js";
import { css, html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { GpElement } from "../view/element.js";

/** Who the page is for, what a network and the colours are, under which licence, where its source is, and how to embed it. */
@customElement("gp-about")
export class GpAbout extends GpElement {
  static override watches = ["preset"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; padding: 10px 14px 12px; width: 400px; max-width: 100%; }
      h2 { font-size: var(--t-lead); margin-bottom: 4px; }
      h3 { font-size: var(--t-cap); color: var(--ink-3); font-weight: var(--w-reg); margin: 12px 0 2px; }
      pre { margin: 4px 0 8px; padding: 8px 10px; background: var(--well); border-radius: var(--r-m); font: var(--t-cap) / 1.5 var(--font-mono); white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; }
    `,
  ];

  @state() private copied = false;

  override render(): TemplateResult {
    const { preset } = this.state;
    const code = `<script type="module" src="gradient-playground.js"></script>\n<gradient-playground${
      preset ? ` preset="${preset}"` : ""
    }></gradient-playground>`;
    // The heading takes the focus: the button at the end would have a low window begin there.
    return html`<h2 tabindex="0">${this.t("frame.title")}</h2>
      <p>${this.t("about.for")}</p>
      <h3>${this.t("about.network")}</h3>
      <p>${this.t("about.networkText")}</p>
      <h3>${this.t("about.colours")}</h3>
      <p>${this.t("about.coloursText")}</p>
      <h3>${this.t("about.licence")}</h3>
      <p>${this.t("about.licenceText")}</p>
      <h3>${this.t("about.source")}</h3>
      <p>${this.t("about.sourceText")}</p>
      <h3>${this.t("about.embed")}</h3>
      <p>${this.t("about.embedText")}</p>
      <pre>${code}</pre>
      <button class="btn sm" @click=${async () => {
        await navigator.clipboard.writeText(code);
        this.copied = true;
      }}>${this.copied ? this.t("engine.copied") : this.t("about.copy")}</button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-about": GpAbout;
  }
}
