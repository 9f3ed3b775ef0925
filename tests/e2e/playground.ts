import { expect, type Locator, type Page } from "@playwright/test";

/** The windows that a layout is looked at in: width and height. */
export const WINDOWS = [
  [1440, 900],
  [1024, 768],
  [720, 960],
  [390, 844],
] as const;

/** Keeps files on their way that are asked for afterwards. @returns lets them come */
export async function hold(page: Page, files: string): Promise<() => void> {
  let come: () => void = () => undefined;
  const awaited = new Promise<void>((resolve) => {
    come = resolve;
  });
  await page.route(files, async (route) => {
    await awaited;
    await route.continue();
  });
  return come;
}

/** The same of the engine, in a page that is opened afterwards. */
export const holdEngine = (page: Page): Promise<() => void> => hold(page, "**/*.wasm");

/** The page as a reader meets it, and the few things that every test does there. */
export class PlaygroundPage {
  readonly errors: string[] = [];

  constructor(readonly page: Page) {
    page.on("pageerror", (error) => this.errors.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") this.errors.push(message.text());
    });
  }

  async open(path = ""): Promise<void> {
    await this.page.goto(path);
    await this.ready();
  }

  /** The engine runs and the first picture stands. */
  async ready(): Promise<void> {
    await expect(this.page.locator("gp-picture")).toBeVisible();
    await expect(this.page.locator("gp-transport .play")).toBeEnabled();
    await expect.poll(() => this.state<boolean>("state.engine.phase === 'ready' && !state.foreseen")).toBe(true);
  }

  /** The state behind the elements. Reading it is how a test knows what the worker answered. */
  state<T>(read: string): Promise<T> {
    return this.page.evaluate((expression) => {
      const element = document.querySelector("gradient-playground") as HTMLElement & { store: { state: unknown } };
      return new Function("state", `return (${expression})`)(element.store.state) as T;
    }, read);
  }

  /** Opens the panel of one's own data, where a table is read in. */
  async openTableImport(): Promise<Locator> {
    await this.open();
    await this.page.locator("gp-data .own").click();
    const table = this.page.locator("gp-table-import");
    await expect(table).toBeVisible();
    return table;
  }

  epoch(): Promise<number> {
    return this.state<number>("state.progress.epoch");
  }

  loss(): Promise<number> {
    return this.state<number>("state.progress.trainLoss");
  }

  /** Every parameter, as plain numbers. */
  parameters(): Promise<number[]> {
    return this.state<number[]>("Array.from(state.parameters)");
  }

  get play(): Locator {
    return this.page.locator("gp-transport .play");
  }

  /** Plays at the set speed at once: that a run begins slowly is the matter of the tests of the first minute. */
  async playUntilEpoch(epoch: number): Promise<void> {
    await this.play.click();
    await this.page.evaluate(() => {
      type Set = { state: { speed: number }; intents: { setSpeed(updatesPerSecond: number): void } };
      const { store } = document.querySelector("gradient-playground") as HTMLElement & { store: Set };
      store.intents.setSpeed(store.state.speed);
    });
    await expect.poll(() => this.epoch(), { timeout: 30_000 }).toBeGreaterThanOrEqual(epoch);
    // A run that a rule has ended meanwhile is at rest already, and pressing would start it again.
    if (await this.state<boolean>("state.playing")) await this.play.click();
    await expect.poll(() => this.state<boolean>("state.playing")).toBe(false);
    await this.settled();
  }

  /** Nothing moves any more: a picture asked for before the pause may still arrive after it. */
  async settled(): Promise<void> {
    const step = () => this.state<number>("state.progress.step");
    await expect
      .poll(async () => {
        const before = await step();
        await this.page.waitForTimeout(300);
        return (await step()) - before;
      })
      .toBe(0);
  }

  async choosePreset(name: string): Promise<void> {
    await this.page.locator("gp-top-bar .preset").click();
    await this.page.locator("gp-presets-menu").getByRole("radio", { name }).click();
    await expect(this.page.locator("gp-top-bar .preset")).toContainText(name);
  }

  async openSetting(label: string): Promise<Locator> {
    const cell = this.page
      .locator("gp-recipe gp-setting")
      .filter({ has: this.page.getByRole("button", { name: new RegExp(`^${label}`) }) });
    await cell.locator(".val").click();
    await expect(cell.locator("gp-popover")).toBeVisible();
    return cell;
  }

  async setRate(text: string): Promise<void> {
    const field = this.page.locator("gp-rate input[type=text]");
    await field.fill(text);
    await field.press("Enter");
  }

  focusStage(): Promise<void> {
    return this.page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      (active as HTMLElement | null)?.blur();
    });
  }
}
