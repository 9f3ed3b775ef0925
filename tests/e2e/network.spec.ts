import { expect, type Page, test } from "@playwright/test";
import { PlaygroundPage } from "./playground.js";
import { chooseDataset, pixelsOf, pointOnLine } from "./stage.js";

let playground: PlaygroundPage;

test.beforeEach(async ({ page }) => {
  playground = new PlaygroundPage(page);
  await playground.open();
});

test.afterEach(() => {
  expect(playground.errors).toEqual([]);
});

/** The popover of the output's first weight, with its field and the weight itself. */
async function openWeight(page: Page) {
  const { x, y } = await pointOnLine(page, "3-0-0");
  await page.mouse.click(x, y);
  const popover = page.locator("gp-network-popover");
  return {
    popover,
    field: popover.locator("gp-number input"),
    weight: () => playground.state<number>("state.parameters[state.layers[2].blocks[0].offset]"),
  };
}

test("every neuron is a button, every weight a line, every bias a bar, the output's too", async ({ page }) => {
  const network = page.locator("gp-network");
  // Seven features of which four are chosen, then 6, 4 and 1 neurons.
  await expect(network.locator(".node")).toHaveCount(7 + 6 + 4 + 1);
  await expect(network.locator("path[data-edge]")).toHaveCount(4 * 6 + 6 * 4 + 4);
  await expect(network.locator(".node .bias")).toHaveCount(6 + 4 + 1);
  await expect(network.locator('.node[data-layer="3"] .bias')).toBeVisible();
});

test("heatmaps, lines and bars change while the network trains", async ({ page }) => {
  const maps = page.locator("gp-network canvas.maps");
  const line = page.locator('gp-network path[data-edge="3-0-0"]');
  const before = await pixelsOf(maps);
  const look = () => line.evaluate((path) => `${path.getAttribute("stroke")} ${path.getAttribute("stroke-width")}`);
  const drawn = await look();
  await playground.playUntilEpoch(60);
  expect(await pixelsOf(maps)).not.toBe(before);
  expect(await look()).not.toBe(drawn);
});

test("a ghost joins the features at a click, and leaves them at the next", async ({ page }) => {
  const product = page.locator('gp-network .node[data-layer="0"]').nth(4);
  await expect(product).toHaveAttribute("aria-pressed", "false");
  await product.click();
  await expect(product).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator("gp-column-head").first()).toContainText("5 of 7");
  await expect(page.locator("gp-network path[data-edge]")).toHaveCount(5 * 6 + 6 * 4 + 4);
  await product.click();
  await expect(page.locator("gp-column-head").first()).toContainText("4 of 7");
});

test("a feature keeps the focus while it is taken in and out", async ({ page }) => {
  const product = page.locator('gp-network .node[data-feature="x*y"]');
  await product.focus();
  for (const pressed of ["true", "false", "true"]) {
    await page.keyboard.press("Enter");
    await expect(product).toHaveAttribute("aria-pressed", pressed);
    await expect(product).toBeFocused();
  }
});

test("layers and neurons are added and taken away in place, up to 8 layers of 32", async ({ page }) => {
  const network = page.locator("gp-network");
  await page.locator("gp-column-head").nth(2).getByRole("button", { name: "Add a neuron to layer 2" }).click();
  await expect.poll(() => playground.state("state.layers.map(l => l.units).join()")).toBe("6,5,1");
  await page.locator("gp-column-head").nth(1).getByRole("button", { name: "Remove a neuron from layer 1" }).click();
  await expect.poll(() => playground.state("state.layers.map(l => l.units).join()")).toBe("5,5,1");

  const add = network.getByRole("button", { name: "Add a layer" });
  for (let count = 3; count <= 8; count++) {
    await add.click();
    await expect.poll(() => playground.state("state.layers.length - 1")).toBe(count);
  }
  await expect(add).toBeDisabled();
  await network.getByRole("button", { name: "Remove the last layer" }).click();
  await expect.poll(() => playground.state("state.layers.length - 1")).toBe(7);

  await page
    .locator("gp-column-head")
    .nth(1)
    .getByRole("button", { name: /^Layer 1, activation/ })
    .click();
  const field = page.locator("gp-column gp-number input");
  await field.fill("32");
  await field.press("Enter");
  await expect.poll(() => playground.state("state.layers[0].units")).toBe(32);
  await expect(page.locator("gp-column").getByRole("button", { name: "Add a neuron to layer 1" })).toBeDisabled();
});

test("each layer has its own activation", async ({ page }) => {
  await page
    .locator("gp-column-head")
    .nth(2)
    .getByRole("button", { name: /^Layer 2, activation/ })
    .click();
  await page.locator("gp-column").getByRole("radio", { name: /^ReLU/ }).click();
  await expect.poll(() => playground.state("state.layers.map(l => l.activation).join()")).toBe("tanh,relu,sigmoid");
  await page.locator("gp-column").getByRole("button", { name: "Remove", exact: true }).click();
  await expect.poll(() => playground.state("state.layers.map(l => l.activation).join()")).toBe("tanh,sigmoid");
});

test("hovering a line reads its weight, live while training, and lights its two neurons", async ({ page }) => {
  const { x, y } = await pointOnLine(page, "3-0-0");
  await page.mouse.move(x, y);
  const tip = page.locator("gp-network .tip");
  const weight = () => playground.state<number>("state.parameters[state.layers[2].blocks[0].offset]");
  await expect(tip).toHaveText(/^w /);
  const shown = async () => Number((await tip.textContent())?.replace("w ", "").replace("−", "-"));
  expect(await shown()).toBeCloseTo(await weight(), 2);
  await expect(page.locator("gp-network .node.lit")).toHaveCount(2);

  await page.keyboard.press("Space");
  await expect.poll(() => playground.epoch()).toBeGreaterThan(20);
  await page.keyboard.press("Space");
  await expect.poll(() => playground.state("state.playing")).toBe(false);
  await expect.poll(async () => Math.abs((await shown()) - (await weight()))).toBeLessThan(0.01);
});

test("a weight is typed, nudged, set to 0 and undone", async ({ page }) => {
  const { popover, field, weight } = await openWeight(page);
  await expect(popover.locator(".title")).toContainText("layer 2, no. 1 → output 1");
  await field.fill("1.5");
  await field.press("Enter");
  await expect.poll(weight).toBe(1.5);
  await field.press("ArrowUp");
  await expect.poll(weight).toBeCloseTo(1.6, 5);
  await field.press("ArrowDown");
  await field.press("ArrowDown");
  await expect.poll(weight).toBeCloseTo(1.4, 5);
  await popover.getByRole("button", { name: "Set to 0" }).click();
  await expect.poll(weight).toBe(0);
  await expect(page.locator('gp-network path[data-edge="3-0-0"]')).toHaveAttribute("stroke-width", /^(0\.6|2\.5)$/);
  await page.keyboard.press("Escape");
  await expect(popover.locator("gp-popover")).not.toHaveAttribute("open", "");
});

test("undo and redo work from a weight's field and slider, but not while a number is half typed", async ({ page }) => {
  const { popover, field, weight } = await openWeight(page);
  const before = await weight();
  await field.fill("3");
  await field.press("Enter");
  await expect.poll(weight).toBe(3);
  await field.press("Control+z");
  await expect.poll(weight).toBe(before);
  await field.press("Control+Shift+z");
  await expect.poll(weight).toBe(3);
  await field.fill("4");
  await field.press("Control+z");
  await page.waitForTimeout(200);
  expect(await weight()).toBe(3);
  await field.fill("3");
  await field.press("Enter");
  const slider = popover.getByRole("slider");
  await slider.press("ArrowRight");
  await expect.poll(weight).toBeGreaterThan(3);
  await slider.press("Control+z");
  await expect.poll(weight).toBe(3);
  // All other keys are the popover's.
  await slider.press("e");
  await page.waitForTimeout(200);
  expect(await playground.epoch()).toBe(0);
});

test("a weight held fixed stays while the others train", async ({ page }) => {
  const { x, y } = await pointOnLine(page, "3-0-0");
  await page.mouse.click(x, y);
  await page.locator("gp-network-popover").getByRole("button", { name: "Hold fixed" }).click();
  await expect(page.locator("gp-network .held rect")).toHaveCount(1);
  await page.keyboard.press("Escape");
  const before = await playground.parameters();
  const held = await playground.state<number>("state.layers[2].blocks[0].offset");
  await playground.playUntilEpoch(20);
  const after = await playground.parameters();
  expect(after[held]).toBe(before[held]);
  expect(after.filter((value, index) => value !== before[index]).length).toBeGreaterThan(before.length * 0.9);
});

test("the output's bias is read at its bar and edited", async ({ page }) => {
  const bar = page.locator('gp-network .node[data-layer="3"] .bias');
  await bar.hover();
  await expect(page.locator("gp-network .tip")).toHaveText(/^b /);
  await bar.click();
  const popover = page.locator("gp-network-popover");
  await expect(popover.locator(".title")).toContainText("bias of output 1");
  await popover.locator("gp-number input").fill("-2");
  await popover.locator("gp-number input").press("Enter");
  await expect.poll(() => playground.state("state.parameters[state.layers[2].blocks[1].offset]")).toBe(-2);
  // The only bias that is not 0: it fills the left half.
  await expect(bar.locator("b")).toHaveCSS("background-size", "50% 100%");
  await expect(bar.locator("b")).toHaveCSS("background-position", /^0(%|px) /);
});

test("a neuron lists its incoming weights and shows its map in the big picture", async ({ page }) => {
  await page.locator('gp-network .node[data-layer="1"][data-index="2"]').click();
  const neuron = page.locator("gp-neuron");
  await expect(neuron.locator(".list button")).toHaveCount(4);
  await expect(neuron.getByRole("button", { name: "Back to the output" })).toBeVisible();
  await expect(page.locator("gp-picture-head h2")).toHaveText("Layer 1, neuron 3");
  await expect.poll(() => playground.state("state.view.planeCount")).toBe(1);
  await neuron.locator(".list button").first().click();
  await expect(page.locator("gp-network-popover .title")).toContainText("x → layer 1, no. 3");
  await page.keyboard.press("Escape");
  await page.locator("gp-picture-head").getByRole("button", { name: "Back to the output" }).click();
  await expect(page.locator("gp-picture-head h2")).toHaveText("Output");
});

test("a neuron that is hovered is large at once, a click keeps it, and Escape, another preset or other data release it", async ({
  page,
}) => {
  const title = page.locator("gp-picture-head h2");
  const node = page.locator('gp-network .node[data-layer="1"][data-index="1"]');
  const anchor = () => playground.state<number>("state.outputAnchor.x");
  const output = await anchor();
  await node.hover();
  await expect(title).toHaveText("Layer 1, neuron 2");
  await expect.poll(() => playground.state("state.view.neuron && state.view.neuron.index")).toBe(1);
  expect(await anchor()).toBeLessThan(output - 50);
  await page.mouse.move(5, 5);
  await expect(title).toHaveText("Output");
  const keep = async () => {
    await node.click();
    await page.keyboard.press("Escape");
    await page.mouse.move(5, 5);
    await playground.focusStage();
    await expect(title).toHaveText("Layer 1, neuron 2");
  };
  await keep();
  await page.keyboard.press("Escape");
  await expect(title).toHaveText("Output");
  await keep();
  await page.locator("gp-data [role=radio]").first().click();
  await expect(title).toHaveText("Output");
  await keep();
  await playground.choosePreset("XOR with bent lines");
  await expect(title).toHaveText("Output");
});

test("in one dimension a neuron that is hovered is a curve", async ({ page }) => {
  await chooseDataset(page, "Sine");
  await expect.poll(() => playground.state("state.data.columns")).toBe(1);
  await page.mouse.move(5, 5);
  const before = await pixelsOf(page.locator("gp-picture canvas.lines"));
  await page.locator('gp-network .node[data-layer="1"][data-index="0"]').hover();
  await expect
    .poll(() => playground.state("state.answers.find(({ id }) => id === 'curve')?.answer.neuron?.length"))
    .toBe(240);
  await expect.poll(() => pixelsOf(page.locator("gp-picture canvas.lines"))).not.toBe(before);
});

test("lines show gradients or the last change instead of weights", async ({ page }) => {
  await playground.playUntilEpoch(10);
  const widths = () =>
    page
      .locator("gp-network path[data-edge]")
      .evaluateAll((paths) => paths.map((path) => path.getAttribute("stroke-width")).join());
  const weights = await widths();
  const menu = page.locator("gp-network-key select");
  await menu.selectOption({ label: "gradient" });
  await expect(page.locator("gp-network-key")).toContainText("gradient, all training points");
  await expect.poll(widths).not.toBe(weights);
  const gradients = await widths();
  await menu.selectOption({ label: "last update" });
  await expect.poll(widths).not.toBe(gradients);
  const { x, y } = await pointOnLine(page, "3-0-0");
  await page.mouse.move(x, y);
  await expect(page.locator("gp-network .tip")).toContainText("last update");
});

test("the network is one tab stop: arrows between neurons, w along the incoming lines, Enter opens", async ({
  page,
}) => {
  const nodes = page.locator('gp-network .node[tabindex="0"]');
  await expect(nodes).toHaveCount(1);
  await nodes.focus();
  const focused = () =>
    page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return `${(active as HTMLElement).dataset.layer}:${(active as HTMLElement).dataset.index}`;
    });
  await page.keyboard.press("Home");
  expect(await focused()).toBe("1:0");
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toBe("1:1");
  await page.keyboard.press("ArrowRight");
  expect(await focused()).toMatch(/^2:/);
  await page.keyboard.press("w");
  await page.keyboard.press("w");
  await expect.poll(() => playground.state("[state.pointed.kind, state.pointed.from].join()")).toBe("weight,1");
  await expect(page.locator("gp-network .tip")).toHaveText(/^w /);
  await page.keyboard.press("Enter");
  await expect(page.locator("gp-network-popover .title")).toContainText("layer 1, no. 2 → layer 2");
  await page.keyboard.press("Escape");
  expect(await focused()).toMatch(/^2:/);
});

test("a layer of 32 shows 12 neurons and scrolls to the others", async ({ page }) => {
  await page
    .locator("gp-column-head")
    .nth(1)
    .getByRole("button", { name: /^Layer 1, activation/ })
    .click();
  const field = page.locator("gp-column gp-number input");
  await field.fill("32");
  await field.press("Enter");
  await page.keyboard.press("Escape");
  const nodes = page.locator('gp-network .node[data-layer="1"]');
  await expect(nodes).toHaveCount(12);
  await page.getByRole("button", { name: "20 more neurons below" }).click();
  await expect(nodes.first()).toHaveAttribute("data-index", "11");
  await expect(page.getByRole("button", { name: "11 more neurons above" })).toBeVisible();
  const box = await nodes.first().boundingBox();
  await page.mouse.move((box?.x ?? 0) + 5, (box?.y ?? 0) + 5);
  await page.mouse.wheel(0, -100);
  await expect(nodes.first()).toHaveAttribute("data-index", "10");
});
