/**
 * Takes the set of pictures in docs/screens/ from the built page: every width in light and dark, both languages,
 * and the states that a reader meets. Look at each one after a change of the interface.
 *
 *   node scripts/screens.mjs [folder] [part of a name]
 */
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const PORT = 4190;
const root = fileURLToPath(new URL("..", import.meta.url));
const folder = process.argv[2] ?? `${root}docs/screens`;
const only = process.argv[3] ?? "";
mkdirSync(folder, { recursive: true });

/** Trains to an epoch, so that every picture shows the same. */
async function train(page, epochs = 300) {
  await page.locator("gp-transport .speed").evaluate(() => {
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

const cell = (page, index) => page.locator("gp-recipe gp-setting").nth(index).locator(".val").click();
const still = () => {};

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
  ["phone", 390, 844, "light", "en", train],
  ["phone", 390, 844, "dark", "zh-CN", train],
  [
    "phone-loss",
    390,
    844,
    "light",
    "en",
    async (page) => {
      await train(page);
      await page.getByRole("tab").nth(1).click();
    },
  ],
  [
    "phone-settings",
    390,
    844,
    "light",
    "zh-CN",
    async (page) => {
      await train(page);
      await page.getByRole("tab").nth(2).click();
    },
  ],
  [
    "phone-data",
    390,
    844,
    "dark",
    "en",
    async (page) => {
      await train(page);
      await page.getByRole("tab").nth(3).click();
    },
  ],
  ["start", 1440, 900, "light", "en", still],
  [
    "diverged",
    1440,
    900,
    "light",
    "en",
    async (page) => {
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
      await page.locator("gp-rate input[type=text]").fill("300");
      await page.locator("gp-rate input[type=text]").press("Enter");
      await page.locator("gp-transport .play").click();
      await page.locator("gp-banner [role=alert]").waitFor();
    },
  ],
  [
    "rewound",
    1440,
    900,
    "light",
    "en",
    async (page) => {
      await train(page);
      await page.evaluate(() => document.querySelector("gradient-playground").store.intents.seek(60));
      await page.waitForTimeout(300);
      await page.locator("gp-chart .plot").hover({ position: { x: 160, y: 40 } });
    },
  ],
  [
    "optimizer",
    1440,
    900,
    "light",
    "en",
    async (page) => {
      await train(page);
      await cell(page, 0);
    },
  ],
  [
    "batch",
    1440,
    900,
    "dark",
    "zh-CN",
    async (page) => {
      await train(page);
      await cell(page, 1);
    },
  ],
  [
    "schedule",
    1440,
    900,
    "light",
    "en",
    async (page) => {
      await train(page);
      await page.locator("gp-rate .sched").click();
      await page.locator("gp-panel-rate [role=radio]").nth(3).click();
    },
  ],
  [
    "all-settings",
    1440,
    900,
    "dark",
    "en",
    async (page) => {
      await train(page);
      await page.locator("gp-recipe .all").click();
    },
  ],
  [
    "presets",
    1440,
    900,
    "light",
    "zh-CN",
    async (page) => {
      await train(page);
      await page.locator("gp-top-bar .preset").click();
    },
  ],
  [
    "present",
    1280,
    720,
    "light",
    "en",
    async (page) => {
      await train(page);
      await page.keyboard.press("p");
    },
  ],
  [
    "keys",
    1440,
    900,
    "light",
    "en",
    async (page) => {
      await train(page);
      await page.locator("gp-top-bar .keys").click();
    },
  ],
  [
    "restarted",
    1440,
    900,
    "light",
    "en",
    async (page) => {
      await train(page);
      await page.locator("gp-data [role=radio]").first().click();
    },
  ],
  [
    "iris",
    1440,
    900,
    "light",
    "en",
    async (page) => {
      await preset(page, "iris");
      await train(page, 120);
    },
  ],
  [
    "digits",
    1440,
    900,
    "light",
    "en",
    async (page) => {
      await preset(page, "digits");
      await train(page, 20);
    },
  ],
  [
    "curve",
    1440,
    900,
    "light",
    "en",
    async (page) => {
      await preset(page, "curve");
      await train(page, 300);
    },
  ],
  [
    "six-hills",
    1440,
    900,
    "dark",
    "en",
    async (page) => {
      await preset(page, "six-hills");
      await train(page, 300);
    },
  ],
  [
    "three-classes",
    1440,
    900,
    "light",
    "en",
    async (page) => {
      await preset(page, "three-classes");
      await train(page, 60);
    },
  ],
];

const server = spawn(process.execPath, [`${root}scripts/serve.mjs`, `${root}dist/page`, "--port", String(PORT)], {
  stdio: "ignore",
});
const browser = await chromium.launch({
  executablePath: process.env.GP_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
try {
  for (const [name, width, height, theme, language, act] of SCREENS) {
    const file = `${name}-${theme}-${language.slice(0, 2)}-${width}x${height}.png`;
    if (!file.includes(only)) continue;
    const finger = width < 600; // phones are touched: heads and buttons are as large as there
    const viewport = { width, height };
    const touch = { hasTouch: finger, isMobile: finger };
    const context = await browser.newContext({ viewport, colorScheme: theme, locale: language, ...touch });
    const page = await context.newPage();
    page.on("pageerror", (error) => console.error(`${file}: ${error.message}`));
    await page.goto(`http://127.0.0.1:${PORT}/`);
    await page.locator("gp-transport .play:enabled").waitFor();
    await act(page);
    await page.waitForTimeout(500);
    await page.screenshot({ path: `${folder}/${file}` });
    // Where pngquant is installed pictures take a third of the space.
    spawnSync("pngquant", [
      "--force",
      "--skip-if-larger",
      "--quality",
      "85-100",
      "--output",
      `${folder}/${file}`,
      `${folder}/${file}`,
    ]);
    await context.close();
    console.log(file);
  }
} finally {
  await browser.close();
  server.kill();
}
