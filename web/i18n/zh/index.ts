import type { Messages } from "../index.js";
import { explain } from "./explain.js";
import { share } from "./share.js";
import { start } from "./start.js";
import { table } from "./table.js";

export const zh: Messages = {
  ...explain,
  ...share,
  ...start,
  ...table,
};
