import { expect, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";
import { pointOnLine } from "./stage.js";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test("by touch alone on a phone: train, change the data, draw with a finger", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.play.tap();
  await expect.poll(() => playground.epoch()).toBeGreaterThan(3);
  await playground.play.tap();
  await page.locator("gp-phone-panels").getByRole("tab", { name: "Data" }).tap();
  await page.locator("gp-data .own").tap();
  await page
    .locator("gp-brushes")
    .getByRole("radio", { name: /brush 3/ })
    .tap();
  for (const keys of await page.locator("gp-data-lab .keys").all()) await expect(keys).toBeHidden();
  const points = await playground.state<number>("state.data.trainTargets.length");
  await page.locator("gp-picture .pic").tap({ position: { x: 20, y: 20 } });
  await expect.poll(() => playground.state<number>("state.data.trainTargets.length")).toBe(points + 1);
  await expect.poll(() => playground.state("state.data.classes")).toBe(3);
  expect(playground.errors).toEqual([]);
});

test("nothing is wider than a screen of 360 pixels, and brushes are as large as a finger", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const playground = new PlaygroundPage(page);
  await playground.open();
  await page.locator("gp-phone-panels").getByRole("tab", { name: "Data" }).tap();
  await page.locator("gp-data .own").tap();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  for (const brush of await page.locator("gp-brushes .br").all()) {
    const box = await brush.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  }
});

test("what is drawn small is reached by a finger all around it", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  const reached = await page.evaluate(() => {
    const far: string[] = [];
    const under = (x: number, y: number): Element | null => {
      let at = document.elementFromPoint(x, y);
      while (at?.shadowRoot) {
        const inner = at.shadowRoot.elementFromPoint(x, y);
        if (!inner || inner === at) break;
        at = inner;
      }
      return at;
    };
    const walk = (root: Document | ShadowRoot): void => {
      for (const element of root.querySelectorAll("*")) {
        if (element.shadowRoot) walk(element.shadowRoot);
        if (!element.matches("gp-top-bar *, .eye, [role=tab], gp-transport button") && root instanceof Document)
          continue;
        if (!element.matches("button.theme, button.eye, [role=tab], button.play, button.pstep")) continue;
        const { left, right, top, bottom } = element.getBoundingClientRect();
        if (right === left) continue;
        const [x, y] = [(left + right) / 2, (top + bottom) / 2];
        for (const [dx, dy] of [
          [0, -21],
          [0, 21],
        ] as const) {
          const found = under(x + dx, y + dy);
          if (found !== element && !element.contains(found))
            far.push(`${element.className} ${element.getAttribute("aria-label")}`);
        }
      }
    };
    walk(document);
    return far;
  });
  expect(reached).toEqual([]);
});

test("a finger beside a neuron means the nearest one within its reach, and lines keep the middle between columns", async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  const node = (index: number) => page.locator(`gp-network .node[data-layer="1"][data-index="${index}"]`);
  const middle = async (index: number) => {
    const box = await node(index).boundingBox();
    return { x: (box?.x ?? 0) + (box?.width ?? 0) / 2, y: (box?.y ?? 0) + (box?.height ?? 0) / 2 };
  };
  const [first, second] = [await middle(0), await middle(1)];
  const pitch = second.y - first.y;
  expect(pitch).toBeLessThan(44); // Not each of them can have 44 px of its own: what lies between is shared.
  const tapped = async (x: number, y: number) => {
    await page.touchscreen.tap(x, y);
    await expect.poll(() => playground.state("state.pinned")).toBe(true);
    const pointed = await playground.state<unknown>("state.pointed");
    await page.keyboard.press("Escape");
    await expect.poll(() => playground.state("state.pinned")).toBe(false);
    await expect(page.locator("gp-network-popover gp-popover")).toBeHidden();
    return pointed;
  };
  expect(await tapped(first.x - 18, first.y)).toEqual({ kind: "neuron", layer: 1, index: 0 });
  const last = (await playground.state<number>("state.layers[0].units")) - 1;
  const lowest = await middle(last);
  expect(await tapped(lowest.x + 16, lowest.y + 20)).toEqual({ kind: "neuron", layer: 1, index: last });
  expect(await tapped(first.x - 18, first.y + 0.4 * pitch)).toEqual({ kind: "neuron", layer: 1, index: 0 });
  expect(await tapped(first.x - 18, first.y + 0.6 * pitch)).toEqual({ kind: "neuron", layer: 1, index: 1 });
  const feature = await page.locator('gp-network .node[data-layer="0"][data-index="0"]').boundingBox();
  const line = await pointOnLine(page, "1-0-0", 0.5);
  expect(line.x).toBeGreaterThan((feature?.x ?? 0) + (feature?.width ?? 0));
  expect(await tapped(line.x, line.y)).toMatchObject({ kind: "weight", layer: 1 });
});

test("a column's head is as large as a finger and opens everything about its layer", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  const heads = page.locator("gp-column-head button");
  expect(await heads.count()).toBeGreaterThanOrEqual(2);
  for (const head of await heads.all()) {
    const box = await head.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
    // Who speaks to the page says what stands there.
    const said = (await head.locator("b, span").allTextContents()).join(" ");
    expect(await head.getAttribute("aria-label")).toContain(`${said}: `);
  }
  const units = await playground.state<number>("state.layers[0].units");
  await heads.first().tap();
  await page.locator("gp-column").getByRole("button", { name: "Add a neuron to layer 1" }).tap();
  await expect.poll(() => playground.state("state.layers[0].units")).toBe(units + 1);
});

test("on a tablet the heads of columns are as large as a finger too", async ({ page }) => {
  await page.setViewportSize({ width: 1180, height: 820 });
  const playground = new PlaygroundPage(page);
  await playground.open();
  for (const head of await page.locator("gp-column-head button, gp-network-head button").all()) {
    const reach = await head.evaluate((button) => {
      const { left, right, top, bottom } = button.getBoundingClientRect();
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const root = button.getRootNode() as ShadowRoot;
      return (
        [
          [-21, 0],
          [21, 0],
          [0, -21],
          [0, 21],
        ] as const
      ).every(([dx, dy]) => {
        const found = root.elementFromPoint(x + dx, y + dy);
        return found !== null && (found === button || button.contains(found));
      });
    });
    expect(reach, (await head.getAttribute("aria-label")) ?? "").toBe(true);
  }
});

test("on its side a phone shows the picture and the transport without scrolling", async ({ page }) => {
  await page.setViewportSize({ width: 844, height: 390 });
  const playground = new PlaygroundPage(page);
  await playground.open();
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(390);
  const play = await playground.play.boundingBox();
  expect((play?.y ?? 999) + (play?.height ?? 0)).toBeLessThanOrEqual(390);
  const picture = await page.locator("gp-picture .pic").boundingBox();
  expect(picture?.height ?? 0).toBeGreaterThanOrEqual(150);
  expect((picture?.y ?? 0) + (picture?.height ?? 0)).toBeLessThan(play?.y ?? 0);
});

test("a divergence takes a line of words and a row of buttons, in both languages; why is told when asked", async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  const tell = (call: string) =>
    page.evaluate((expression) => {
      const { store } = document.querySelector("gradient-playground") as HTMLElement & { store: { intents: unknown } };
      return new Function("intents", `return intents.${expression}`)(store.intents);
    }, call);
  await tell('choosePreset("rate-too-high")');
  await expect.poll(() => playground.state("state.preset")).toBe("rate-too-high");
  await playground.play.tap();
  const banner = page.locator("gp-banner [role=alert]");
  await expect(banner).toBeVisible({ timeout: 20_000 });
  for (const language of ["en", "zh"]) {
    await tell(`setPreference({ language: "${language}" })`);
    await page.waitForTimeout(200);
    const boxes = await banner.locator(".acts button").evaluateAll((all) =>
      all.map((button) => {
        const { top, height, right } = button.getBoundingClientRect();
        return { top, height, right, whole: button.scrollWidth <= button.clientWidth };
      }),
    );
    expect(boxes).toHaveLength(3);
    expect(new Set(boxes.map(({ top, height }) => `${top} ${height}`)).size).toBe(1);
    for (const { right, height, whole } of boxes) {
      expect(right).toBeLessThanOrEqual(390);
      expect(height).toBe(44);
      expect(whole).toBe(true);
    }
    // A row of buttons as high as a finger, at most two lines of words, and what lies around them.
    expect((await banner.boundingBox())?.height).toBeLessThan(110);
  }
  await banner.locator(".ask").tap();
  await expect(banner.locator("p")).toBeVisible();
  await expect(banner.locator("p")).toContainText("学习率");
  await banner.locator(".acts button").nth(1).tap();
  await expect(banner).toHaveCount(0);
  expect(playground.errors).toEqual([]);
});

test("on a phone features are taken in as well as out, and their maps are there after every change of panel", async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  const head = page.locator("gp-column-head").first();
  await expect(head).toContainText("4 of 7");
  await page.getByRole("button", { name: /^Feature x²/ }).tap();
  await expect(head).toContainText("5 of 7");
  await page.getByRole("button", { name: /^Feature x²/ }).tap();
  await expect(head).toContainText("4 of 7");
  // The side of the maps, and the brightest and the darkest value of the first feature's.
  const side = () => playground.state<number>("state.view.thumbnail");
  const spread = () =>
    playground.state<number>(
      "(() => { const map = state.view.thumbnails.subarray(0, state.view.thumbnail ** 2);" +
        " return Math.max(...map) - Math.min(...map); })()",
    );
  await expect.poll(side).toBe(25);
  expect(await spread()).toBeGreaterThan(1);
  await page.getByRole("tab", { name: "Settings" }).tap();
  await expect.poll(side, "out of sight they are coarser").toBe(10);
  await page.getByRole("tab", { name: "Network" }).tap();
  await expect.poll(side).toBe(25);
  expect(await spread()).toBeGreaterThan(1);
});

test("each panel of a phone begins at its top", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  const panel = page.locator("gp-phone-panels .panel");
  await page.getByRole("tab", { name: "Data" }).tap();
  await panel.evaluate((element) => element.scrollTo(0, 400));
  expect(await panel.evaluate((element) => element.scrollTop)).toBeGreaterThan(100);
  await page.getByRole("tab", { name: "Settings" }).tap();
  await expect.poll(() => panel.evaluate((element) => element.scrollTop)).toBe(0);
});

test("a finger that has painted leaves no readout over its points", async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  const picture = page.locator("gp-picture .pic");
  await picture.tap({ position: { x: 100, y: 100 } });
  await expect(page.locator("gp-picture .readout")).toBeVisible();
  await page.getByRole("tab", { name: "Data" }).tap();
  await page.locator("gp-data .own").tap();
  await page.locator("gp-brushes .br").first().tap();
  const points = await playground.state<number>("state.data.trainTargets.length");
  await picture.tap({ position: { x: 60, y: 60 } });
  await expect.poll(() => playground.state<number>("state.data.trainTargets.length")).toBe(points + 1);
  await expect(page.locator("gp-picture .readout")).toBeHidden();
});
