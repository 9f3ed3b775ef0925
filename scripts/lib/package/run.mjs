// The tries of the package one after the other; what the suite "package" and `npm run try-package` share.
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { chromiumPath } from "../browser-paths.mjs";
import { Failure, red, step } from "../log.mjs";
import { preparedWorld } from "./short.mjs";

/** Runs tries, whatever the others said; answers how many passed and failed. */
export async function runTries(list) {
  const { chromium } = await import("@playwright/test");
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ["--no-sandbox"],
  });
  let passed = 0;
  let world;
  try {
    await step("Packed, and installed into an empty folder without the network", async () => {
      world = await preparedWorld(browser);
    });
    for (const one of list) {
      try {
        await step(one.title, (progress) => one.run({ ...world, progress }));
        passed += 1;
      } catch (error) {
        console.log(error instanceof Failure ? red(error.message) : error);
      }
    }
  } finally {
    await browser.close();
    if (world) rmSync(dirname(world.folder), { recursive: true, force: true });
  }
  return { passed, failed: list.length - passed };
}
