/** Files over the network: slow ones are waited for, and silent ones are not. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { compiled } from "../../web/engine/compile.js";
import { download, onArrival } from "../../web/engine/download.js";

const url = new URL("https://example.org/engine.wasm");
let give: (bytes: Uint8Array | null) => void;
let aborted: boolean;

/** A server that answers at once, and then sends what `give` is called with; null ends the file. */
function server(answers = true): void {
  vi.stubGlobal("fetch", (_: URL, { signal }: { signal: AbortSignal }) => {
    signal.addEventListener("abort", () => {
      aborted = true;
    });
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        give = (bytes) => (bytes ? controller.enqueue(bytes) : controller.close());
      },
    });
    const headers = { "content-type": "application/wasm" };
    return answers ? Promise.resolve(new Response(body, { headers })) : new Promise(() => undefined);
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  aborted = false;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it("a file that comes byte by byte over a minute is read whole, and told of as it comes", async () => {
  server();
  let told = 0;
  const stop = onArrival(() => told++);
  const bytes = download(url, async (answer) => new Uint8Array(await answer.arrayBuffer()));
  for (let i = 0; i < 10; i++) {
    await vi.advanceTimersByTimeAsync(6000);
    give(Uint8Array.of(i));
  }
  give(null);
  expect(await bytes).toEqual(Uint8Array.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
  expect(told).toBeGreaterThanOrEqual(10);
  stop();
  expect(vi.getTimerCount()).toBe(0);
});

it.each([
  ["answers nothing", false],
  ["stops in the middle", true],
])("a server that %s is given up after nine seconds, and its request with it", async (_, answers) => {
  server(answers);
  const refused = expect(download(url, (answer) => answer.arrayBuffer())).rejects.toThrow("nothing has come for 9");
  await vi.advanceTimersByTimeAsync(1000);
  if (answers) give(Uint8Array.of(1));
  await vi.advanceTimersByTimeAsync(10_000);
  await refused;
  expect(aborted).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});

it("the time that is spent on a file that has come whole does not count", async () => {
  server();
  const used = download(url, async (answer) => {
    await answer.arrayBuffer();
    await new Promise((resolve) => setTimeout(resolve, 60_000));
    return "used";
  });
  await vi.advanceTimersByTimeAsync(0);
  give(null);
  await vi.advanceTimersByTimeAsync(61_000);
  expect(await used).toBe("used");
});

it("an engine that does not come is an error of its own code", async () => {
  server(false);
  const refused = expect(compiled(url)).rejects.toMatchObject({ name: "EngineError", code: "silent" });
  await vi.advanceTimersByTimeAsync(10_000);
  await refused;
});
