import { css } from "lit";

/** What every element starts from: type, focus rings, buttons, fields, segments, switches, popover surfaces. */
export const shared = css`
  *, *::before, *::after { box-sizing: border-box; }
  [hidden] { display: none !important; }
  :host { font: var(--w-reg) var(--t-ui) / var(--lh) var(--font); color: var(--ink); -webkit-font-smoothing: antialiased; }
  button, input, select, textarea { font: inherit; color: inherit; letter-spacing: inherit; }
  button { background: none; border: 0; padding: 0; cursor: pointer; text-align: inherit; }
  button:disabled { cursor: default; opacity: 0.45; }
  p { margin: 0; }
  h2, h3 { margin: 0; font-size: var(--t-ui); font-weight: var(--w-bold); }
  :focus-visible { outline: 2px solid transparent; box-shadow: var(--focus); border-radius: var(--r-s); }
  .num, input, output, td { font-variant-numeric: tabular-nums lining-nums; }
  .cap { font-size: var(--t-cap); color: var(--ink-3); line-height: 1.3; }
  .grow { flex: 1; }
  .vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

  .i { width: 16px; height: 16px; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; flex: none; display: block; }
  .i.f { fill: currentColor; stroke: none; }
  .i.s { width: 12px; height: 12px; }

  .tb { display: inline-flex; align-items: center; gap: 6px; height: var(--hit); padding: 0 10px; border-radius: var(--r-m); color: var(--ink-2); white-space: nowrap; font-size: var(--t-ui); transition: background var(--fast); }
  .tb:hover:not(:disabled), .tb[aria-pressed="true"], .tb[aria-expanded="true"] { background: var(--well); color: var(--ink); }
  .tb.icon { width: var(--hit); padding: 0; justify-content: center; }

  .btn { display: inline-flex; align-items: center; justify-content: center; gap: 6px; height: 32px; padding: 0 12px; border-radius: var(--r-m); border: 1px solid var(--line-strong); font-weight: var(--w-med); font-size: var(--t-ui); background: var(--surface); white-space: nowrap; }
  .btn:hover:not(:disabled) { background: var(--well); }
  .btn.pri { background: var(--ink); color: var(--on-ink); border-color: var(--ink); }
  .btn.pri:hover:not(:disabled) { background: var(--ink-2); }
  .btn.sm { height: 28px; padding: 0 10px; font-size: var(--t-cap); }
  .btn.ghost { border-color: transparent; background: none; color: var(--ink-2); }

  .seg { display: inline-flex; background: var(--well); border-radius: var(--r-m); padding: 2px; gap: 1px; }
  .seg button { height: 26px; line-height: 1; padding: 0 9px; border-radius: 6px; color: var(--ink-2); font-size: var(--t-cap); font-weight: var(--w-med); white-space: nowrap; }
  .seg button[aria-pressed="true"], .seg button[aria-checked="true"], .seg button[aria-selected="true"] { background: var(--seg-on); color: var(--ink); box-shadow: 0 0 0 1px var(--line), 0 1px 2px rgb(0 0 0 / 0.05); }
  .seg button:focus-visible { box-shadow: var(--focus); }
  .seg.wide { display: flex; }
  .seg.wide button { flex: 1; text-align: center; }

  .inp { color: var(--ink); width: 100%; height: 28px; border: 1px solid var(--line-strong); border-radius: 6px; padding: 0 8px; background: var(--surface); font-size: var(--t-ui); }
  .inp[aria-invalid="true"] { border-color: var(--bad); color: var(--bad); }
  .inp::placeholder { color: var(--ink-3); opacity: 1; }

  .sw { display: inline-flex; align-items: center; gap: 8px; color: var(--ink-2); }
  .sw i { width: 26px; height: 16px; border-radius: 8px; background: var(--line-strong); position: relative; flex: none; transition: background var(--fast); }
  .sw i::after { content: ""; position: absolute; left: 2px; top: 2px; width: 12px; height: 12px; border-radius: 50%; background: var(--surface); transition: left var(--fast); }
  .sw[aria-checked="true"] i { background: var(--ink); }
  .sw[aria-checked="true"] i::after { left: 12px; }

  input[type="range"] { -webkit-appearance: none; appearance: none; width: 100%; height: 18px; background: none; margin: 0; cursor: pointer; display: block; --v: 50%; }
  input[type="range"]::-webkit-slider-runnable-track { height: 3px; border-radius: 2px; background: linear-gradient(to right, var(--ink) var(--v), var(--line-strong) var(--v)); }
  input[type="range"]::-moz-range-track { height: 3px; border-radius: 2px; background: linear-gradient(to right, var(--ink) var(--v), var(--line-strong) var(--v)); }
  input[type="range"]::-webkit-slider-thumb { -webkit-appearance: none; width: 14px; height: 14px; border-radius: 50%; background: var(--surface); border: 2px solid var(--ink); margin-top: -5.5px; }
  input[type="range"]::-moz-range-thumb { width: 10px; height: 10px; border-radius: 50%; background: var(--surface); border: 2px solid var(--ink); }
  input[type="range"]:focus-visible { box-shadow: none; }
  input[type="range"]:focus-visible::-webkit-slider-thumb { box-shadow: var(--focus); }
  input[type="range"]:focus-visible::-moz-range-thumb { box-shadow: var(--focus); }

  .opt { display: flex; gap: 10px; padding: 8px 10px; border-radius: var(--r-m); width: 100%; align-items: flex-start; }
  .opt:hover, .opt[aria-checked="true"], .opt[aria-selected="true"] { background: var(--well); }
  .opt b { font-weight: var(--w-med); display: block; }
  .opt .ck { width: 16px; height: 20px; display: grid; place-items: center; flex: none; }

  /* A finger needs 44 px: what is drawn smaller reaches beyond what is drawn. Nodes of the network share
     what lies between them (stage/network/pointer.ts), and cells of the recipe reach over all of their cell. */
  @media (pointer: coarse) {
    :where(button) { position: relative; }
    :where(button:not(.node, .val, .name, .cap, .act, .all, .pm > *))::after { content: ""; position: absolute; left: 50%; top: 50%; width: max(100%, 44px); height: max(100%, 44px); transform: translate(-50%, -50%); }
    .inp { min-height: 44px; }
    .btn, .sw { min-height: 44px; }
    input[type="range"] { height: 44px; margin: -13px 0; }
  }

  @media (forced-colors: active) {
    .seg button[aria-pressed="true"], .seg button[aria-checked="true"], .seg button[aria-selected="true"], .opt[aria-checked="true"] { outline: 2px solid Highlight; }
    :focus-visible { outline: 2px solid Highlight; }
    .sw i { border: 1px solid CanvasText; }
    .sw i::after { background: CanvasText; left: 1px; top: 1px; }
    .sw[aria-checked="true"] i { background: Highlight; }
    .sw[aria-checked="true"] i::after { background: HighlightText; left: 11px; }
    /* What shows data keeps its colours. */
    .bar, .scale, .value, .mark, .bias { forced-color-adjust: none; }
    .tabs [aria-selected="true"] { border-bottom-color: Highlight; }
    input[type="range"] { -webkit-appearance: auto; appearance: auto; }
  }
`;
