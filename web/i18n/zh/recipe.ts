import type { recipe as source } from "../en/recipe.js";

export const recipe: { [K in keyof typeof source]: string } = {};
