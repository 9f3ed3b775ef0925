/** Imported before the element, which then has something to show at once. */
import recorded from "virtual:first-picture";
import { offerFirst } from "./embed/first.js";

offerFirst(recorded);
