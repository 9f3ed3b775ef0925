/** The element's own box: its size in whatever lays it out, and what stands in it until it has loaded. */
import { css } from "lit";

export const embedStyles = css`
  :host { display: block; white-space: normal; text-indent: 0; line-height: 1.5; position: relative; box-sizing: border-box; min-width: 0; max-height: 900px; min-height: 460px; background: var(--page); color: var(--ink); border-radius: var(--r-l); overflow: hidden; outline: none; contain: layout style; }
  :host([page]) { height: 100vh; height: 100dvh; max-height: none; min-height: 0; border-radius: 0; }
  :host([hidden]) { display: none; }
  :host(:not([page])) { border: 1px solid var(--line); }
  /* What it asks for where its container asks: at least 240 px, 720 px where there is room. */
  .ask { display: block; height: 0; overflow: hidden; font-size: 0; line-height: 0; text-align: left; white-space: normal; }
  .ask i { display: inline-block; width: 240px; height: 0; }
  .meanwhile { position: absolute; inset: 0; z-index: 30; display: grid; place-items: center; overflow: hidden; background: var(--page); }
  ::slotted(:not([slot])) { display: block; width: 100%; height: 100%; object-fit: contain; box-sizing: border-box; }
  @media screen {
    /* Two thirds as high as wide, and on a phone as high as picture, panels and transport need. Not by aspect-ratio: with
       that the least height asks for a least width. */
    :host(:not([page]))::before { content: ""; display: block; padding-top: max(66.667%, min(760px, 460px + (700px - 100%) * 6)); }
    :host([data-little]:not([page]))::before { padding-top: max(66.667%, min(620px, 100% + 140px)); }
    :host(:not([page])) gp-app { position: absolute; inset: 0 0 var(--caption, 0px); height: auto; }
  }
  @media print {
    :host, :host([page]) { container-type: inline-size; height: auto; min-height: 0; max-height: none; overflow: visible; }
    .caption { position: static !important; }
  }
  .caption { position: absolute; inset: auto 0 0 0; padding: 8px 16px; font: var(--w-reg) var(--t-cap) / var(--lh) var(--font); color: var(--ink-2); background: var(--page); border-top: 1px solid var(--line); z-index: 5; }
  .caption[hidden] { display: none; }
`;
