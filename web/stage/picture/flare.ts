import { css, html, nothing, svg, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { GpElement } from "../../view/element.js";

/** Two hairlines from the output neuron to the corners of the picture: the picture is that neuron, enlarged. */
@customElement("gp-flare")
export class GpFlare extends GpElement {
  static override watches = ["outputAnchor", "layout", "divergence", "present", "engine"] as const;
  static override styles = [
    ...GpElement.styles,
    css`
      :host { position: absolute; inset: 0; pointer-events: none; z-index: 0; }
      svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
      .fill { fill: var(--ink); opacity: 0.035; }
      .edge { stroke: var(--line-strong); stroke-width: 1; fill: none; }
    `,
  ];

  override render(): TemplateResult | typeof nothing {
    const { outputAnchor, layout } = this.state;
    const picture = (this.getRootNode() as ShadowRoot).querySelector("gp-picture");
    if (!outputAnchor || !picture) return nothing;
    const own = this.getBoundingClientRect();
    const box = picture.getBoundingClientRect();
    const [x, y, half] = [outputAnchor.x - own.left + 3, outputAnchor.y - own.top, outputAnchor.size / 2 - 4];
    const left = box.right - own.left - layout.picture - 2;
    const top = box.top - own.top + 28 + 6;
    const bottom = top + layout.picture - 12;
    if (left < x) return nothing;
    return html`<svg aria-hidden="true">
      ${svg`<path class="fill" d="M${x} ${y - half}L${left} ${top}V${bottom}L${x} ${y + half}z" />
        <path class="edge" d="M${x} ${y - half}L${left} ${top}M${x} ${y + half}L${left} ${bottom}" />`}
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "gp-flare": GpFlare;
  }
}
