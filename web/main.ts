/** The product's own page: one playground that fills the window, kept for visits without the network. */
import "./first-picture.js";
import type { GradientPlayground } from "./embed/gradient-playground.js";
import { takePosterAway } from "./embed/poster.js";
import "./embed/gradient-playground.js";

void document.querySelector<GradientPlayground>("gradient-playground")?.updateComplete.finally(takePosterAway);

if (import.meta.env.PROD && "serviceWorker" in navigator && location.protocol.startsWith("http")) {
  // Where it is not allowed, or the page is the single file, the page works as before, with the network.
  navigator.serviceWorker.register(new URL("service-worker.js", document.baseURI)).catch(() => {});
}
