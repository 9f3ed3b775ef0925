import { expect, type Page } from "@playwright/test";
import type { GradientPlayground } from "../../web/embed/public.js";

/** Where the built element is served: another origin than the page's. */
export const originOf = (metadata: unknown): string => String((metadata as { elementOrigin: string }).elementOrigin);

interface Article {
  /** Inside `head`, before the script. */
  head?: string;
  body: string;
  headers?: Record<string, string>;
  script?: boolean;
}

/** An article of somebody else's that embeds the element, opened in the page. */
export async function openArticle(page: Page, from: string, { head = "", body, headers = {}, script = true }: Article) {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.route("**/article.html", (route) =>
    route.fulfill({
      contentType: "text/html; charset=utf-8",
      headers,
      body: `<!doctype html><html lang="en"><head><title>An article</title><link rel="icon" href="data:,">
        <meta name="viewport" content="width=device-width">${head}
        ${script ? `<script type="module" src="${from}/gradient-playground.js"></script>` : ""}</head><body>${body}</body></html>`,
    }),
  );
  await page.goto("article.html");
  return errors;
}

/** Every element of the article runs and has drawn. */
export async function allReady(page: Page): Promise<void> {
  const plays = page.locator("gradient-playground gp-transport .play");
  const count = await page.locator("gradient-playground").count();
  await expect(plays).toHaveCount(count);
  for (const play of await plays.all()) await expect(play).toBeEnabled({ timeout: 30_000 });
}

/** Calls a function with the n-th element. */
export const withElement = <T, A = undefined>(
  page: Page,
  use: (element: GradientPlayground, arg: A) => T,
  arg?: A,
  n = 0,
) =>
  page.evaluate(
    ([text, index, value]) => {
      const element = document.querySelectorAll("gradient-playground")[index as number];
      return new Function("element", "value", `return (${text})(element, value)`)(element, value);
    },
    [use.toString(), n, arg] as const,
  ) as Promise<Awaited<T>>;

export const epochOf = (page: Page, n = 0): Promise<number> =>
  withElement(page, (element) => element.progress?.epoch ?? -1, undefined, n);
