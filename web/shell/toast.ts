import { css, html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { icon } from "../controls/icons.js";
import { count } from "../i18n/numbers.js";
import { saveFile } from "../panels/share/save.js";
import type { Toast } from "../state/state.js";
import { GpElement } from "../view/element.js";

/** A change told in passing, with the way back. It stays while the pointer or the focus is on it. */
@customElement("gp-toast")
export class GpToast extends GpElement {
  static override watches = ["toast"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { width: max-content; pointer-events: none; display: flex; justify-content: flex-end; }
      .toast { display: flex; align-items: center; gap: 6px; background: var(--ink); color: var(--on-ink); border-radius: var(--r-m); padding: 6px 6px 6px 14px; line-height: 1.4; box-shadow: var(--float); min-height: 40px; animation: rise var(--mid) var(--ease); }
      @keyframes rise { from { opacity: 0; transform: translateY(-6px); } }
      @media (prefers-reduced-motion: reduce) { .toast { animation: none; } }
      button { pointer-events: auto; padding: 0 10px; height: 30px; border-radius: 6px; color: inherit; white-space: nowrap; display: grid; place-items: center; }
      .undo { font-weight: var(--w-bold); text-decoration: underline; text-underline-offset: 3px; }
      button:hover { background: color-mix(in srgb, var(--on-ink) 16%, transparent); }
      button:focus-visible { box-shadow: 0 0 0 2px var(--ink), 0 0 0 4px var(--on-ink); }
      .x { padding: 0; width: 30px; }
    `,
  ];

  override render(): TemplateResult {
    const { toast } = this.state;
    if (!toast) return html`<div role="status"></div>`;
    const words =
      toast.kind === "restarted"
        ? this.t("toast.restarted")
        : toast.kind === "another"
          ? this.t("toast.another")
          : toast.kind === "refused"
            ? this.t("toast.refused", { message: this.refused(toast.refusal) })
            : toast.kind === "continued"
              ? this.t("toast.continued", { epoch: count(this.state.progress?.epoch ?? 0) })
              : (toast.text ?? "");
    return html`<div role="status">
      <div class="toast">
        <span>${words}</span>
        ${toast.file ? html`<button class="undo" @click=${() => this.#keep(toast)}>${this.t("toast.keepFile")}</button>` : nothing}
        ${toast.undo ? html`<button class="undo" @click=${() => this.intents.undo()}>${this.t("toast.undo")}</button>` : nothing}
        <button class="x" aria-label=${this.t("toast.dismiss")} @click=${() => this.intents.dismissToast()}>${icon("x")}</button>
      </div>
    </div>`;
  }

  async #keep({ file, id }: Toast): Promise<void> {
    if (!file) return;
    saveFile(file.name, new Blob([await file.text()], { type: "application/json" }));
    if (this.state.toast?.id === id) this.intents.dismissToast();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-toast": GpToast;
  }
}
