import { css } from "lit";

/** What the lists of the Share panel have in common. */
export const shareStyles = css`
  :host { display: block; }
  ul { list-style: none; margin: 0; padding: 0; }
  li { display: flex; gap: 12px; align-items: center; padding: 8px 0; border-top: 1px solid var(--line); }
  li:first-child { border-top: 0; padding-top: 0; }
  b { display: block; font-weight: var(--w-med); }
  .note { display: block; font-size: var(--t-cap); color: var(--ink-3); line-height: 1.4; }
  .status { font-size: var(--t-cap); color: var(--ink-2); line-height: 1.4; }
  .status:not(:empty) { margin-top: 8px; }
  @media (pointer: coarse) { .btn { height: 44px; } }
`;
