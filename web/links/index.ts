/** Links: an experiment as the fragment of an address, and back from any text that holds one. */
export type { Fill } from "./check.js";
export { CHANGING, CONTROLS, type Control, controlsIn, controlsOf, hiddenBy } from "./controls.js";
export { type LinkOptions, makeLink } from "./make.js";
export { type OpenedLink, openLink } from "./open.js";
export { LinkError, type LinkNotice, type LinkNoticeId, type LinkRefusal } from "./problem.js";
