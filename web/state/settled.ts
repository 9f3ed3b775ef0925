/** When a run is kept: soon after it has come to rest, and now and then while it plays. */
import type { Slice, Store } from "./store.js";

/**
 * Does a task whenever slices have changed and then rested for `rest` milliseconds; while the run plays, every `playing`
 * milliseconds. @returns how to stop
 */
export function onceSettled(
  store: Store,
  slices: readonly Slice[],
  { rest, playing: every }: { rest: number; playing: number },
  task: () => Promise<void>,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = performance.now();
  const stop = store.subscribe(slices, () => {
    const { playing } = store.state;
    if (playing && performance.now() - last < every) return;
    last = performance.now();
    clearTimeout(timer);
    timer = setTimeout(() => void task(), playing ? 0 : rest);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
