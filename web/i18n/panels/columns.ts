/** The words on the picture of data with many columns, which come with their code. */
import { columns as en } from "../en/columns.js";
import { addMessages } from "../index.js";
import { columns as zh } from "../zh/columns.js";

addMessages({ en, zh });
