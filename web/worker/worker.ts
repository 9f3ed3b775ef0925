/// <reference lib="webworker" />
/**
 * The worker: messages in, answers out, and training in between.
 *
 * Training runs in slices of a millisecond or two, and between two slices the worker posts a message to itself, so
 * that the page's requests come in turn and are answered within a few milliseconds.
 */

import { placeFiles } from "../engine/dataset-files.js";
import { type Engine, loadEngine } from "../engine/index.js";
import type { AnswerMessage, RequestMessage, Start } from "../protocol/protocol.js";
import { errorMessage, type Handlers, handlersFor, prepare, refusedBy, type Transfers } from "./handle.js";
import { openedStudio, prepareLink } from "./opening.js";
import type { Studio } from "./studio.js";

const SLICE_MS = 2;

declare const self: DedicatedWorkerGlobalScope;

const transfers: Transfers = { list: [] };
let studio: Studio | null = null;
let handlers: Handlers | null = null;
let engine: Engine | null = null;
let resting = false;
let scheduled = false;

/** What the page shares with all its workers: requests wait for it. */
let start: (shared: Start) => void;
const started = new Promise<Start>((resolve) => {
  start = resolve;
});

const yielding = new MessageChannel();
yielding.port1.onmessage = () => {
  scheduled = false;
  trainOn();
};

function schedule(wait = 0): void {
  if (scheduled || !studio?.playing || resting) return;
  scheduled = true;
  if (wait > 4) {
    setTimeout(() => {
      scheduled = false;
      trainOn();
    }, wait);
  } else {
    yielding.port2.postMessage(null);
  }
}

function trainOn(): void {
  if (!studio?.playing || resting) return;
  const due = studio.pace.due();
  if (due > 0) studio.pace.made(studio.train(due, SLICE_MS));
  schedule(studio.pace.wait());
}

async function answer({ name, args }: RequestMessage): Promise<unknown> {
  if (name === "open") {
    engine ??= await loadEngine(await started);
    const opened = await openedStudio(engine, args as RequestMessage<"open">["args"]);
    studio?.dispose();
    studio = opened.studio;
    handlers = handlersFor(studio, engine, transfers);
    return { catalog: engine.catalog, ...(opened.link ? { link: opened.link } : {}) };
  }
  if (!handlers || !engine) throw new Error(`${name} before open`);
  if (name === "change" || name === "sampleData") {
    const { experiment } = args as RequestMessage<"change" | "sampleData">["args"];
    try {
      await prepare(engine, experiment);
    } catch (error) {
      if (name === "change") return refusedBy(error);
      throw error;
    }
  }
  if (name === "openLink") {
    const refusal = await prepareLink(engine, (args as RequestMessage<"openLink">["args"]).text);
    if (refusal) return { refusal };
  }
  if (name === "rest") {
    resting = (args as RequestMessage<"rest">["args"]).resting;
    if (!resting) studio?.pace.start();
  }
  return (handlers[name] as (args: unknown) => unknown)(args);
}

/** Requests are answered one after the other, also where one has to wait for a file. */
let turn = Promise.resolve();
self.onmessage = ({ data }: MessageEvent<RequestMessage | { start: Start }>) => {
  if ("start" in data) {
    placeFiles(data.start.files);
    start(data.start);
    return;
  }
  turn = turn.then(() => respond(data));
};

async function respond(data: RequestMessage): Promise<void> {
  transfers.list = [];
  let message: AnswerMessage;
  try {
    message = { id: data.id, answer: (await answer(data)) as never };
  } catch (error) {
    message = { id: data.id, error: errorMessage(error) };
  }
  self.postMessage(message, transfers.list);
  schedule();
}
