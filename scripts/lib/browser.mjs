import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * The built page in Chromium, ready to train, with the browser's precise memory figures and its collector at hand.
 * @param use called with the page and the browser; both are closed afterwards
 */
export async function withPage(port, use) {
  const server = spawn(process.execPath, [`${root}scripts/serve.mjs`, `${root}dist/page`, "--port", String(port)], {
    stdio: "ignore",
  });
  const browser = await chromium.launch({
    executablePath: process.env.GP_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--enable-precise-memory-info", "--js-flags=--expose-gc"],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`http://127.0.0.1:${port}/`);
    await page.locator("gp-transport .play:enabled").waitFor();
    return await use(page, browser);
  } finally {
    await browser.close();
    server.kill();
  }
}

/** Runs in the page: TensorFlow Playground's largest network, seven features and six layers of eight, at full speed. */
export async function trainLargest() {
  const { store } = document.querySelector("gradient-playground");
  await store.intents.change((draft) => {
    draft.features = store.state.catalog.features.filter(({ columns }) => columns > 0).map(({ id }) => id);
    draft.network.hidden = Array.from({ length: 6 }, () => ({ ...draft.network.hidden[0], units: 8 }));
    draft.batch.size = 10;
  });
  store.intents.setSpeed(Number.POSITIVE_INFINITY);
  store.intents.play();
  await new Promise((resolve) => setTimeout(resolve, 2000));
}
