/** The page's side of the worker, with workers of the test's own: what it does when they fail. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AnswerMessage, ToWorker } from "../../../web/protocol/requests.js";
import { Client } from "../../../web/worker/client.js";
import { SharedModule } from "../../../web/worker/shared-module.js";

const code = new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));

class FakeWorker {
  onmessage: ((event: { data: AnswerMessage }) => void) | null = null;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  readonly messages: ToWorker[] = [];
  terminated = false;
  /** Whether it answers that it has loaded. */
  loads: "yes" | "no" | "never" = "yes";

  postMessage(message: ToWorker): void {
    this.messages.push(message);
    if (message.name !== "load" || this.loads === "never") return;
    const { id } = message;
    const answer = message.args.module ? null : code;
    queueMicrotask(() =>
      this.answer(this.loads === "yes" ? { id, answer: answer as never } : { id, error: { message: "no engine" } }),
    );
  }

  terminate(): void {
    this.terminated = true;
  }

  answer(message: AnswerMessage): void {
    if (!this.terminated) this.onmessage?.({ data: message });
  }
}

let workers: FakeWorker[];
let loads: FakeWorker["loads"];
let lost: string[];
let module: SharedModule;

const client = (): Client => {
  const made = new Client(() => {
    const worker = new FakeWorker();
    worker.loads = loads;
    workers.push(worker);
    return worker as unknown as Worker;
  }, module);
  made.onLost(({ message }) => lost.push(message));
  return made;
};
const fill = { experiment: {} };
/** The request that a worker was sent last. */
const asked = (worker: FakeWorker | undefined) => worker?.messages.findLast(({ name }) => name !== "load");
const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  loads = "yes";
  lost = [];
  module = new SharedModule();
});

afterEach(() => vi.useRealTimers());

describe("a worker that fails", () => {
  it.each<[string, string, (worker: FakeWorker) => unknown]>([
    ["throws", "boom", (worker) => worker.onerror?.({ message: "boom", preventDefault: () => undefined })],
    ["sends what cannot be read", "the worker's answer could not be read", (worker) => worker.onmessageerror?.()],
    [
      "aborts in its engine",
      "unreachable",
      (worker) => worker.answer({ id: asked(worker)?.id ?? -1, error: { message: "unreachable", fatal: true } }),
    ],
    ["says nothing for half a minute", "the worker does not answer", () => vi.advanceTimersByTime(30_000)],
  ])("because it %s is given up once, and all that was asked of it", async (_, why, fails) => {
    const page = client();
    const answers = Promise.allSettled([page.request("fill", fill), page.request("fill", fill)]);
    await settled();
    fails(workers[0] as FakeWorker);
    expect((await answers).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(lost).toEqual([why]);
    expect(workers[0]?.terminated).toBe(true);
    vi.advanceTimersByTime(120_000);
    expect(lost).toEqual([why]);
  });

  it("gives its place to another, which answers", async () => {
    const page = client();
    await settled();
    workers[0]?.onerror?.({ message: "boom", preventDefault: () => undefined });
    await expect(page.request("fill", fill)).rejects.toThrow("ended");
    page.restart();
    const answer = page.request("fill", fill);
    await settled();
    workers[1]?.answer({ id: asked(workers[1])?.id ?? -1, answer: "filled" as never });
    expect(await answer).toBe("filled");
    expect(lost).toEqual(["boom"]);
  });

  it("is not one that is asked nothing, or that works for long and then answers", async () => {
    const page = client();
    await settled();
    await vi.advanceTimersByTimeAsync(300_000);
    const answer = page.request("fill", fill);
    await vi.advanceTimersByTimeAsync(25_000);
    workers[0]?.answer({ id: asked(workers[0])?.id ?? -1, answer: "filled" as never });
    expect(await answer).toBe("filled");
    expect(lost).toEqual([]);
  });

  it("is not one that refuses: only the request is", async () => {
    const page = client();
    const answer = page.request("fill", fill);
    const refusal = { path: "loss", id: "notOneOf", values: {}, message: "loss is wrong" };
    await settled();
    workers[0]?.answer({ id: asked(workers[0])?.id ?? -1, error: { message: "loss is wrong", refusal } });
    await expect(answer).rejects.toMatchObject({ refusal });
    expect(lost).toEqual([]);
  });
});

describe("the compiled engine", () => {
  const given = () => workers.map(({ messages }) => messages.find(({ name }) => name === "load")?.args);

  it("is made by the first worker of a page and given to the others, one that was restarted too", async () => {
    const [first] = [client(), client(), client()];
    expect(given()).toEqual([{ module: null }, undefined, undefined]);
    await settled();
    expect(given()).toEqual([{ module: null }, { module: code }, { module: code }]);
    first?.restart();
    await settled();
    expect(given()[3]).toEqual({ module: code });
  });

  it("is made by the next worker where the first cannot, and its requests are told why", async () => {
    loads = "no";
    const failing = client().request("fill", fill);
    loads = "yes";
    const second = client().request("fill", fill);
    await expect(failing).rejects.toThrow("no engine");
    await settled();
    expect(given()).toEqual([{ module: null }, { module: null }]);
    workers[1]?.answer({ id: asked(workers[1])?.id ?? -1, answer: "filled" as never });
    expect(await second).toBe("filled");
  });

  it("may take a slow network a while, but not for ever", async () => {
    loads = "never";
    const answer = client().request("fill", fill);
    const refused = expect(answer).rejects.toThrow("does not answer");
    await vi.advanceTimersByTimeAsync(89_000);
    expect(lost).toEqual([]);
    await vi.advanceTimersByTimeAsync(2000);
    await refused;
    expect(lost).toEqual(["the worker does not answer"]);
  });
});
