/// <reference lib="webworker" />
/**
 * The worker: messages in, answers out, and training in between.
 *
 * Training runs in slices of a millisecond or two, and between two slices the worker posts a message to itself, so
 * that the page's requests come in turn and are answered within a few milliseconds.
 */
import { loadEngine } from "../engine/index.js";
import { compiled } from "../engine/loader.js";
import type { AnswerMessage, LoadMessage, RequestMessage, ToWorker } from "../protocol/requests.js";
import { type Handlers, handlersFor } from "./handle.js";
import { Host } from "./host.js";
import { errorMessage } from "./refusals.js";

declare const self: DedicatedWorkerGlobalScope;

let host: Host | null = null;
let handlers: Handlers | null = null;
let scheduled = false;

const yielding = new MessageChannel();
yielding.port1.onmessage = workOn;

function workOn(): void {
  scheduled = false;
  schedule(host?.work());
}

/** Works on in so many milliseconds, unless that is planned already. */
function schedule(wait = 0): void {
  if (scheduled || wait === Number.POSITIVE_INFINITY) return;
  scheduled = true;
  if (wait > 4) setTimeout(workOn, wait);
  else yielding.port2.postMessage(null);
}

/** Requests are answered one after the other, also where one has to wait for a file. */
let turn = Promise.resolve();
self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  turn = turn.then(() => (data.name === "load" ? load(data) : respond(data)));
};

/** Makes the engine, of compiled code that the page has or that comes with this worker. */
async function load({ id, args }: LoadMessage): Promise<void> {
  try {
    const module = args.module ?? (await compiled());
    host = new Host(await loadEngine({ module }));
    handlers = handlersFor(host);
    tell({ id, answer: args.module ? null : module });
  } catch (error) {
    tell({ id, error: errorMessage(error) });
  }
}

async function respond({ id, name, args }: RequestMessage): Promise<void> {
  const transfer: ArrayBuffer[] = [];
  let message: AnswerMessage;
  try {
    if (!handlers) throw new Error(`${name} before the engine was loaded`);
    const handle = handlers[name] as (args: unknown, transfer: ArrayBuffer[]) => unknown;
    message = { id, answer: (await handle(args, transfer)) as never };
  } catch (error) {
    message = { id, error: errorMessage(error) };
  }
  tell(message, transfer);
  schedule();
}

function tell(message: AnswerMessage, transfer: ArrayBuffer[] = []): void {
  try {
    self.postMessage(message, transfer);
  } catch (error) {
    // Some browsers do not let compiled code leave its thread: each worker then compiles its own.
    if (!(error instanceof DOMException && "answer" in message)) throw error;
    self.postMessage({ id: message.id, answer: null });
  }
}
