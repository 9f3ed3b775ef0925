/** Files that are dropped on the page and that no part of it takes: an experiment, a saved run, a text with a link. */
import type { Playground } from "./playground.js";

/** Opens them until the returned function is called. */
export function openDrops(playground: Playground): () => void {
  const carries = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes("Files") ?? false;
  const over = (event: DragEvent) => {
    if (!event.defaultPrevented && carries(event)) event.preventDefault();
  };
  const dropped = async (event: DragEvent) => {
    if (event.defaultPrevented || !carries(event)) return;
    // Else the browser would show the file in place of the page.
    event.preventDefault();
    const [file] = event.dataTransfer?.files ?? [];
    if (file) await playground.openLink(await file.text());
  };
  window.addEventListener("dragover", over);
  window.addEventListener("drop", dropped);
  return () => {
    window.removeEventListener("dragover", over);
    window.removeEventListener("drop", dropped);
  };
}
