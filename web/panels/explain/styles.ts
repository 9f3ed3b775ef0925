import { css } from "lit";

export const explainStyles = css`
  /* What is read stays where it is while formulas arrive: the browser does not scroll to hold what lies below. */
  :host { overflow-anchor: none; display: block; }
  .subject { display: flex; justify-content: space-between; align-items: center; gap: 8px; flex-wrap: wrap; }
  .subject .btn { margin-inline-end: -8px; }
  .subject .num { color: var(--ink-3); }
  .wait { padding: 16px 0; color: var(--ink-2); }
  .steps { list-style: none; margin: 0; padding: 0; }
  li { position: relative; padding-inline-start: 34px; }
  li:not(:last-child)::before { content: ""; position: absolute; left: 10.5px; top: 26px; bottom: -8px; width: 1px; background: var(--line-strong); }
  li.on::before { display: none; }
  .hd { display: flex; align-items: center; gap: 8px; width: calc(100% + 34px); min-height: 36px; margin-inline-start: -34px; border-radius: var(--r-s); }
  .hd .name { flex: 1; font-size: var(--t-body); color: var(--ink-2); font-weight: var(--w-reg); }
  li.on .name { font-weight: var(--w-bold); color: var(--ink); }
  .n { flex: none; margin-inline-end: 4px; width: 22px; height: 22px; border-radius: 50%; display: grid; place-items: center; font-size: var(--t-cap); border: 1px solid var(--line-strong); background: var(--surface); color: var(--ink-2); font-weight: var(--w-med); }
  li.done .n { background: var(--well-2); border-color: transparent; }
  li.on .n { background: var(--ink); border-color: var(--ink); color: var(--on-ink); }
  .outcome { font-weight: var(--w-reg); font-size: var(--t-cap); color: var(--ink-2); display: inline-flex; gap: 4px; align-items: center; }
  .bd { padding: 2px 0 14px; --indent: 34px; }
  .layers { display: flex; align-items: center; gap: 8px; margin: 4px 0 6px; color: var(--ink-2); font-size: var(--t-cap); flex-wrap: wrap; }
  .walk { display: flex; gap: 8px; margin-top: 12px; }
  .apply { margin-top: 10px; }
  .phase { font-size: var(--t-cap); color: var(--ink-2); margin: -4px 0 8px; }
  .phase b { color: var(--ink); font-weight: var(--w-bold); }
`;
