import type { Locator, Page } from "@playwright/test";

/** An event that a control fired: its name and its detail. */
export type Fired = [name: string, detail: unknown];

/**
 * Puts a control alone on an empty page, with these properties, and keeps the events of these names. The built page
 * defines all controls, so each runs in a browser as it is shipped.
 */
export async function mount(
  page: Page,
  tag: string,
  properties: Record<string, unknown>,
  events: string[] = [],
): Promise<{ control: Locator; fired: () => Promise<Fired[]> }> {
  await page.goto("");
  await page.evaluate(
    async ({ tag, properties, events }) => {
      await customElements.whenDefined(tag);
      const element = Object.assign(document.createElement(tag), properties);
      const fired: [string, unknown][] = [];
      for (const name of events)
        element.addEventListener(name, (event) => fired.push([name, (event as CustomEvent).detail]));
      Object.assign(window, { fired });
      document.body.replaceChildren(element);
    },
    { tag, properties, events },
  );
  return {
    control: page.locator(tag),
    fired: () => page.evaluate(() => (window as unknown as { fired: Fired[] }).fired),
  };
}
