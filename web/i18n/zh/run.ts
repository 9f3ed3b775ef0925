import type { run as source } from "../en/run.js";

export const run: { [K in keyof typeof source]: string } = {
  "event.edit": "修改了数值",
  "event.rolledBack": "已回退",
  "event.diverged": "发散",
};
