import { defineConfig } from "@playwright/test";
import { chromiumPath, firefoxPath } from "./scripts/lib/browser-paths.mjs";

const port = Number(process.env.GP_TEST_PORT ?? 4179);

/** Chromium asks nobody on the network for anything, and starts without a first-run page. */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-features=LocalNetworkAccessChecks", // a page that a test makes up may load the element from this machine
];

/**
 * The built page at `baseURL`; the element's three files at the next port, which is another origin
 * (`metadata.elementOrigin`). All tests run in Chromium; those tagged @firefox, or in files *.firefox.spec.ts, in Firefox too.
 */
export default defineConfig({
  testDir: "tests",
  testMatch: ["e2e/**/*.spec.ts", "components/**/*.spec.ts"],
  outputDir: "test-results",
  fullyParallel: true,
  workers: 2,
  forbidOnly: !!process.env.CI,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  // On a machine shared with others a frame may come late; a second try tells a slow machine from a fault, and is counted.
  retries: process.env.CI ? 1 : 0,
  reporter: [["list"], ["json", { outputFile: "test-results/report.json" }]],
  metadata: { elementOrigin: `http://127.0.0.1:${port + 1}` },
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    screenshot: "only-on-failure",
    trace: "on-first-retry", // recording one takes about as long again as the test
    serviceWorkers: "block", // what a test answers in the network's place must not come from a store
  },
  webServer: [
    { command: `node scripts/serve.mjs dist/page --port ${port}`, url: `http://127.0.0.1:${port}/` },
    {
      command: `node scripts/serve.mjs dist/element --port ${port + 1}`,
      url: `http://127.0.0.1:${port + 1}/gradient-playground.js`,
    },
  ],
  projects: [
    {
      name: "chromium",
      use: {
        browserName: "chromium",
        launchOptions: { executablePath: chromiumPath, args: quiet },
      },
    },
    {
      name: "firefox",
      grep: /@firefox|\.firefox\.spec\.ts/, // a tag, or the file's name: both are part of what grep sees
      use: {
        browserName: "firefox",
        channel: "moz-firefox",
        launchOptions: { executablePath: firefoxPath },
      },
    },
  ],
});
