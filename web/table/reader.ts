/** The page's side of a table under way: in a worker of its own where the page may have one, else here, in slices. */
import { moduleWorker } from "../strict/module-worker.js";
import type { ClassChoices } from "./classes.js";
import type { Role } from "./columns.js";
import { type Fault, TableError } from "./problem.js";
import { type Look, type Outcome, type OwnData, type ReadChoices, type Source, TableSession } from "./session.js";
import workerUrl from "./table-worker.ts?worker&url";

export type TableRequest = { id: number } & (
  | { name: "read"; source: Source; choices: ReadChoices }
  | { name: "take"; roles: readonly Role[]; mostClasses: number; choices: ClassChoices }
  | { name: "data" }
);

export type TableAnswer = { id: number } & (
  | { answer: unknown }
  | { fault: Fault }
  | { error: string }
  | { share: number }
);

/** `Omit` on each member of a union. */
type Unnumbered<T> = T extends unknown ? Omit<T, "id"> : never;

export interface TableReader {
  /** @throws TableError */
  read(source: Source, choices: ReadChoices, told: (share: number) => void): Promise<Look>;
  take(roles: readonly Role[], mostClasses: number, choices: ClassChoices): Promise<Outcome>;
  data(): Promise<OwnData | null>;
  /** Ends what is under way; its promises never settle. */
  close(): void;
}

class WorkerReader implements TableReader {
  readonly #worker: Worker;
  readonly #waiting = new Map<
    number,
    { resolve: (answer: never) => void; reject: (error: Error) => void; told?: (share: number) => void }
  >();
  #next = 0;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<TableAnswer>) => this.#answered(data);
    worker.onerror = (event) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(event.message || "the table's worker failed"));
      this.#waiting.clear();
    };
  }

  read(source: Source, choices: ReadChoices, told: (share: number) => void): Promise<Look> {
    return this.#ask({ name: "read", source, choices }, told);
  }

  take(roles: readonly Role[], mostClasses: number, choices: ClassChoices): Promise<Outcome> {
    return this.#ask({ name: "take", roles, mostClasses, choices });
  }

  data(): Promise<OwnData | null> {
    return this.#ask({ name: "data" });
  }

  close(): void {
    this.#worker.terminate();
    this.#waiting.clear();
  }

  #ask<T>(request: Unnumbered<TableRequest>, told?: (share: number) => void): Promise<T> {
    const id = this.#next++;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, ...(told ? { told } : {}) });
      this.#worker.postMessage({ ...request, id });
    });
  }

  #answered(message: TableAnswer): void {
    const waiting = this.#waiting.get(message.id);
    if ("share" in message) {
      waiting?.told?.(message.share);
      return;
    }
    this.#waiting.delete(message.id);
    if ("fault" in message) waiting?.reject(new TableError(message.fault));
    else if ("error" in message) waiting?.reject(new Error(message.error));
    else waiting?.resolve(message.answer as never);
  }
}

/** The same in the page, for pages that forbid workers. */
class PageReader implements TableReader {
  readonly #session = new TableSession();
  read = this.#session.read.bind(this.#session);
  take = this.#session.take.bind(this.#session);
  data = async (): Promise<OwnData | null> => this.#session.data();
  close(): void {}
}

export function openReader(): TableReader {
  try {
    return new WorkerReader(makeWorker());
  } catch {
    return new PageReader();
  }
}

function makeWorker(): Worker {
  const url = new URL(workerUrl, document.baseURI);
  return moduleWorker(url, "gradient-playground-table");
}
