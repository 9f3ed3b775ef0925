import { expect, test } from "@playwright/test";
import { mount } from "./mount.js";

const EVENTS = ["gp-value", "gp-settled"];

test("on a log scale an arrow key goes a twentieth of a decade, with Shift a fifth of that", async ({ page }) => {
  const { fired } = await mount(
    page,
    "gp-slider",
    { value: 0.1, min: 0.001, max: 10, scale: "log", label: "Rate" },
    EVENTS,
  );
  const slider = page.getByRole("slider", { name: "Rate" });
  await slider.press("ArrowRight");
  expect(await fired()).toEqual([
    ["gp-value", 0.11],
    ["gp-settled", 0.11],
  ]);
  await slider.press("ArrowLeft");
  await slider.press("Shift+ArrowRight");
  expect((await fired()).at(-1)).toEqual(["gp-settled", Number((0.1 * 10 ** 0.01).toPrecision(3))]);
});

test("it stops at its ends and says its value in words", async ({ page }) => {
  const { fired } = await mount(
    page,
    "gp-slider",
    { value: 3, min: 1, max: 3, scale: "integer", label: "Rows", valueText: "3 rows" },
    ["gp-value"],
  );
  const slider = page.getByRole("slider", { name: "Rows" });
  await expect(slider).toHaveAttribute("aria-valuetext", "3 rows");
  await slider.press("ArrowUp");
  expect(await fired()).toEqual([]);
  for (let press = 0; press < 4; press++) await slider.press("ArrowDown");
  expect(await fired()).toEqual([
    ["gp-value", 2],
    ["gp-value", 1],
  ]);
});
