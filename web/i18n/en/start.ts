/** What the page says before a panel is opened. */
import { controls } from "./controls.js";
import { embed } from "./embed.js";
import { frame } from "./frame.js";
import { links } from "./links.js";
import { recipe } from "./recipe.js";
import { run } from "./run.js";
import { stage } from "./stage.js";

export const start = {
  ...controls,
  ...embed,
  ...frame,
  ...links,
  ...recipe,
  ...run,
  ...stage,
} as const;
