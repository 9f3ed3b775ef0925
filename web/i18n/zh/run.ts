import type { run as source } from "../en/run.js";

export const run: { [K in keyof typeof source]: string } = {};
