import { expect, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";

const tensorflow =
  "https://playground.tensorflow.org/#activation=tanh&batchSize=10&dataset=circle&regDataset=reg-plane" +
  "&learningRate=0.03&regularizationRate=0&noise=0&networkShape=4,2&seed=0.36077&percTrainData=50&x=true&y=true" +
  "&problem=classification";

const hash = (page: Page) => page.evaluate(() => location.hash);

function paste(page: Page, text: string): Promise<void> {
  return page.evaluate((pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", pasted);
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, composed: true }));
  }, text);
}

function setRate(page: Page, rate: number): Promise<void> {
  return page.evaluate((learningRate) => {
    type Store = { intents: { change(edit: (draft: { optimizer: { learningRate: number } }) => void): void } };
    const { store } = document.querySelector("gradient-playground") as HTMLElement & { store: Store };
    store.intents.change((draft) => {
      draft.optimizer.learningRate = learningRate;
    });
  }, rate);
}

test("the address is the experiment shown, and opens it in another browser @firefox", async ({ page, browser }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await expect.poll(() => hash(page)).toMatch(/^#1\.[\w-]+$/);
  const before = await hash(page);
  await setRate(page, 0.0123);
  await expect.poll(() => hash(page)).not.toBe(before);
  expect((await hash(page)).length).toBeLessThan(400);

  const context = await browser.newContext();
  const other = new PlaygroundPage(await context.newPage());
  await other.open(page.url());
  expect(await other.state("state.experiment")).toEqual(await playground.state("state.experiment"));
  expect(await hash(other.page)).toBe(await hash(page));
  await context.close();
  expect(playground.errors).toEqual([]);
});

test("another link in the address bar opens, and back and forward lead from one to the other", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  const rate = () => playground.state<number>("state.experiment.optimizer.learningRate");
  await playground.open();
  await expect.poll(() => hash(page)).toMatch(/^#1\./);
  const start = await hash(page);
  await setRate(page, 0.5);
  await expect.poll(() => hash(page)).not.toBe(start);
  const first = await hash(page);
  await setRate(page, 0.25);
  await expect.poll(() => hash(page)).not.toBe(first);
  const second = await hash(page);

  await page.evaluate((to) => location.assign(to), first);
  await expect.poll(rate).toBe(0.5);
  await page.goBack();
  await expect.poll(rate).toBe(0.25);
  expect(await hash(page)).toBe(second);
  await page.goForward();
  await expect.poll(rate).toBe(0.5);
});

test("a pasted address of TensorFlow Playground opens with its weights, which a reset brings back", async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await paste(page, `(${tensorflow})`);
  await expect.poll(() => playground.state<number>("state.parameters[0]")).toBeCloseTo(0.1449800977846627, 6);
  await expect(page.getByRole("status").filter({ hasText: "was put right" })).toBeVisible();
  expect(await playground.loss()).toBeCloseTo(0.4964746485307962, 5);
  const start = await playground.parameters();
  await playground.playUntilEpoch(3);
  await page.keyboard.press("r");
  await expect.poll(() => playground.epoch()).toBe(0);
  await playground.settled();
  expect(await playground.parameters()).toEqual(start);

  // The address says them too.
  const other = new PlaygroundPage(await page.context().newPage());
  await other.open(page.url());
  expect(await other.parameters()).toEqual(start);
});

test("a link that was cut off is refused in words, and the address stays that of the experiment", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await expect.poll(() => hash(page)).toMatch(/^#1\./);
  const before = await hash(page);
  await page.evaluate((to) => location.assign(to), `${before.slice(0, -3)}`);
  await expect(page.getByRole("status").filter({ hasText: "incomplete or was changed" })).toBeVisible();
  await expect.poll(() => hash(page)).toBe(before);
  expect(playground.errors).toEqual([]);
});
