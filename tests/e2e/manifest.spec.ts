/** custom-elements.json says what the element has, all of it and no more. */
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { allReady, openArticle, originOf, withElement } from "./article.js";
import { holdEngine } from "./playground.js";

interface Named {
  name: string;
}
interface Declaration {
  attributes: (Named & { fieldName: string })[];
  members: (Named & { kind: "field" | "method"; readonly?: boolean })[];
  events: Named[];
  slots: Named[];
  cssParts: Named[];
  cssProperties: Named[];
}

const manifest = JSON.parse(readFileSync("dist/custom-elements.json", "utf8")) as {
  modules: { declarations: Declaration[] }[];
};
const declared = manifest.modules[0]?.declarations[0] as Declaration;
const names = (list: readonly Named[]): string[] => list.map(({ name }) => name).sort();

/** What a custom element and its library have of themselves, and the run that tests read. */
const OWN = [
  ...["constructor", "connectedCallback", "disconnectedCallback", "scheduleUpdate", "willUpdate", "render"],
  ...["captioned", "wanted"],
];

test("its attributes, properties and methods are those of the class", async ({ page }, { config }) => {
  await openArticle(page, originOf(config.metadata), { body: "<gradient-playground></gradient-playground>" });
  await allReady(page);
  const has = await withElement(page, (element) => {
    const made = customElements.get("gradient-playground") as unknown as { observedAttributes: string[] };
    const described = Object.entries(Object.getOwnPropertyDescriptors(Object.getPrototypeOf(element)));
    return {
      attributes: [...made.observedAttributes],
      methods: described.filter(([, { value }]) => typeof value === "function").map(([name]) => name),
      fields: described.filter(([, { get }]) => get).map(([name]) => name),
      fixed: described.filter(([, { get, set }]) => get && !set).map(([name]) => name),
    };
  });
  const own = (list: readonly string[]) => list.filter((name) => !OWN.includes(name)).sort();
  const members = (kind: "field" | "method") => own(names(declared.members.filter((member) => member.kind === kind)));
  expect(names(declared.attributes)).toEqual(has.attributes.sort());
  expect(members("method")).toEqual(own(has.methods));
  expect(members("field")).toEqual(own(has.fields));
  expect(own(names(declared.members.filter(({ readonly }) => readonly)))).toEqual(own(has.fixed));
  for (const { name, fieldName } of declared.attributes) expect(has.fields, name).toContain(fieldName);
});

test("each of its events comes, and no other", async ({ page }, { config }) => {
  const from = originOf(config.metadata);
  await openArticle(page, from, { body: "<gradient-playground></gradient-playground>", script: false });
  await page.evaluate(() => {
    const heard = new Set<string>();
    Object.assign(window, { heard });
    const dispatch = EventTarget.prototype.dispatchEvent;
    EventTarget.prototype.dispatchEvent = function (event) {
      if (this instanceof HTMLElement && this.localName === "gradient-playground") heard.add(event.type);
      return dispatch.call(this, event);
    };
  });
  await page.addScriptTag({ type: "module", url: `${from}/gradient-playground.js` });
  await allReady(page);
  const wait = (name: string) =>
    expect.poll(() => page.evaluate(() => [...(window as unknown as { heard: Set<string> }).heard])).toContain(name);
  await withElement(page, (element) => element.setAttribute("theme", "purple"));
  await withElement(page, async (element) => {
    await element.open({ stop: { maxEpochs: 2 } });
    await element.play();
  });
  await wait("gp-stop");
  await withElement(page, async (element) => {
    await element.open({ loss: "mse", network: { outputActivation: "linear" }, optimizer: { learningRate: 1000 } });
    await element.play();
  });
  await wait("gp-diverge");
  const heard = await page.evaluate(() => [...(window as unknown as { heard: Set<string> }).heard]);
  expect(heard.filter((name) => name.startsWith("gp-")).sort()).toEqual(names(declared.events));
});

test("its slots, parts and custom properties are there and do what they say", async ({ page }, { config }) => {
  const from = originOf(config.metadata);
  await openArticle(page, from, {
    body: '<gradient-playground><p id="still">Still</p><p slot="caption">Caption</p></gradient-playground>',
    script: false,
  });
  const come = await holdEngine(page);
  await page.addScriptTag({ type: "module", url: `${from}/gradient-playground.js` });
  const element = page.locator("gradient-playground");
  const inside = (selector: string, attribute: string) =>
    element.evaluate(
      (host, [query = "", name = ""]) =>
        [...(host.shadowRoot?.querySelectorAll(query) ?? [])].map((each) => each.getAttribute(name) ?? ""),
      [selector, attribute],
    );
  await expect.poll(async () => (await inside("slot", "name")).sort()).toEqual(names(declared.slots));
  await expect(page.getByText("Still")).toBeVisible();
  come();
  await allReady(page);
  await expect(page.getByText("Still")).toBeHidden();
  await expect(page.getByText("Caption")).toBeVisible();
  expect((await inside("[part]", "part")).sort()).toEqual(names(declared.cssParts));

  expect(names(declared.cssProperties)).toEqual(["--gp-font", "--gp-page"]);
  await element.evaluate((host) => {
    host.style.setProperty("--gp-page", "rgb(1, 2, 3)");
    host.style.setProperty("--gp-font", "monospace");
  });
  expect(await element.evaluate((host) => getComputedStyle(host).backgroundColor)).toBe("rgb(1, 2, 3)");
  const epoch = page.locator("gp-transport .epoch");
  expect(await epoch.evaluate((text) => getComputedStyle(text).fontFamily)).toContain("monospace");
});
