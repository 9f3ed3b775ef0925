/** Everything that the page says. */
import { about } from "./about.js";
import { columns } from "./columns.js";
import { explain } from "./explain.js";
import { share } from "./share.js";
import { start } from "./start.js";
import { table } from "./table.js";

export const en = {
  ...about,
  ...columns,
  ...explain,
  ...share,
  ...start,
  ...table,
} as const;
