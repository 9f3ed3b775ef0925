/**
 * The plain values that cross the engine's border: the experiment, the catalog, and what a trainer answers. The same
 * types serve the page, the worker and Node.
 */
export type * from "./answers.js";
export type * from "./catalog.js";
export type * from "./experiment.js";
export type * from "./questions.js";
