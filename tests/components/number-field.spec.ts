import { expect, type Page, test } from "@playwright/test";
import { mount } from "./mount.js";

const rate = { value: 0.03, label: "Rate", min: 0, max: 10, above: true, scale: "log" };

/** What the page says of type. */
const setType = (page: Page) =>
  page.evaluate(() => {
    document.body.style.cssText =
      "--t-ui: 13px; --t-body: 14px; --w-reg: 400; --w-med: 500; --lh: 1.4; --font: system-ui, sans-serif";
  });

test("what is typed is sent on Enter, once, as a number", async ({ page }) => {
  const { fired } = await mount(page, "gp-number", rate, ["gp-value"]);
  const field = page.getByRole("textbox", { name: "Rate" });
  await field.fill("0.5");
  expect(await fired()).toEqual([]);
  await field.press("Enter");
  await field.press("Enter");
  await field.blur();
  expect(await fired()).toEqual([["gp-value", 0.5]]);
});

test("what cannot be taken is marked, never sent, and the field then shows the value again", async ({ page }) => {
  const { fired } = await mount(page, "gp-number", rate, ["gp-value"]);
  const field = page.getByRole("textbox", { name: "Rate" });
  for (const text of ["0", "-1", "11", "abc", ""]) {
    await field.fill(text);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await field.press("Enter");
  }
  await field.blur();
  await expect(field).toHaveValue("0.03");
  await expect(field).toHaveAttribute("aria-invalid", "false");
  expect(await fired()).toEqual([]);
});

test("Escape takes back what was typed", async ({ page }) => {
  const { fired } = await mount(page, "gp-number", rate, ["gp-value"]);
  const field = page.getByRole("textbox", { name: "Rate" });
  await field.fill("7");
  await field.press("Escape");
  await expect(field).toHaveValue("0.03");
  await field.blur();
  expect(await fired()).toEqual([]);
});

test("arrow keys go a tenth of a decade on a log scale and by one among whole numbers, within the bounds", async ({
  page,
}) => {
  let { fired } = await mount(page, "gp-number", rate, ["gp-value"]);
  await page.getByRole("textbox").press("ArrowUp");
  expect(await fired()).toEqual([["gp-value", Number((0.03 * 10 ** 0.1).toPrecision(3))]]);
  ({ fired } = await mount(page, "gp-number", { value: 5, label: "Units", min: 1, max: 5, scale: "integer" }, [
    "gp-value",
  ]));
  await page.getByRole("textbox").press("ArrowUp");
  await page.getByRole("textbox").press("ArrowDown");
  expect(await fired()).toEqual([["gp-value", 4]]);
});

test("a number that can be off is off when it is emptied", async ({ page }) => {
  const { fired } = await mount(page, "gp-number", { ...rate, nullable: true }, ["gp-value"]);
  const field = page.getByRole("textbox");
  await field.fill("");
  await field.press("Enter");
  expect(await fired()).toEqual([["gp-value", null]]);
});

for (const [kind, width, properties] of [
  ["in a form", "72px", {}],
  ["in the bar", "64px", { plain: true }],
  ["on a phone", "84px", { size: "large" }],
] as const) {
  test(`a long number is whole in a narrow field ${kind}, in type that can be read @firefox`, async ({ page }) => {
    const { control } = await mount(page, "gp-number", { label: "Rate", value: 0 });
    await setType(page);
    await control.evaluate(
      (element, [wide, given]) => {
        element.style.width = wide;
        for (const [name, value] of Object.entries(given)) element.setAttribute(name, String(value));
      },
      [width, properties] as const,
    );
    const field = page.getByRole("textbox", { name: "Rate" });
    for (const [value, text] of [
      [0.03, "0.03"],
      [1e6, "1000000"],
      [0.00012345, "0.00012345"],
      [-123456.7, "−123456.7"],
      [1.5e-12, "1.5e-12"],
      [4294967295, "4.294967e9"],
    ] as const) {
      await control.evaluate((element, given) => Object.assign(element, { value: given }), value);
      await expect(field).toHaveValue(text);
      const { cut, size } = await field.evaluate((input) => ({
        cut: input.scrollWidth - input.clientWidth,
        size: Number.parseFloat(getComputedStyle(input).fontSize),
      }));
      expect(cut, text).toBeLessThanOrEqual(0);
      expect(size, text).toBeGreaterThanOrEqual(9);
      if (value === 0.03) expect(size).toBeGreaterThanOrEqual(13);
    }
  });
}

test("where nothing says how wide it is, it is as wide as its number needs", async ({ page }) => {
  const { control } = await mount(page, "gp-number", { label: "Rate", value: 123456.7 });
  await setType(page);
  await control.evaluate((element) => {
    element.style.width = "max-content";
  });
  const field = page.getByRole("textbox", { name: "Rate" });
  await expect(field).toBeVisible();
  const { size, spare } = await field.evaluate((input) => ({
    size: getComputedStyle(input).fontSize,
    spare: input.clientWidth - input.scrollWidth,
  }));
  expect(size).toBe("13px");
  expect(spare).toBe(0);
});
