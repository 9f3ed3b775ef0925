/**
 * Takes the set of pictures in docs/screens/ from the built page: every width in light and dark, both languages,
 * and the states that a reader meets. Look at each one after a change of the interface.
 *
 *   npm run screens [-- FOLDER [PART OF A NAME]]
 */
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { withBrowser } from "./lib/browser.mjs";
import { main } from "./lib/log.mjs";
import { root } from "./lib/run.mjs";

const folder = process.argv[2] ?? join(root, "docs", "screens");
const only = process.argv[3] ?? "";
mkdirSync(folder, { recursive: true });

/** Trains to an epoch, so that every picture shows the same. */
async function train(page, epochs = 300) {
  await page.evaluate(() => {
    const { store } = document.querySelector("gradient-playground");
    store.intents.setSpeed(Number.POSITIVE_INFINITY);
  });
  await setStop(page, epochs);
  await page.locator("gp-transport .play").click();
  await page.waitForFunction(
    (last) => document.querySelector("gradient-playground").store.state.progress.epoch >= last,
    epochs,
  );
  await setStop(page, null);
  await page.evaluate(() => document.querySelector("gradient-playground").store.intents.setSpeed(1000));
  await page.waitForTimeout(400);
}

const setStop = (page, maxEpochs) =>
  page.evaluate(async (value) => {
    await document.querySelector("gradient-playground").store.intents.change((draft) => {
      draft.stop.maxEpochs = value;
    });
  }, maxEpochs);

const preset = (page, id) =>
  page.evaluate(async (name) => {
    const { store } = document.querySelector("gradient-playground");
    store.intents.choosePreset(name);
    while (store.state.preset !== name) await new Promise((resolve) => setTimeout(resolve, 20));
  }, id);

const still = () => {};

/** Opens a panel under the picture of a phone. */
const panel = (index) => async (page) => {
  await train(page);
  await page.getByRole("tab").nth(index).click();
};

/** Trains, then opens what a button opens. */
const opened = (selector) => async (page) => {
  await train(page);
  await page.locator(selector).click();
};

const trained = (id, epochs) => async (page) => {
  await preset(page, id);
  await train(page, epochs);
};

async function openData(page) {
  await page.evaluate(() =>
    document.querySelector("gradient-playground").store.intents.setPreference({ inspector: "data" }),
  );
  await page.locator("gp-table-import").waitFor();
  await page.waitForTimeout(400);
}

const table = (text) => async (page) => {
  await openData(page);
  const file = { name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  await page.locator("gp-table-import input[type=file]").setInputFiles(file);
  await page.locator("gp-table-import :is(.use, .fault)").waitFor();
  await page.locator("gp-table-import").scrollIntoViewIfNeeded();
};
const PEOPLE =
  "height,weight,age,group\n171.2,64.0,23,a\n158.9,51.3,31,b\n180.4,82.7,27,a\n165.0,,30,b\n170.1,70.2,22,a\n";

async function brush(page) {
  await train(page);
  await openData(page);
  await page.locator("gp-brushes .br").first().click();
  const { x, y } = await page.locator("gp-picture").boundingBox();
  await page.mouse.move(x + 180, y + 180);
}

async function diverge(page) {
  await train(page, 60);
  await page.evaluate(async () => {
    const { store } = document.querySelector("gradient-playground");
    await store.intents.change((draft) => {
      draft.optimizer = { name: "momentum", learningRate: 0.02 };
      draft.loss = "half-squared-error";
      draft.network.outputActivation = "linear";
    });
  });
  await train(page, 60);
  await page.evaluate(async () => {
    const { store } = document.querySelector("gradient-playground");
    store.intents.dismissToast();
    await store.intents.change((draft) => {
      draft.optimizer.learningRate = 300;
    });
    store.intents.play();
  });
  await page.locator("gp-banner [role=alert]").waitFor();
}

async function rewind(page) {
  await train(page);
  await page.evaluate(() => document.querySelector("gradient-playground").store.intents.seek(60));
  await page.waitForTimeout(300);
  await page.locator("gp-chart .plot").hover({ position: { x: 160, y: 40 } });
}

async function schedule(page) {
  await train(page);
  await page.locator("gp-rate .sched").click();
  await page.locator("gp-panel-rate [role=radio]").nth(3).click();
}

/** The popover of a neuron of the first hidden layer. */
async function neuron(page) {
  await train(page);
  await page.locator('gp-network .node[data-layer="1"]').nth(2).press("Enter");
}

async function present(page) {
  await train(page);
  await page.keyboard.press("p");
  await page.evaluate(() => document.activeElement?.blur());
}

/** Trains a little, opens a step of the Explain panel, and looks at one thing in it. */
const explained =
  (step, ref, { batch = false } = {}) =>
  async (page) => {
    await train(page, 40);
    await page.keyboard.press("Alt+1");
    const panel = page.locator("gp-explain");
    await panel.locator("ol.steps h3 button").nth(step).click();
    if (batch) await panel.getByRole("radio").nth(1).click();
    await page.evaluate((what) => document.querySelector("gradient-playground").store.intents.pin(what), ref);
    await page.waitForTimeout(1500);
  };

/** Eight hidden layers of so many units. */
const layers = (units) => async (page) => {
  await page.evaluate(async (count) => {
    await document.querySelector("gradient-playground").store.intents.change((draft) => {
      draft.network.hidden = Array.from({ length: 8 }, () => ({ units: count, activation: "tanh", dropout: 0 }));
      draft.optimizer = { name: "adam", learningRate: 0.003 };
    });
  }, units);
  await train(page);
  await page.evaluate(() => document.querySelector("gradient-playground").store.intents.dismissToast());
};

/** The element in somebody's article. */
const embedded = (language) => async (page) => {
  await page.evaluate((lang) => {
    document.body.style.cssText = "display: block; height: auto; margin: 16px; overflow: auto";
    document.body.innerHTML = `<gradient-playground preset="circle-four-neurons" lang="${lang}"></gradient-playground>`;
  }, language);
  await page.locator("gp-transport .play:enabled").waitFor();
  await train(page, 120);
};

/** name, width, height, theme, language, what to do before the picture is taken */
const SCREENS = [
  ["main", 1440, 900, "light", "en", train],
  ["main", 1440, 900, "dark", "en", train],
  ["main", 1440, 900, "light", "zh-CN", train],
  ["main", 1440, 900, "dark", "zh-CN", train],
  ["main", 1024, 768, "light", "en", train],
  ["main", 1024, 768, "dark", "zh-CN", train],
  ["main", 720, 960, "light", "en", train],
  ["main", 720, 960, "dark", "zh-CN", train],
  ["wide", 720, 600, "light", "en", train],
  ["wide", 720, 600, "dark", "zh-CN", train],
  ["phone", 390, 844, "light", "en", train],
  ["phone", 390, 844, "dark", "zh-CN", train],
  ["phone", 360, 640, "light", "zh-CN", train],
  ["phone", 360, 640, "dark", "en", train],
  ["phone-wide", 844, 390, "light", "en", train],
  ["phone-wide", 844, 390, "dark", "zh-CN", train],
  ["phone-loss", 390, 844, "light", "en", panel(1)],
  ["phone-settings", 390, 844, "light", "zh-CN", panel(2)],
  ["phone-data", 390, 844, "dark", "en", panel(4)],
  ["phone-iris", 390, 844, "light", "zh-CN", trained("iris", 120)],
  ["phone-diverged", 390, 844, "light", "en", diverge],
  ["phone-diverged", 390, 844, "dark", "zh-CN", diverge],
  ["deep", 1440, 900, "light", "en", layers(8)],
  ["deep", 1024, 768, "dark", "zh-CN", layers(8)],
  ["deep", 720, 960, "light", "zh-CN", layers(8)],
  ["deep", 390, 844, "light", "en", layers(8)],
  ["largest", 1440, 900, "dark", "en", layers(32)],
  ["largest", 390, 844, "dark", "zh-CN", layers(32)],
  ["present", 1280, 720, "light", "en", present],
  ["present", 1280, 720, "dark", "zh-CN", present],
  ["embed", 700, 500, "light", "en", embedded("en")],
  ["embed", 700, 500, "dark", "zh-CN", embedded("zh-CN")],
  ["start", 1440, 900, "light", "en", still],
  ["diverged", 1440, 900, "light", "en", diverge],
  ["diverged", 1440, 900, "dark", "zh-CN", diverge],
  ["rewound", 1440, 900, "light", "en", rewind],
  ["restarted", 1440, 900, "light", "zh-CN", opened("gp-data [role=radio] >> nth=0")],
  ["optimizer", 1440, 900, "light", "en", opened("gp-recipe gp-setting >> nth=0 >> .val")],
  ["batch", 1440, 900, "dark", "zh-CN", opened("gp-recipe gp-setting >> nth=1 >> .val")],
  ["schedule", 1440, 900, "light", "en", schedule],
  ["neuron", 1440, 900, "light", "zh-CN", neuron],
  ["show", 1440, 900, "dark", "en", opened("gp-picture-head .eye")],
  ["all-settings", 1440, 900, "dark", "en", opened("gp-recipe .all")],
  ["all-settings", 1440, 900, "light", "zh-CN", opened("gp-recipe .all")],
  ["presets", 1440, 900, "light", "zh-CN", opened("gp-top-bar .preset")],
  ["keys", 1440, 900, "light", "en", opened("gp-top-bar .keys")],
  ["draw", 1440, 900, "dark", "en", brush],
  ["table", 1440, 900, "light", "zh-CN", table(PEOPLE)],
  ["table-refused", 1440, 900, "light", "en", table("one\n1\n2\n")],
  ["iris", 1440, 900, "light", "en", trained("iris", 120)],
  ["digits", 1440, 900, "light", "zh-CN", trained("digits", 20)],
  ["curve", 1440, 900, "light", "en", trained("curve", 300)],
  ["six-hills", 1440, 900, "dark", "en", trained("six-hills", 300)],
  ["walk-delta", 1440, 900, "light", "en", explained(2, { kind: "neuron", layer: 1, index: 1 })],
  ["walk-bias", 1440, 1080, "light", "en", explained(3, { kind: "bias", layer: 2, to: 1 }, { batch: true })],
  ["walk-adam", 1440, 1080, "light", "en", explained(4, { kind: "weight", layer: 2, to: 1, from: 2 }, { batch: true })],
  ["explain", 1440, 900, "dark", "zh-CN", explained(3, { kind: "weight", layer: 2, to: 1, from: 2 })],
  ["explain", 1024, 768, "dark", "en", explained(3, { kind: "weight", layer: 2, to: 1, from: 2 })],
  ["explain", 720, 960, "light", "zh-CN", explained(2, { kind: "neuron", layer: 1, index: 1 })],
  ["explain", 390, 844, "dark", "zh-CN", explained(3, { kind: "weight", layer: 2, to: 1, from: 2 })],
  ["three-classes", 1440, 900, "light", "en", trained("three-classes", 60)],
];

async function take(browser, address, [name, width, height, theme, language, act]) {
  const file = `${name}-${theme}-${language.slice(0, 2)}-${width}x${height}.png`;
  if (!file.includes(only)) return;
  const finger = width < 600 || height < 460; // phones are touched: heads and buttons are as large as there
  const viewport = { width, height };
  const touch = { hasTouch: finger, isMobile: finger };
  const context = await browser.newContext({ viewport, colorScheme: theme, locale: language, ...touch });
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(`${file}: ${error.message}`));
  await page.goto(address);
  await page.locator("gp-transport .play:enabled").waitFor();
  await act(page);
  await page.waitForTimeout(500);
  const path = join(folder, file);
  await page.screenshot({ path });
  // Where pngquant is installed pictures take a third of the space.
  spawnSync("pngquant", ["--force", "--skip-if-larger", "--quality", "85-100", "--output", path, path]);
  await context.close();
  console.log(file);
}

main(() =>
  withBrowser(async (browser, address) => {
    for (const screen of SCREENS) await take(browser, address, screen);
  }),
);
