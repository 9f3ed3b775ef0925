import { css, html, type TemplateResult } from "lit";

/** A note on the stage that says what one sees, until the first run; nothing under it is kept from the pointer. */
export const hint = (place: string, name: string, words: string): TemplateResult =>
  html`<p class="tell ${place}" role="note"><b>${name}</b> ${words}</p>`;

export const hintStyles = css`
  .tell { position: absolute; z-index: 3; max-width: min(250px, 62%); padding: 6px 10px; border-radius: var(--r-m); background: color-mix(in srgb, var(--surface) 94%, transparent); box-shadow: 0 0 0 1px var(--line-strong); color: var(--ink-2); font-size: var(--t-cap); line-height: 1.35; pointer-events: none; }
  .tell b { color: var(--ink); font-weight: var(--w-bold); }
  .tell.top { top: 10px; right: 10px; }
  .tell.under { top: calc(20px + 1.6em); }
  .tell.bottom { bottom: 10px; left: 10px; }
  /* Where nothing is free the words have a line of their own. */
  .tell.line { position: static; flex: none; max-width: none; margin: 2px 0; padding: 0; background: none; box-shadow: none; }
  .tell.corner { bottom: 34px; right: 0; max-width: 190px; }
`;
