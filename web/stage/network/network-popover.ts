import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Ref } from "../../state/ref.js";
import { GpElement } from "../../view/element.js";
import { weightName } from "./weight-name.js";
import "../../controls/popover.js";

/** What a popover of the network is about. */
export type Subject =
  | { kind: "parameter"; ref: Ref }
  | { kind: "neuron"; layer: number; index: number }
  | { kind: "column"; layer: number };

/**
 * The popover of the network: one weight or bias, one neuron, or one layer.
 *
 * @fires gp-close when the reader closes it
 * @fires gp-weight when the reader goes on to a weight, with its reference
 */
@customElement("gp-network-popover")
export class GpNetworkPopover extends GpElement {
  @property({ attribute: false }) subject: Subject | null = null;
  @property({ attribute: false }) anchor: Element | null = null;

  override willUpdate(properties: PropertyValues): void {
    super.willUpdate(properties);
    // What it holds is loaded when it is opened first.
    if (this.subject) void import("./popover-content.js");
  }

  override render(): TemplateResult {
    return html`<gp-popover
      label=${this.#name}
      .anchor=${this.anchor}
      ?open=${this.subject !== null}
      @gp-close=${this.#close}
      >${this.#body()}</gp-popover
    >`;
  }

  /** What it is about: a weight by its neurons, a neuron or a layer by its place. */
  get #name(): string {
    const { subject, state } = this;
    switch (subject?.kind) {
      case "parameter":
        return weightName(state, subject.ref, (key, values) =>
          (this.t as (k: typeof key, v?: typeof values) => string).call(this, key, values),
        );
      case "neuron":
        return subject.layer === state.layers.length
          ? this.t("stage.outputTitle", { n: subject.index + 1 })
          : this.t("stage.neuronTitle", { layer: subject.layer, n: subject.index + 1 });
      case "column":
        return subject.layer === state.layers.length
          ? this.t("stage.output")
          : this.t("stage.layer", { n: subject.layer });
      default:
        return "";
    }
  }

  #body(): TemplateResult | typeof nothing {
    const { subject, store } = this;
    switch (subject?.kind) {
      case "parameter":
        return html`<gp-parameter titled .store=${store} .ref=${subject.ref}></gp-parameter>`;
      case "neuron":
        return html`<gp-neuron .store=${store} .layer=${subject.layer} .index=${subject.index} @gp-weight=${this.#weight}></gp-neuron>`;
      case "column":
        return html`<gp-column .store=${store} .layer=${subject.layer} @gp-close=${this.#close}></gp-column>`;
      default:
        return nothing;
    }
  }

  #close(event: Event): void {
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent("gp-close"));
  }

  #weight(event: CustomEvent<Ref>): void {
    this.dispatchEvent(new CustomEvent("gp-weight", { detail: event.detail }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-network-popover": GpNetworkPopover;
  }
}
