/** The page's side of the worker, with workers of the test's own: what it does when they fail. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AnswerMessage, RequestMessage } from "../../../web/protocol/requests.js";
import { Client } from "../../../web/worker/client.js";

class FakeWorker {
  onmessage: ((event: { data: AnswerMessage }) => void) | null = null;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | null = null;
  onmessageerror: (() => void) | null = null;
  readonly messages: RequestMessage[] = [];
  terminated = false;

  postMessage(message: RequestMessage): void {
    this.messages.push(message);
  }

  terminate(): void {
    this.terminated = true;
  }

  answer(message: AnswerMessage): void {
    if (!this.terminated) this.onmessage?.({ data: message });
  }
}

let workers: FakeWorker[];
let lost: string[];

const client = (): Client => {
  const made = new Client(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  });
  made.onLost(({ message }) => lost.push(message));
  return made;
};
const fill = { experiment: {} };
/** The request that a worker was sent last. */
const asked = (worker: FakeWorker | undefined) => worker?.messages.at(-1);
const settled = () => vi.advanceTimersByTimeAsync(0);
/** A client whose worker has loaded and answered once. */
const loaded = async (): Promise<Client> => {
  const made = client();
  const answer = made.request("fill", fill);
  workers.at(-1)?.answer({ id: asked(workers.at(-1))?.id ?? -1, answer: null });
  await answer;
  return made;
};

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  lost = [];
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
    const page = await loaded();
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
    const page = await loaded();
    await vi.advanceTimersByTimeAsync(300_000);
    const answer = page.request("fill", fill);
    await vi.advanceTimersByTimeAsync(25_000);
    workers[0]?.answer({ id: asked(workers[0])?.id ?? -1, answer: "filled" as never });
    expect(await answer).toBe("filled");
    expect(lost).toEqual([]);
  });

  it("may take longer to load, over a slow network, but not for ever", async () => {
    const refused = expect(client().request("fill", fill)).rejects.toThrow("does not answer");
    await vi.advanceTimersByTimeAsync(89_000);
    expect(lost).toEqual([]);
    await vi.advanceTimersByTimeAsync(2000);
    await refused;
    expect(lost).toEqual(["the worker does not answer"]);
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
