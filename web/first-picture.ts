/** Imported before the element, which then has something to show at once. */
import rest from "virtual:first-rest";
import { offerFirst } from "./embed/first.js";
import { posterPainted, recordedPicture } from "./embed/poster.js";

const picture = recordedPicture();
offerFirst(picture !== null && rest !== null ? { picture, rest } : null, posterPainted());
