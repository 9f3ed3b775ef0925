import type { Messages } from "../index.js";
import { columns } from "./columns.js";
import { explain } from "./explain.js";
import { share } from "./share.js";
import { start } from "./start.js";
import { table } from "./table.js";

export const zh: Messages = {
  ...columns,
  ...explain,
  ...share,
  ...start,
  ...table,
};
