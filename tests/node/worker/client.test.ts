/** The page's side of the worker, with workers of the test's own: what it does when they fail. */
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { RequestMessage, WorkerMessage } from "../../../web/protocol/requests.js";
import { StartError, type StartWatch } from "../../../web/protocol/start.js";
import { Client } from "../../../web/worker/client.js";

class FakeWorker {
  onmessage: ((event: { data: WorkerMessage }) => void) | null = null;
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

  answer(message: WorkerMessage): void {
    if (!this.terminated) this.onmessage?.({ data: message });
  }
}

let workers: FakeWorker[];
let lost: string[];

let watches: StartWatch[];

const client = (probe?: () => Promise<void>): Client => {
  const made = new Client((watch) => {
    const worker = new FakeWorker();
    workers.push(worker);
    watches.push(watch);
    return worker as unknown as Worker;
  }, probe);
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
  watches = [];
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

describe("a start", () => {
  const asking = (page: Client) => page.request("fill", fill).catch(({ code }: { code: unknown }) => code);

  it("that nothing is heard of is given up after nine seconds", async () => {
    const code = asking(client());
    await vi.advanceTimersByTimeAsync(8500);
    expect(lost).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await code).toBe("workerSilent");
    expect(lost).toEqual(["the worker does not answer: asked"]);
  });

  it("says where it stopped answering", async () => {
    const code = asking(client());
    workers[0]?.answer({ alive: "here" });
    await vi.advanceTimersByTimeAsync(9500);
    expect(await code).toBe("workerSilent");
    expect(lost).toEqual(["the worker does not answer: here"]);
  });

  it("may take minutes over a slow network, as long as something comes", async () => {
    const answer = client().request("fill", fill);
    for (let second = 0; second < 240; second += 6) {
      await vi.advanceTimersByTimeAsync(6000);
      if (second < 120) watches[0]?.heard();
      else workers[0]?.answer({ alive: "loading" });
    }
    workers[0]?.answer({ alive: "ready" });
    await vi.advanceTimersByTimeAsync(25_000);
    workers[0]?.answer({ id: 0, answer: null });
    expect(await answer).toBeNull();
    expect(lost).toEqual([]);
  });

  it("whose file does not come is told from one whose file is there", async () => {
    const never = asking(client(() => new Promise(() => undefined)));
    await vi.advanceTimersByTimeAsync(9500);
    expect(await never).toBe("workerStalled");
    const forbidden = asking(client(async () => Promise.reject(new TypeError("Failed to fetch"))));
    await vi.advanceTimersByTimeAsync(9500);
    expect(await forbidden).toBe("workerSilent");
  });

  it("that the page has to break off is over at once, and what a worker before failed of is not heard", async () => {
    const page = client();
    const code = asking(page);
    watches[0]?.failed(Object.assign(new Error("no module"), { code: "silent" }));
    expect(await code).toBe("silent");
    page.restart();
    watches[0]?.failed(new Error("late"));
    expect(lost).toEqual(["no module"]);
  });

  it("whose worker cannot be made refuses what is asked with the reason, and can be tried again", async () => {
    let works = false;
    const page = new Client(() => {
      if (!works) throw new StartError("noWorker", "Worker is undefined");
      const worker = new FakeWorker();
      workers.push(worker);
      return worker as unknown as Worker;
    });
    await expect(page.request("fill", fill)).rejects.toMatchObject({ code: "noWorker" });
    works = true;
    page.restart();
    const answer = page.request("fill", fill);
    workers[0]?.answer({ id: 0, answer: null });
    expect(await answer).toBeNull();
  });

  it("whose file is missing says so, a fault later does not", async () => {
    const page = client();
    const code = asking(page);
    workers[0]?.onerror?.({ message: "", preventDefault: () => undefined });
    expect(await code).toBe("workerMissing");
    page.restart();
    const later = asking(page);
    workers[1]?.answer({ alive: "here" });
    workers[1]?.onerror?.({ message: "boom", preventDefault: () => undefined });
    expect(await later).toBeUndefined();
  });
});
