/** The words of the Explain panel, which come with its code. */
import { explain as en } from "../en/explain.js";
import { addMessages } from "../index.js";
import { explain as zh } from "../zh/explain.js";

addMessages({ en, zh });
