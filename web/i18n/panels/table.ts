/** The words of the panel of own data, which come with its code. */
import { table as en } from "../en/table.js";
import { addMessages } from "../index.js";
import { table as zh } from "../zh/table.js";

addMessages({ en, zh });
