import { controls } from "./controls.js";
import { embed } from "./embed.js";
import { explain } from "./explain.js";
import { frame } from "./frame.js";
import { links } from "./links.js";
import { recipe } from "./recipe.js";
import { run } from "./run.js";
import { share } from "./share.js";
import { stage } from "./stage.js";
import { table } from "./table.js";

export const en = {
  ...controls,
  ...embed,
  ...explain,
  ...frame,
  ...links,
  ...recipe,
  ...run,
  ...share,
  ...stage,
  ...table,
} as const;
