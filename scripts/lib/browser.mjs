// The built page in Chromium, for what takes its picture or its measure.
import { join } from "node:path";
import { chromiumPath } from "./browser-paths.mjs";
import { buildAll } from "./build.mjs";
import { ensureNodeModules, ensurePackages } from "./install.mjs";
import { root } from "./run.mjs";
import { serve } from "./serve.mjs";

/**
 * Installs what is missing, builds what has changed, serves the page and starts Chromium.
 * @param use called with the browser and the page's address; the browser and the server are closed afterwards
 */
export async function withBrowser(use, args = []) {
  await ensurePackages("browsers");
  await ensureNodeModules();
  await buildAll();
  const { chromium } = await import("@playwright/test");
  const { port, server } = await serve(join(root, "dist", "page"), { port: 0 });
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ["--no-sandbox", ...args],
  });
  try {
    return await use(browser, `http://127.0.0.1:${port}/`);
  } finally {
    await browser.close();
    server.close();
  }
}

/**
 * The page ready to train, with the browser's precise memory figures and its collector at hand.
 * @param use called with the page and the browser
 * @param flags further ones for V8
 */
export function withPage(use, flags = []) {
  return withBrowser(
    async (browser, address) => {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(address);
      await page.waitForFunction(() => {
        const { engine, foreseen } = document.querySelector("gradient-playground")?.store?.state ?? {};
        return engine?.phase === "ready" && !foreseen;
      });
      return use(page, browser);
    },
    ["--enable-precise-memory-info", `--js-flags=${["--expose-gc", ...flags].join(" ")}`],
  );
}

/** The operating system's numbers of the processes that show pages. */
export async function pageProcesses(browser) {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  return processInfo.filter(({ type }) => type === "renderer").map(({ id }) => id);
}

/**
 * Runs in the page: TensorFlow Playground's largest network, seven features and six layers of eight, on its spiral, by
 * its rule, at full speed. It is what the benchmark calls T-medium.
 */
export async function trainLargest() {
  const { store } = document.querySelector("gradient-playground");
  await store.intents.change((draft) => {
    Object.assign(draft.data, { dataset: "spiral", samples: 500, noise: 0, trainFraction: 0.5 });
    draft.features = store.state.catalog.features.filter(({ columns }) => columns > 0).map(({ id }) => id);
    draft.network.hidden = Array.from({ length: 6 }, () => ({ units: 8, activation: "tanh", dropout: 0 }));
    draft.network.outputActivation = "tanh";
    draft.loss = "half-squared-error";
    draft.regularization = { l1: 0, l2: 0 };
    draft.optimizer = { name: "sgd", learningRate: 0.03 };
    draft.batch.size = 10;
    draft.stop.maxEpochs = null; // a run that has stopped has no speed
  });
  store.intents.setSpeed(Number.POSITIVE_INFINITY);
  store.intents.play();
  await new Promise((resolve) => setTimeout(resolve, 2000));
}
