import { expect, test } from "@playwright/test";
import { allReady, epochOf, openArticle, originOf, withElement } from "./article.js";

const one = (attributes = "") =>
  `<div style="width: 800px"><gradient-playground ${attributes}></gradient-playground></div>`;

test.describe("attributes take effect when they change", () => {
  test("preset, seed, theme, lang, speed and autoplay, set later and removed @firefox", async ({ page }, {
    config,
  }) => {
    const errors = await openArticle(page, originOf(config.metadata), { body: one() });
    await allReady(page);
    const element = page.locator("gradient-playground");
    const seed = () => withElement(page, (playground) => playground.experiment?.network.seed);
    await withElement(page, (playground) => playground.setAttribute("preset", "circle-four-neurons"));
    await expect.poll(() => withElement(page, (playground) => playground.experiment?.data.dataset)).toBe("circle");
    const own = await seed();
    await withElement(page, (playground) => playground.setAttribute("seed", "77"));
    await expect.poll(seed).toBe(77);
    await withElement(page, (playground) => playground.removeAttribute("seed"));
    await expect.poll(seed).toBe(own);

    const paper = () => element.evaluate((host) => getComputedStyle(host).colorScheme);
    await withElement(page, (playground) => playground.setAttribute("theme", "dark"));
    await expect.poll(paper).toBe("dark");
    await withElement(page, (playground) => playground.removeAttribute("theme"));
    await expect.poll(paper).toBe("light");

    await withElement(page, (playground) => playground.setAttribute("lang", "zh-CN"));
    await expect(element).toContainText("学习率");
    await withElement(page, (playground) => playground.removeAttribute("lang"));
    await expect(element).toContainText("Learning rate");

    expect(await epochOf(page)).toBe(0);
    await withElement(page, (playground) => playground.setAttribute("autoplay", ""));
    await expect.poll(() => epochOf(page)).toBeGreaterThan(2);
    expect(errors).toEqual([]);
  });

  test("an experiment, as JSON and as a link, set at first and later", async ({ page }, { config }) => {
    const experiment = JSON.stringify({ data: { dataset: "gauss" }, network: { hidden: [{ units: 3 }] } });
    await openArticle(page, originOf(config.metadata), { body: one(`experiment='${experiment}'`) });
    await allReady(page);
    const units = () =>
      withElement(page, (playground) =>
        playground.experiment?.network.hidden.map((layer) => ("units" in layer ? layer.units : 0)),
      );
    expect(await units()).toEqual([3]);
    const link = await withElement(page, (playground) => playground.makeLink());
    expect(link).toMatch(/^#1\./);
    await withElement(page, (playground) => {
      playground.experiment = { network: { hidden: [{ units: 5 }, { units: 2 }] } };
    });
    await expect.poll(units).toEqual([5, 2]);
    await withElement(page, (playground, text) => playground.setAttribute("experiment", text), link);
    await expect.poll(units).toEqual([3]);
  });
});

test.describe("what is not allowed is refused in words", () => {
  for (const [name, value, allowed] of [
    ["preset", "no-such-preset", "circle-four-neurons"],
    ["seed", "abc", "a whole number from 0 to 4294967295"],
    ["seed", "-1", "a whole number from 0 to 4294967295"],
    ["autoplay", "sometimes", "visible"],
    ["preset", "<img src=x onerror=alert(1)>", "circle-four-neurons"],
    ["preset", "x".repeat(100_000), "circle-four-neurons"],
  ] as const) {
    test(`${name}="${value.slice(0, 30)}", and it begins when that is set right`, async ({ page }, { config }) => {
      const dialogs: string[] = [];
      page.on("dialog", (dialog) => dialogs.push(dialog.message()) && dialog.dismiss());
      const errors = await openArticle(page, originOf(config.metadata), { body: one(), script: false });
      await withElement(page, (playground, given) => playground.setAttribute(given[0] ?? "", given[1] ?? ""), [
        name,
        value,
      ]);
      await page.addScriptTag({ type: "module", url: `${originOf(config.metadata)}/gradient-playground.js` });
      const alert = page.locator("gradient-playground").getByRole("alert");
      await expect(alert).toContainText(`${name} = "${value.slice(0, 60)}`);
      await expect(alert).toContainText(allowed);
      await expect(withElement(page, (playground) => playground.step())).rejects.toThrow(new RegExp(`${name} = `));
      await withElement(page, (playground, given) => playground.removeAttribute(given), name);
      await allReady(page);
      expect(dialogs).toEqual([]);
      expect(errors).toEqual([]);
    });
  }

  test("an experiment that cannot be read", async ({ page }, { config }) => {
    await openArticle(page, originOf(config.metadata), {
      body: one(`experiment='{"network": {"hidden": [{"units": -4}]}}'`),
    });
    await expect(page.locator("gradient-playground").getByRole("alert")).toContainText("network.hidden[0].units");
  });

  test("while a run is shown, it stays and the refusal is told in passing and as an event", async ({ page }, {
    config,
  }) => {
    await openArticle(page, originOf(config.metadata), { body: one() });
    await allReady(page);
    const told = withElement(
      page,
      (playground) =>
        new Promise<string>((resolve) => {
          playground.addEventListener("gp-error", ({ detail }) => resolve(detail.message), { once: true });
          playground.setAttribute("theme", "purple");
        }),
    );
    expect(await told).toContain("light, dark");
    await expect(page.locator("gradient-playground gp-toast").getByRole("status")).toContainText("light, dark");
    await allReady(page);
  });
});

test("rows as typed arrays are copied, told as lists, and other rows when they were written to", async ({ page }, {
  config,
}) => {
  await openArticle(page, originOf(config.metadata), { body: one("") });
  await allReady(page);
  const seen = await withElement(page, async (playground) => {
    const inputs = Float64Array.from([0, 1, 2, 3, 4, 5, 6, 7]);
    const targets = new Uint8Array([0, 1, 0, 1]);
    const told: unknown[] = [];
    playground.addEventListener("gp-change", ({ detail }) => told.push(detail.data.inputs));
    const experiment = { data: { inputs, targets, columns: 2, trainFraction: 1 } } as never;
    const opened = await playground.open(experiment);
    inputs[0] = 50;
    const kept = JSON.parse(JSON.stringify(playground.experiment)).data.inputs;
    const again = await playground.open(experiment);
    while (told.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    return { opened: opened.data.inputs, kept, again: again.data.inputs, columns: again.data.columns, told };
  });
  const [first, second] = [0, 50].map((value) => [value, 1, 2, 3, 4, 5, 6, 7]);
  expect(seen).toEqual({ opened: first, kept: first, again: second, columns: 2, told: [first, second] });
});

test("a run that takes much memory says so before it trains", async ({ page }, { config }) => {
  const errors = await openArticle(page, originOf(config.metadata), { body: one() });
  await allReady(page);
  await withElement(page, (playground) => {
    const hidden = Array.from({ length: 5 }, () => ({ units: 1000, activation: "relu" }));
    void playground.open({ network: { hidden } });
  });
  const told = page.getByRole("status").filter({ hasText: /^\s*This run takes about 2\d\d\.\d MB of memory/ });
  await expect(told).toBeVisible({ timeout: 30_000 });
  expect(await epochOf(page)).toBe(0);
  expect(errors).toEqual([]);
});

test("methods answer when they are done, and events tell of it @firefox", async ({ page }, { config }) => {
  await openArticle(page, originOf(config.metadata), { body: one('preset="circle-four-neurons"') });
  await allReady(page);
  const seen = await withElement(page, async (playground) => {
    const events: string[] = [];
    for (const name of ["gp-change", "gp-epoch", "gp-stop"] as const) {
      document.addEventListener(name, () => events.push(name));
    }
    const stepped = await playground.step("epoch", 3);
    const before = playground.parameters?.slice(0, 4).join();
    const sought = await playground.seek(1);
    const started = await playground.reset();
    const file = await playground.export("json");
    const opened = await playground.open({ network: { hidden: [{ units: 6 }] }, stop: { maxEpochs: 2 } });
    await playground.play();
    await new Promise<void>((resolve) => playground.addEventListener("gp-stop", () => resolve(), { once: true }));
    const bad = await playground.step("week" as never).catch((error: Error) => error.message);
    const refused = await playground
      .open({ network: { hidden: [{ units: 0 }] } })
      .catch((error: Error) => error.message);
    return {
      stepped: stepped.epoch,
      moved: before !== undefined,
      sought: sought.epoch,
      started: started.epoch,
      file: file.fileName,
      units: opened.network.hidden.length,
      bad,
      refused,
      events: [...new Set(events)].sort(),
    };
  });
  expect(seen).toMatchObject({ stepped: 3, moved: true, sought: 1, started: 0, file: "run.json", units: 1 });
  expect(seen.bad).toContain("epoch, batch, sample");
  expect(seen.refused).toContain("network.hidden[0].units");
  expect(seen.events).toEqual(["gp-change", "gp-epoch", "gp-stop"]);
});

test("imported twice, from two addresses at once, it is defined once", async ({ page }, { config }) => {
  const from = originOf(config.metadata);
  const head = ["a", "b"]
    .map((name) => `<script type="module" src="${from}/gradient-playground.js?${name}"></script>`)
    .join("");
  const errors = await openArticle(page, from, { head, body: one() });
  await allReady(page);
  expect(errors).toEqual([]);
});

test("two that remember keep a run each, over a reload", async ({ page }, { config }) => {
  const body = one('remember preset="circle-four-neurons"') + one("remember");
  await openArticle(page, originOf(config.metadata), { body });
  await allReady(page);
  await withElement(page, (playground) => playground.step("epoch", 4), undefined, 0);
  await withElement(page, (playground) => playground.step("epoch", 9), undefined, 1);
  await page.waitForTimeout(1200);
  await page.reload();
  await allReady(page);
  expect([await epochOf(page, 0), await epochOf(page, 1)]).toEqual([4, 9]);
});

test("it trains only while it can be seen @firefox", async ({ page }, { config }) => {
  const far = '<div style="height: 3000px"></div>';
  await openArticle(page, originOf(config.metadata), { body: `${one()}${far}${one("autoplay")}` });
  await expect.poll(() => epochOf(page, 1), { timeout: 20_000 }).toBe(0);
  await page.waitForTimeout(600);
  expect(await epochOf(page, 1)).toBe(0);
  await page.locator("gradient-playground").nth(1).scrollIntoViewIfNeeded();
  await expect.poll(() => epochOf(page, 1)).toBeGreaterThan(1);
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(600);
  const rested = await epochOf(page, 1);
  await page.waitForTimeout(600);
  expect(await epochOf(page, 1)).toBe(rested);
});

test("moved within the document it goes on; removed it gives everything back, 50 times over", async ({ page }, {
  config,
}) => {
  await openArticle(page, originOf(config.metadata), { body: `${one()}<div id="other" style="width: 700px"></div>` });
  await allReady(page);
  await withElement(page, (playground) => playground.step("epoch", 5));
  await withElement(page, (playground) => document.getElementById("other")?.append(playground));
  await allReady(page);
  expect(await epochOf(page)).toBe(5);
  await withElement(page, (playground) => playground.play());
  await expect.poll(() => epochOf(page)).toBeGreaterThan(6);
  await expect
    .poll(async () => (await page.locator("gradient-playground gp-picture").boundingBox())?.width ?? 0)
    .toBeGreaterThan(200);

  await withElement(page, (playground) => playground.remove());
  await expect.poll(() => page.workers().length).toBe(0);
  for (let round = 0; round < 50; round++) {
    await page.evaluate(() => {
      const element = document.createElement("gradient-playground");
      document.getElementById("other")?.replaceChildren(element);
    });
    if (round % 10 === 9) await allReady(page);
  }
  await expect.poll(() => page.workers().length).toBe(1);
  await page.evaluate(() => document.getElementById("other")?.replaceChildren());
  await expect.poll(() => page.workers().length).toBe(0);
});

test("50 times added, trained and removed: workers, elements, listeners and memory are as before", async ({ page }, {
  config,
}) => {
  test.setTimeout(300_000);
  await openArticle(page, originOf(config.metadata), { body: '<div id="place" style="width: 700px"></div>' });
  await page.waitForFunction(() => customElements.get("gradient-playground"));
  const rounds = (count: number) =>
    page.evaluate(async (times) => {
      for (let round = 0; round < times; round++) {
        const element = document.createElement("gradient-playground") as HTMLElement & {
          play(): Promise<void>;
          progress: { epoch: number } | null;
        };
        document.getElementById("place")?.append(element);
        await element.play();
        while (!element.progress?.epoch) await new Promise((resolve) => requestAnimationFrame(resolve));
        element.remove();
        await new Promise((resolve) => setTimeout(resolve));
      }
    }, count);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const kept = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return { nodes: of("Nodes"), listeners: of("JSEventListeners"), megabytes: of("JSHeapUsedSize") / 1048576 };
  };
  /** What stays of the first ones: code, styles, the compiled engine. */
  await rounds(5);
  await expect.poll(() => page.workers().length).toBe(0);
  await page.waitForTimeout(500);
  const before = await kept();
  await rounds(50);
  await expect.poll(() => page.workers().length).toBe(0);
  expect(await page.locator("gradient-playground").count()).toBe(0);
  // One element has some 600 nodes and takes about a megabyte: one that stayed each time would be 50 times that.
  await expect.poll(async () => (await kept()).nodes, { timeout: 20_000 }).toBeLessThanOrEqual(before.nodes + 200);
  await expect.poll(async () => (await kept()).listeners).toBeLessThanOrEqual(before.listeners + 20);
  await expect.poll(async () => (await kept()).megabytes).toBeLessThanOrEqual(before.megabytes * 1.2 + 1);
});

test("in a frame that may only run scripts it trains", async ({ page }, { config }) => {
  const from = originOf(config.metadata);
  const inner = `<!doctype html><script type="module" src="${from}/gradient-playground.js"></script><gradient-playground autoplay remember></gradient-playground>`;
  await openArticle(page, from, {
    script: false,
    body: `<iframe sandbox="allow-scripts" width="800" height="600" srcdoc='${inner}'></iframe>`,
  });
  const epoch = page.frameLocator("iframe").locator("gp-transport .epoch");
  await expect
    .poll(async () => Number((await epoch.textContent())?.replace(/\D/g, "")), { timeout: 20_000 })
    .toBeGreaterThan(3);
});

test("in a closed accordion it waits, and opened it stands and trains @firefox", async ({ page }, { config }) => {
  await openArticle(page, originOf(config.metadata), {
    body: `<details><summary>More</summary>${one("autoplay")}</details>`,
  });
  await expect.poll(() => epochOf(page), { timeout: 20_000 }).toBe(0);
  await page.waitForTimeout(400);
  expect(await epochOf(page)).toBe(0);
  await page.locator("summary").click();
  await expect.poll(() => epochOf(page)).toBeGreaterThan(1);
  expect((await page.locator("gradient-playground gp-picture").boundingBox())?.width).toBeGreaterThan(200);
});

test("four of them, from another origin and under a strict policy, share one compiled engine and all train @firefox", async ({
  page,
}, { config }) => {
  const from = originOf(config.metadata);
  const modules: string[] = [];
  page.on("request", (request) => request.url().endsWith(".wasm") && modules.push(request.url()));
  const policy = `default-src 'none'; script-src 'self' ${from} 'wasm-unsafe-eval' 'unsafe-eval'; connect-src ${from}; worker-src ${from} blob:; style-src 'unsafe-inline'; img-src data:`;
  const presets = ["spirals-four-features", "circle-four-neurons", "spiral-depth", ""];
  await openArticle(page, from, {
    headers: { "Content-Security-Policy": policy },
    body: `<div style="display: grid; grid-template-columns: 1fr 1fr">${presets.map((preset) => `<gradient-playground preset="${preset}"></gradient-playground>`).join("")}</div>`,
  });
  await page.setViewportSize({ width: 1440, height: 1000 });
  await allReady(page);
  for (const n of [0, 1, 2, 3]) await withElement(page, (playground) => playground.play(), undefined, n);
  for (const n of [0, 1, 2, 3]) await expect.poll(() => epochOf(page, n), { timeout: 30_000 }).toBeGreaterThan(2);
  expect(modules).toHaveLength(1);
});
