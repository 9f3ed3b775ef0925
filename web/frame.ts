/** embed.html, the page for a frame: the address's query holds attributes, its fragment a link. */
import { elementFor, speakWith } from "./embed/frame.js";
import "./embed/gradient-playground.js";

const { element, around } = elementFor(new URL(location.href), document.referrer);
document.body.append(element);
if (around !== null && parent !== window) speakWith(element, parent, around);
