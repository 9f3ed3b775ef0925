/** Everything that the page says. */
import { explain } from "./explain.js";
import { share } from "./share.js";
import { start } from "./start.js";
import { table } from "./table.js";

export const en = {
  ...explain,
  ...share,
  ...start,
  ...table,
} as const;
