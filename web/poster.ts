/** A script of its own, before the page's: it is a fraction of it. */
import recorded from "virtual:first-picture";
import { showPoster } from "./embed/poster.js";

if (recorded !== null) showPoster(recorded);
