import { css } from "lit";

export const pictureStyles = css`
  :host { display: flex; flex-direction: column; min-width: 0; min-height: 0; }
  .pic { position: relative; flex: none; margin: 0 0 26px max(28px, (100% - var(--size)) / 2); border-radius: var(--r-m); touch-action: pan-y pinch-zoom; cursor: crosshair; }
  :host([aside]) .pic { margin-left: 28px; }
  .pic.brush { touch-action: none; }
  .pic.brush.move { cursor: grab; }
  .pic.brush.erase { cursor: cell; }
  .empty span { max-width: 250px; line-height: 1.5; font-size: var(--t-cap); }
  .empty, .hint { pointer-events: none; z-index: 2; }
  .pic canvas { position: absolute; inset: 0; width: 100%; height: 100%; display: block; border-radius: var(--r-m); }
  .pic .field { background: var(--div-0); }
  .pic.curve .field, .pic.bent .field { visibility: hidden; }
  .pic.curve, .pic.bent { background: var(--surface); box-shadow: 0 0 0 1px var(--line); }
  .cross { position: absolute; inset: 0; overflow: hidden; border-radius: var(--r-m); pointer-events: none; }
  .cross i { position: absolute; background: var(--ink); opacity: 0.35; }
  .cross .v { top: 0; bottom: 0; width: 1px; }
  .cross .h { left: 0; right: 0; height: 1px; }
  .readout { position: absolute; z-index: 4; left: 0; top: 0; background: var(--ink); color: var(--on-ink); font-size: var(--t-cap); line-height: 1.4; padding: 4px 9px; border-radius: 6px; width: max-content; pointer-events: none;  overflow: hidden; text-wrap: balance; }
  .empty { position: absolute; inset: 0; display: grid; place-content: center; justify-items: center; text-align: center; gap: 6px; padding: 24px; border-radius: var(--r-m); background: var(--surface); box-shadow: inset 0 0 0 1px var(--line-strong); color: var(--ink-2); }
  .empty b { font-size: var(--t-lead); color: var(--ink); }
  .hint { position: absolute; left: 50%; top: 10px; transform: translateX(-50%); background: color-mix(in srgb, var(--surface) 92%, transparent); box-shadow: 0 0 0 1px var(--line-strong); border-radius: var(--r-m); padding: 4px 10px; font-size: var(--t-cap); white-space: nowrap; pointer-events: none; }
  /* Only for a start that takes its time. */
  .late { top: 50%; transform: translate(-50%, -50%); animation: late 2s step-end; }
  @keyframes late { from { visibility: hidden; } }
`;
