/** The words of the dialog about the page, which come with its code. */
import { about as en } from "../en/about.js";
import { addMessages } from "../index.js";
import { about as zh } from "../zh/about.js";

addMessages({ en, zh });
