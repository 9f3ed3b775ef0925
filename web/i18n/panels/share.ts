/** The words of the Share panel, which come with its code. */
import { share as en } from "../en/share.js";
import { addMessages } from "../index.js";
import { share as zh } from "../zh/share.js";

addMessages({ en, zh });
