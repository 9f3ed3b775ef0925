/// <reference lib="webworker" />
/** Reads tables beside the page: long files cost it no frame. One table at a time. */
import { TableError } from "./problem.js";
import type { TableAnswer, TableRequest } from "./reader.js";
import { TableSession } from "./session.js";

declare const self: DedicatedWorkerGlobalScope;

const session = new TableSession();

async function answer(request: TableRequest): Promise<unknown> {
  switch (request.name) {
    case "read":
      return session.read(request.source, request.choices, (share) => post({ id: request.id, share }));
    case "take":
      return session.take(request.roles, request.mostClasses, request.choices);
    case "data":
      return session.data();
  }
}

const post = (message: TableAnswer, transfer: Transferable[] = []): void => self.postMessage(message, transfer);

self.onmessage = async ({ data: request }: MessageEvent<TableRequest>) => {
  try {
    const result = await answer(request);
    const handed =
      request.name === "data" && result ? (result as { inputs: Float64Array; targets: Float64Array }) : null;
    post({ id: request.id, answer: result }, handed ? [handed.inputs.buffer, handed.targets.buffer] : []);
  } catch (error) {
    if (error instanceof TableError) post({ id: request.id, fault: error.fault });
    else post({ id: request.id, error: error instanceof Error ? error.message : String(error) });
  }
};
