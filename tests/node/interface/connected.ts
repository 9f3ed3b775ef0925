/** A playground and its worker's host in one thread, with the real engine; what crosses between them is copied. */
import { readFile } from "node:fs/promises";
import { serialize } from "node:v8";
import { vi } from "vitest";
import { loadEngine } from "../../../web/engine/index.js";
import type { RequestName, Requests } from "../../../web/protocol/requests.js";
import type { Restarts } from "../../../web/state/frame-loop.js";
import { Playground } from "../../../web/state/playground.js";
import { Store } from "../../../web/state/store.js";
import { handlersFor } from "../../../web/worker/handle.js";
import { Host } from "../../../web/worker/host.js";

/** With the module that a page begins with. */
export const engine = await loadEngine({
  module: await readFile(new URL("../../../build/engine/engine-float32.wasm", import.meta.url)),
});

/** One request with its answer, and the bytes of both. */
export interface Crossed {
  name: RequestName;
  args: unknown;
  answer: unknown;
  bytes: number;
}

export interface Connected {
  /** Of the worker that there is now. */
  host: Host;
  playground: Playground;
  /** Everything that has crossed so far. */
  crossed: Crossed[];
  /** The worker fails. */
  fail(why: Error): void;
  /** Whether workers fail as soon as they are asked something. */
  failing: boolean;
}

/** Ask for animation frames at once. Undone by `vi.unstubAllGlobals()`. */
export function framesAtOnce(): void {
  vi.stubGlobal("requestAnimationFrame", (task: (time: number) => void) =>
    setTimeout(() => task(performance.now()), 0),
  );
  vi.stubGlobal("cancelAnimationFrame", clearTimeout);
}

export function connected(now: () => number = () => 0): Connected {
  let lost: (why: Error) => void = () => undefined;
  const there: Omit<Connected, "playground"> = {
    host: new Host(engine, now),
    crossed: [],
    fail: (why) => lost(why),
    failing: false,
  };
  let handlers = handlersFor(there.host);
  const worker: Restarts = {
    request: async <K extends RequestName>(name: K, args: Requests[K]["args"]) => {
      if (there.failing) throw new Error("boom");
      const { host } = there;
      const sent = structuredClone(args);
      const answer = structuredClone(await handlers[name](sent, []));
      if (host !== there.host) throw new Error("the worker is gone");
      const bytes = serialize(args).byteLength + serialize(answer).byteLength;
      there.crossed.push({ name, args: sent, answer, bytes });
      return answer;
    },
    close: () => there.host.dispose(),
    onLost: (listener) => {
      lost = listener;
    },
    restart: () => {
      there.host.dispose();
      there.host = new Host(engine, now);
      handlers = handlersFor(there.host);
    },
  };
  return Object.assign(there, {
    playground: new Playground(new Store(), worker, { experimentOf: () => undefined }),
  });
}
