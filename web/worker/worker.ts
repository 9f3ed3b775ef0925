/// <reference lib="webworker" />
/**
 * The worker: messages in, answers out, and training in between.
 *
 * Training runs in slices of a millisecond or two, and between two slices the worker posts a message to itself, so
 * that the page's requests come in turn and are answered within a few milliseconds.
 */
import { compiled } from "../engine/compile.js";
import { onArrival } from "../engine/download.js";
import { placeFiles } from "../engine/files.js";
import { EngineError, loadEngine } from "../engine/index.js";
import type { AnswerMessage, RequestMessage, Start, WholeAnswer, WholeWanted } from "../protocol/requests.js";
import type { LifeMessage } from "../protocol/start.js";
import { type Handlers, handlersFor } from "./handle.js";
import { Host } from "./host.js";
import { errorMessage } from "./refusals.js";

declare const self: DedicatedWorkerGlobalScope;

let host: Host | null = null;
/** Loaded once; a load that failed is tried again with the next request. */
let handlers: Promise<Handlers> | null = null;
let scheduled = false;

/** What the page shares with all its workers: requests wait for it. */
let start: (shared: Start) => void;
const started = new Promise<Start>((resolve) => {
  start = resolve;
});

/** Signs of life, so that a slow start can be told from none. */
const say = (alive: LifeMessage["alive"]): void => self.postMessage({ alive } satisfies LifeMessage);
/** Of what comes over the network it is told so often, in milliseconds. */
const TELLS_EVERY = 500;
let told = 0;
onArrival(() => {
  if (performance.now() - told < TELLS_EVERY) return;
  told = performance.now();
  say("loading");
});

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
  // No timer is finer than four milliseconds; the updates that fall due meanwhile are made together.
  if (wait > 0) setTimeout(workOn, Math.max(4, wait));
  else yielding.port2.postMessage(null);
}

/** Takes the whole engine, which the page compiles once for all its workers. */
let wholeCame: (answer: WholeAnswer) => void = () => undefined;

/** @throws EngineError */
async function whole(): Promise<WebAssembly.Module> {
  const answer = await new Promise<WholeAnswer>((resolve) => {
    wholeCame = resolve;
    self.postMessage({ wants: "whole" } satisfies WholeWanted);
  });
  if (answer.silent !== undefined) throw new EngineError("silent", answer.silent);
  return compiled(answer.whole ?? undefined);
}

async function loaded(): Promise<Handlers> {
  handlers ??= started
    .then((shared) => loadEngine({ ...shared, whole }))
    .then((engine) => {
      host = new Host(engine, undefined, schedule);
      say("ready");
      return handlersFor(host);
    });
  try {
    return await handlers;
  } catch (error) {
    handlers = null;
    throw error;
  }
}

/** Requests are answered one after the other, also where one has to wait for a file. */
let turn = Promise.resolve();
self.onmessage = ({ data }: MessageEvent<RequestMessage | { start: Start } | WholeAnswer>) => {
  if ("whole" in data) {
    wholeCame(data);
    return;
  }
  if ("start" in data) {
    placeFiles(data.start.files);
    start(data.start);
    say("loading");
    return;
  }
  // A picture of what there is need not wait for the file that a change waits for.
  if (data.name === "frame" && host?.has((data as RequestMessage<"frame">).args.run)) void respond(data);
  else turn = turn.then(() => respond(data));
};

async function respond({ id, name, args }: RequestMessage): Promise<void> {
  const transfer: ArrayBuffer[] = [];
  let message: AnswerMessage;
  try {
    const handle = (await loaded())[name] as (args: unknown, transfer: ArrayBuffer[]) => unknown;
    message = { id, answer: (await handle(args, transfer)) as never };
  } catch (error) {
    message = { id, error: errorMessage(error) };
  }
  self.postMessage(message, transfer);
  schedule();
}

say("here");
