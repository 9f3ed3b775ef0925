import type { Messages } from "../index.js";
import { frame } from "./frame.js";
import { links } from "./links.js";
import { recipe } from "./recipe.js";
import { run } from "./run.js";
import { stage } from "./stage.js";
import { table } from "./table.js";

export const zh: Messages = { ...frame, ...links, ...recipe, ...run, ...stage, ...table };
