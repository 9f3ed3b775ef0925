import { css } from "lit";

export const networkStyles = css`
  :host { display: flex; flex-direction: column; min-width: 0; min-height: 0; position: relative; }
  .net { flex: 1; container: net / inline-size; min-height: 0; position: relative; touch-action: pan-y; user-select: none; -webkit-user-select: none; }
  .edges { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; pointer-events: none; }
  .edges path { fill: none; }
  .halo path { stroke-linecap: round; }
  .lines path { transition: opacity var(--fast); }
  .lines.dim path:not(.on) { opacity: 0.14; }
  .bundles path { stroke: var(--line-strong); stroke-width: 1; }
  .signal path { fill: var(--ink); stroke: var(--page); stroke-width: 1; }
  .held rect { fill: var(--surface); stroke: var(--ink); stroke-width: 1.25; }

  .nodes { position: absolute; inset: 0; }
  .node { position: absolute; left: 0; top: 0; width: var(--nz); height: var(--nz); border-radius: var(--r-m); z-index: 1; }
  .maps { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
  .node { box-shadow: 0 0 0 1px var(--line-strong); }
  .node.small { border-radius: 5px; }
  .node:hover, .node.large { box-shadow: 0 0 0 2px var(--ink); }
  .node.lit { box-shadow: 0 0 0 2px var(--mark-line), 0 0 0 6px var(--mark); }
  .node.aside { background: color-mix(in srgb, var(--page) 65%, transparent); }
  .node.aside > :not(.chip) { opacity: 0.45; }
  .node.off { box-shadow: 0 0 0 1px var(--line); }
  .node.off:hover { box-shadow: 0 0 0 2px var(--ink-3); }
  .node:focus-visible { box-shadow: var(--focus); }
  .node.off .lab { color: var(--ink-3); }
  .node.cut { box-shadow: 0 0 0 1px var(--line); }
  .node[data-layer="0"][data-index=""]:not([data-feature]) { width: var(--image); height: var(--image); margin: calc((var(--nz) - var(--image)) / 2) 0 0 calc((var(--nz) - var(--image)) / 2); }

  .bias { position: absolute; left: 2px; right: 2px; bottom: -8px; height: 4px; border-radius: 2px; background: var(--well-2); }
  .bias::before { content: ""; position: absolute; inset: -4px -2px -5px; }
  .bias::after { content: ""; position: absolute; left: 50%; top: -1px; width: 1px; height: 6px; background: var(--ink-3); }
  .bias b { position: absolute; inset: 0; border-radius: 2px; background-repeat: no-repeat; }
  .unbiased .bias { display: none; }
  .bias:hover, .bias.lit { box-shadow: 0 0 0 2px var(--mark); }
  .node.small .bias { visibility: hidden; bottom: -7px; }
  .node.small:hover .bias, .node.small:focus-visible .bias, .node.small.lit .bias { visibility: visible; }

  .lab { position: absolute; right: calc(100% + 5px); padding: 0 3px; top: 50%; transform: translateY(-50%); white-space: nowrap; font: italic var(--t-body) / 1.5 var(--font-math); color: var(--ink); max-width: calc(var(--names) + 6px); overflow: hidden; text-overflow: ellipsis; }
  .lab.words { font: var(--t-small) / 1.25 var(--font); white-space: normal; text-align: right; width: max-content; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; }
  .lab.words.one { display: block; white-space: nowrap; }
  .lab.end { right: auto; left: calc(100% + 7px); padding: 0; font: var(--t-tick) / 1.2 var(--font); color: var(--ink-2); display: inline-flex; align-items: center; gap: 5px; max-width: 90px; }
  .lab.end svg { width: 12px; height: 12px; flex: none; }
  .lab.end span { overflow: hidden; text-overflow: ellipsis; }

  .chip { position: absolute; left: 50%; top: -19px; transform: translateX(-50%); font-size: var(--t-tick); line-height: 15px; padding: 0 4px; border-radius: 4px; background: var(--surface); color: var(--ink); box-shadow: 0 0 0 1px var(--line-strong); white-space: nowrap; z-index: 3; pointer-events: none; }
  .chip.tight { top: 50%; transform: translate(-50%, -50%); }
  .chip.before, .chip.after { top: 50%; left: calc(100% + 5px); transform: translateY(-50%); }
  .chip.before { left: auto; right: calc(100% + 5px); }
  /* Beside the names of features and the marks of classes, not over them. */
  .node[data-layer="0"] .chip.tight { left: 0; transform: translateY(-50%); }
  .node:has(.lab.end) .chip.tight { left: auto; right: 0; transform: translateY(-50%); }
  .tip { position: absolute; left: 0; top: 0; z-index: 5; background: var(--ink); color: var(--on-ink); font-size: var(--t-cap); padding: 4px 9px; border-radius: 6px; white-space: nowrap; pointer-events: none; line-height: 1.4; }
  .spot { position: absolute; left: 0; top: 0; width: 1px; height: 1px; pointer-events: none; }
  .more { position: absolute; z-index: 2; display: inline-flex; align-items: center; gap: 2px; transform: translate(-50%, 1px); font-size: var(--t-tick); line-height: 14px; padding: 0 5px; border-radius: 7px; color: var(--ink-2); background: var(--page); box-shadow: 0 0 0 1px var(--line-strong); }
  .more::before { content: ""; position: absolute; inset: -9px -3px; }
  /* Where a finger reaches must not give the panel around the network something to scroll to. */
  .more:not(.up)::before { bottom: -3px; }
  @media (pointer: coarse) { .more:not(.up)::after { inset: -15px auto -3px 50%; height: auto; transform: translateX(-50%); } }
  .more.up { transform: translate(-50%, calc(-100% - 1px)); }
  .more.up .i { rotate: 180deg; }
  .more.tight { padding: 0 2px; gap: 0; }
  .more .i { width: 9px; height: 9px; }
  .hint { position: absolute; left: 0; top: 45%; font-size: var(--t-cap); color: var(--ink-2); background: var(--page); padding: 6px 10px; border-radius: var(--r-m); box-shadow: 0 0 0 1px var(--line-strong); }

  gp-network-key { position: absolute; left: 0; right: 0; bottom: 0; height: 24px; }

  @media (forced-colors: active) {
    .node.lit, .node.large { outline: 3px solid Highlight; }
    .tip, .chip { border: 1px solid CanvasText; }
  }
`;
