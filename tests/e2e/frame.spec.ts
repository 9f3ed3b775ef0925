import { expect, type Page, test } from "@playwright/test";

type Message = Record<string, unknown> & { detail?: Record<string, unknown> };

/** A page that frames embed.html and keeps what it is told, with where that came from. */
async function around(page: Page, address: string, attributes = ""): Promise<void> {
  await page.route("**/around.html", (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      body: `<!doctype html><html lang="en"><title>Around</title><link rel="icon" href="data:,"><script>
        window.told = [];
        addEventListener("message", (event) => {
          const frame = document.querySelector("iframe");
          if (event.source === frame.contentWindow) told.push({ ...event.data, origin: event.origin });
        });
        window.ask = (message) => document.querySelector("iframe").contentWindow.postMessage(message, "*");
      </script><iframe title="A playground" width="720" height="500" ${attributes} src="${address}"></iframe></html>`,
    }),
  );
  await page.goto("around.html");
}

const told = (page: Page): Promise<Message[]> => page.evaluate(() => (window as unknown as { told: Message[] }).told);
const ask = (page: Page, message: unknown): Promise<void> =>
  page.evaluate(
    (text) => (window as unknown as { ask(message: unknown): void }).ask(JSON.parse(text)),
    JSON.stringify(message),
  );
const heard = async (page: Page, type: string, name?: string): Promise<Message | undefined> =>
  (await told(page)).find((message) => message.type === type && (name === undefined || message.name === name));

test("embed.html opens what its address says, tells its height and events, and does what it is asked @firefox", async ({
  page,
  baseURL,
}) => {
  await around(page, "embed.html?theme=dark&seed=9");
  await expect.poll(() => heard(page, "event", "gp-ready"), { timeout: 30_000 }).toBeTruthy();
  const ready = (await heard(page, "event", "gp-ready")) as {
    detail: { experiment: { network: { seed: number } } };
    origin: string;
  };
  expect(ready.origin).toBe(new URL(baseURL ?? "").origin);
  expect(ready.detail.experiment.network.seed).toBe(9);
  expect((await heard(page, "height"))?.height).toBe(481);

  await ask(page, { "gradient-playground": 1, type: "call", id: 7, method: "step", arguments: ["epoch", 2] });
  await expect.poll(() => heard(page, "answer")).toMatchObject({ id: 7, value: { epoch: 2 } });
  expect(await heard(page, "event", "gp-epoch")).toBeTruthy();
  await ask(page, { "gradient-playground": 1, type: "set", name: "preset", value: "circle-four-neurons" });
  await expect.poll(async () => JSON.stringify((await told(page)).at(-1))).toContain('"circle"');

  await page.locator("iframe").evaluate((frame) => frame.setAttribute("width", "1000"));
  await expect.poll(async () => (await told(page)).filter(({ type }) => type === "height").at(-1)?.height).toBe(668);
});

test("a link in its fragment is opened", async ({ page }) => {
  const experiment = JSON.stringify({ data: { dataset: "gauss" }, network: { hidden: [{ units: 3 }] } });
  await page.goto("./");
  await page.locator("gp-transport .play:enabled").waitFor();
  const link = await page.evaluate((text) => {
    const element = document.querySelector("gradient-playground") as unknown as {
      open(text: string): Promise<unknown>;
      makeLink(): Promise<string>;
    };
    return element.open(text).then(() => element.makeLink());
  }, experiment);
  await around(page, `embed.html${link}`);
  await expect.poll(() => heard(page, "event", "gp-ready"), { timeout: 30_000 }).toBeTruthy();
  expect(JSON.stringify(await heard(page, "event", "gp-ready"))).toContain('"gauss"');
});

test("what another origin says is not heard, and nothing is said to it", async ({ page }) => {
  await around(page, "embed.html?parent=https://example.org");
  const inside = page.frameLocator("iframe").locator("gp-transport .play:enabled");
  await expect(inside).toBeVisible({ timeout: 30_000 });
  await ask(page, { "gradient-playground": 1, type: "call", id: 1, method: "step" });
  await page.waitForTimeout(800);
  expect(await told(page)).toEqual([]);
  expect(await page.frameLocator("iframe").locator("gp-transport .epoch").textContent()).toBe("0");
});

test("messages that are none of ours, huge or hostile, get a word or nothing, and nothing runs", async ({ page }) => {
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await around(page, `embed.html?preset=${encodeURIComponent("<img src=x onerror=alert(1)>")}&onload=alert(2)`);
  await expect(page.frameLocator("iframe").getByRole("alert")).toContainText("<img src=x onerror=alert(1)>");
  await ask(page, { "gradient-playground": 1, type: "set", name: "preset", value: null });
  await expect.poll(() => heard(page, "event", "gp-ready"), { timeout: 30_000 }).toBeTruthy();
  const mark = { "gradient-playground": 1 };
  for (const message of [
    null,
    "play",
    [1, 2],
    { type: "call", id: 1, method: "play" },
    { "gradient-playground": 2, type: "call", id: 1, method: "play" },
    { ...mark, type: "call", method: "play" },
    { ...mark, type: "call", id: 2, method: "remove" },
    { ...mark, type: "call", id: 3, method: "constructor", arguments: ["alert(3)"] },
    { ...mark, type: "call", id: 4, method: "step", arguments: ["epoch", 1e12] },
    { ...mark, type: "call", id: 5, method: "open", arguments: ["<script>alert(4)</script>"] },
    { ...mark, type: "call", id: 6, method: "open", arguments: [{ network: { hidden: "many" } }] },
    { ...mark, type: "call", id: 7, method: "open", arguments: ["x".repeat(500_000)] },
    { ...mark, type: "set", name: "innerHTML", value: "<img src=x onerror=alert(5)>" },
    { ...mark, type: "set", name: "onclick", value: "alert(6)" },
    { ...mark, type: "set", name: "theme", value: "x".repeat(2_000_000) },
    { ...mark, type: "set", name: "theme", value: { evil: true } },
  ]) {
    await ask(page, message);
  }
  await expect
    .poll(async () => (await told(page)).filter(({ type }) => type === "answer").length, { timeout: 20_000 })
    .toBe(6);
  const answers = (await told(page)).filter(({ type }) => type === "answer");
  for (const { id, error } of answers) expect(typeof error, `${id}`).toBe("string");
  await ask(page, { ...mark, type: "call", id: 99, method: "step" });
  await expect.poll(async () => JSON.stringify((await told(page)).at(-1))).toContain('"id":99');
  expect(dialogs).toEqual([]);
  expect(errors).toEqual([]);
});
