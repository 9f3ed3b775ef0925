import type { Messages } from "../index.js";
import { about } from "./about.js";
import { columns } from "./columns.js";
import { explain } from "./explain.js";
import { share } from "./share.js";
import { start } from "./start.js";
import { table } from "./table.js";

export const zh: Messages = {
  ...about,
  ...columns,
  ...explain,
  ...share,
  ...start,
  ...table,
};
