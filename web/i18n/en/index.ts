import { frame } from "./frame.js";
import { recipe } from "./recipe.js";
import { run } from "./run.js";
import { stage } from "./stage.js";
import { table } from "./table.js";

export const en = { ...frame, ...recipe, ...run, ...stage, ...table } as const;
