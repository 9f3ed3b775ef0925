/** Imported before the element, which then has something to show at once. */
import picture from "virtual:first-picture";
import rest from "virtual:first-rest";
import { offerFirst } from "./embed/first.js";
import { posterPainted } from "./embed/poster.js";

offerFirst(picture !== null && rest !== null ? { picture, rest } : null, posterPainted());
