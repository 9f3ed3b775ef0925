/** Running, the timeline, the chart, and what can go wrong. */
export const run = {
  "event.edit": "value edited",
  "event.rolledBack": "rolled back",
  "event.diverged": "diverged",
} as const;
