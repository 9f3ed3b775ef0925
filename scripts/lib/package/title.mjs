// What a page says in its title when it has trained.
import { Failure } from "../log.mjs";
import { serve } from "../serve.mjs";

/** Opens an address in a browser; answers its title, which must tell a loss. */
export async function titleAt(browser, address) {
  const page = await browser.newPage();
  const words = [];
  page.on("console", (message) => message.type() === "error" && words.push(message.text()));
  page.on("pageerror", (error) => words.push(error.message));
  try {
    await page.goto(address);
    await page.waitForFunction(() => document.title !== "waiting" && document.title !== "", undefined, {
      timeout: 60_000,
    });
    const title = await page.title();
    if (!/^loss \d/.test(title)) throw new Failure(`${address} says: ${title}\n${words.join("\n")}`);
    return title;
  } catch (error) {
    throw error instanceof Failure ? error : new Failure(`${address}: ${error.message}\n${words.join("\n")}`);
  } finally {
    await page.close();
  }
}

/** The same for a folder, which is served meanwhile. */
export async function titleOf(browser, folder, path = "") {
  const { port, server } = await serve(folder, { port: 0 });
  try {
    return await titleAt(browser, `http://127.0.0.1:${port}/${path}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
