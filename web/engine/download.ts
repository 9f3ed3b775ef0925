/** Files that come over the network: told while they come, and given up when nothing comes any more. */

/** Seconds without a byte after which a server is given up. Seconds in which this thread did not run are not counted. */
const SILENCE = 9;

/** A server that sends nothing more. @internal */
export class SilenceError extends Error {
  constructor(address: string) {
    super(`${address}: nothing has come for ${SILENCE} seconds`);
    this.name = "SilenceError";
  }
}

const listeners = new Set<() => void>();

/** Tells whenever some bytes of a file have come. @returns how to stop @internal */
export function onArrival(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * Asks for a file. However slowly it comes, it is waited for as long as it comes at all.
 * @param use reads the answer; what it answers is answered
 * @throws SilenceError where for nine seconds nothing has come, and what `fetch` and `use` throw
 * @internal
 */
export function download<T>(url: URL, use: (answer: Response) => T | Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const leaving = new AbortController();
    let silent = 0;
    const stop = () => clearInterval(clock);
    const clock = setInterval(() => {
      if (++silent < SILENCE) return;
      stop();
      reject(new SilenceError(url.href));
      leaving.abort();
    }, 1000);
    const heard = () => {
      silent = 0;
      for (const listener of listeners) listener();
    };
    fetch(url, { signal: leaving.signal })
      .then((answer) => {
        heard();
        return use(told(answer, heard, stop));
      })
      .then(resolve, reject)
      .finally(stop);
  });
}

/** The answer, which tells of each piece that is read, and of its end. */
function told(answer: Response, heard: () => void, ended: () => void): Response {
  if (!answer.ok || !answer.body) {
    ended();
    return answer;
  }
  const reader = answer.body.getReader();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read();
      heard();
      if (value) controller.enqueue(value);
      if (!done) return;
      ended();
      controller.close();
    },
    cancel: (why) => reader.cancel(why),
  });
  return new Response(body, { headers: answer.headers });
}
