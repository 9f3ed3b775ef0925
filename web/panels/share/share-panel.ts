import "../../i18n/panels/share.js";
import { css, html, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { icon } from "../../controls/icons.js";
import type { Store } from "../../state/store.js";
import { GpElement } from "../../view/element.js";
import "./share-embed.js";
import "./share-files.js";
import "./share-film.js";
import "./share-link.js";
import "./share-open.js";
import "./share-pictures.js";

/** What the registry of panels shows. */
export const panel = (store: Store): TemplateResult => html`<gp-share-panel .store=${store}></gp-share-panel>`;

/** What leads out of the page and back: link, code, files, pictures, a film, and opening what others shared. */
@customElement("gp-share-panel")
export class GpSharePanel extends GpElement {
  static override styles = [
    ...GpElement.styles,
    css`
      :host { display: block; }
      section { padding: 16px 0; border-top: 1px solid var(--line); }
      section:first-of-type { border-top: 0; padding-top: 4px; }
      h2 { margin-bottom: 10px; }
      .private { display: flex; gap: 6px; align-items: center; font-size: var(--t-cap); color: var(--ink-3); line-height: 1.4; }
    `,
  ];

  override render(): TemplateResult {
    const { store } = this;
    return html`<section><h2>${this.t("share.link")}</h2><gp-share-link .store=${store}></gp-share-link></section>
      <section><h2>${this.t("share.pictures")}</h2><gp-share-pictures .store=${store}></gp-share-pictures></section>
      <section><h2>${this.t("share.film")}</h2><gp-share-film .store=${store}></gp-share-film></section>
      <section><h2>${this.t("share.embed")}</h2><gp-share-embed .store=${store}></gp-share-embed></section>
      <section><h2>${this.t("share.code")}</h2><gp-share-files code .store=${store}></gp-share-files></section>
      <section><h2>${this.t("share.files")}</h2><gp-share-files .store=${store}></gp-share-files></section>
      <section><h2>${this.t("share.open")}</h2><gp-share-open .store=${store}></gp-share-open></section>
      <p class="private">${icon("lock")}<span>${this.t("share.private")}</span></p>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-share-panel": GpSharePanel;
  }
}
