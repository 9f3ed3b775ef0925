import { expect, type Locator, type Page, test } from "@playwright/test";
import { mount } from "./mount.js";

/** A long article whose box scrolls, with a button in it that opens a popover with two buttons. */
async function article(page: Page): Promise<void> {
  await mount(page, "gp-popover", { label: "Rate" });
  await page.evaluate(() => {
    const popover = document.querySelector("gp-popover") as HTMLElement & { anchor: Element; open: boolean };
    popover.innerHTML = "<button>first</button><button>second</button>";
    document.body.innerHTML = `<div id="article" style="height: 500px; overflow: auto">
        <div style="height: 300px"></div><button id="anchor">Open</button><div style="height: 2000px"></div>
      </div>`;
    const anchor = document.querySelector("#anchor") as HTMLElement;
    anchor.after(popover);
    popover.anchor = anchor;
    anchor.addEventListener("click", () => {
      popover.open = true;
    });
    popover.addEventListener("gp-close", () => document.body.setAttribute("data-closed", ""));
  });
}

/** The same with a field for a number in the popover; opened. @returns the field */
async function withNumber(page: Page): Promise<Locator> {
  await article(page);
  await page.evaluate(() => {
    const field = Object.assign(document.createElement("gp-number"), { value: 16, label: "Size", scale: "integer" });
    field.style.width = "80px"; // as wide as its page says; there is none here
    document.querySelector("gp-popover")?.replaceChildren(field);
  });
  await page.getByRole("button", { name: "Open" }).click();
  const field = page.getByRole("textbox", { name: "Size" });
  await expect(field).toBeFocused();
  return field;
}

/** From the anchor's lower to the popover's upper edge, in pixels. */
const gap = (page: Page) =>
  page.evaluate(() => {
    const box = (selector: string) => (document.querySelector(selector) as Element).getBoundingClientRect();
    return Math.round(box("gp-popover").top - box("#anchor").bottom);
  });

test("it opens below its anchor and stays there while the article around it is scrolled @firefox", async ({ page }) => {
  await article(page);
  await page.getByRole("button", { name: "Open" }).click();
  await expect.poll(() => gap(page)).toBe(6);
  for (const top of [120, 40, 200]) {
    await page.evaluate((to) => document.querySelector("#article")?.scrollTo(0, to), top);
    await expect.poll(() => gap(page)).toBe(6);
  }
});

test("it goes to the other side where its own has no room", async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 380 });
  await article(page);
  await page.evaluate(() => {
    (document.querySelector("gp-popover") as HTMLElement).style.height = "200px";
  });
  await page.getByRole("button", { name: "Open" }).click();
  await expect
    .poll(() =>
      page.evaluate(() => {
        const box = (selector: string) => (document.querySelector(selector) as Element).getBoundingClientRect();
        return Math.round(box("#anchor").top - box("gp-popover").bottom);
      }),
    )
    .toBe(6);
});

test("the focus goes in and comes back; Escape and a press outside close it @firefox", async ({ page }) => {
  await article(page);
  const anchor = page.getByRole("button", { name: "Open" });
  const dialog = page.getByRole("dialog", { name: "Rate" });
  await anchor.focus();
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("button", { name: "first" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(anchor).toBeFocused();
  await anchor.click();
  await expect(dialog.getByRole("button", { name: "first" })).toBeFocused();
  await page.mouse.click(700, 450);
  await expect(dialog).toBeHidden();
});

test("Escape takes back what is half typed in it, and only then closes it @firefox", async ({ page }) => {
  const field = await withNumber(page);
  const dialog = page.getByRole("dialog", { name: "Rate" });
  for (const text of ["7", "1x", ""]) {
    await field.fill(text);
    await page.keyboard.press("Escape");
    await expect(field).toHaveValue("16");
    await expect(field).toHaveAttribute("aria-invalid", "false");
    await expect(dialog).toBeVisible();
    await expect(field).toBeFocused();
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Open" })).toBeFocused();
});

test("Escape that ends a composition leaves it open", async ({ page }) => {
  const field = await withNumber(page);
  const dialog = page.getByRole("dialog", { name: "Rate" });
  const press = (isComposing: boolean) =>
    field.dispatchEvent("keydown", { key: "Escape", isComposing, bubbles: true, composed: true, cancelable: true });
  await press(true);
  await expect(dialog).toBeVisible();
  await press(false);
  await expect(dialog).toBeHidden();
});
