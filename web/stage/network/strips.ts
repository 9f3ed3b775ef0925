import { html, type TemplateResult } from "lit";
import { icon } from "../../controls/icons.js";
import type { Layout } from "../../render/layout.js";
import { inlineStyle } from "../../strict/inline-style.js";

/** The words of the two buttons of a strip. */
export interface StripWords {
  above(n: number): string;
  below(n: number): string;
}

/** Columns closer than this leave their buttons no air. */
const TIGHT = 42;

/** How many neurons of each long column are out of sight, as buttons that bring them in. */
export function strips(
  layout: Layout,
  words: StripWords,
  scroll: (column: number, rows: number) => void,
): TemplateResult[] {
  const tight = layout.spread < TIGHT ? "tight" : "";
  const middle = (layout.top + layout.bottom) / 2;
  return layout.columns.flatMap((place, at) => {
    if (place.count <= place.shown) return [];
    const half = ((place.shown - 1) / 2) * place.pitch + layout.node / 2;
    const more = (n: number, up: boolean) => html`<button
      class="more num ${tight} ${up ? "up" : ""}"
      tabindex="-1"
      style=${inlineStyle(`left:${place.x}px;top:${Math.round(up ? middle - half : middle + half)}px`)}
      ?hidden=${n === 0}
      aria-label=${up ? words.above(n) : words.below(n)}
      @click=${() => scroll(at, up ? 1 - place.shown : place.shown - 1)}
    >${n}${icon("chev", true)}</button>`;
    return [more(place.first, true), more(place.count - place.first - place.shown, false)];
  });
}
