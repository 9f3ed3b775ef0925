import { expect, type Locator, type Page } from "@playwright/test";
import type { Experiment } from "../../web/engine/types.js";
import type { Intents } from "../../web/state/intents.js";
import type { State } from "../../web/state/state.js";
import { PlaygroundPage } from "./playground.js";

/** The element with the store that its parts share. */
export interface Element extends HTMLElement {
  store: { state: State; intents: Intents };
}

/** A parameter of a layer: a weight, or a bias where it comes `from` no input. */
export interface Place {
  layer: number;
  to: number;
  from: number | null;
}

export const explain = (page: Page): Locator => page.locator("gp-explain");
export const steps = (page: Page): Locator => explain(page).locator("ol.steps h3").getByRole("button");

export async function openExplain(page: Page, path = ""): Promise<PlaygroundPage> {
  const playground = new PlaygroundPage(page);
  await playground.open(path);
  await page.keyboard.press("Alt+1");
  await expect(steps(page)).toHaveCount(5);
  await expect(explain(page).getByRole("grid").first()).toBeVisible();
  return playground;
}

/** Another experiment, as a reader would choose it part by part. */
export async function change(page: Page, patch: Record<string, unknown>): Promise<void> {
  const refused = await page.evaluate(async (parts) => {
    const { intents } = (document.querySelector("gradient-playground") as Element).store;
    return intents.change((draft: Experiment) => void Object.assign(draft, parts));
  }, patch);
  expect(refused).toBeNull();
}

/**
 * Goes through the five steps by keys alone and gives back what each says, once it does. `formulas` are TeX that the
 * steps must have shown among them, so that nothing is read of the experiment before.
 */
export async function walk(page: Page, formulas: Partial<Record<number, string>> = {}): Promise<string[]> {
  const said: string[] = [];
  await steps(page).first().focus();
  for (let at = 0; at < 5; at++) {
    if (at > 0) await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const { text, focused, open, regions, sentence, shows } = await page.evaluate(saidBy, {
      at,
      formula: formulas[at] ?? null,
    });
    expect({ focused, open, regions, sentence, shows }, `step ${at}: ${text}`).toEqual({
      focused: true,
      open: [at],
      regions: 1,
      sentence: true,
      shows: true,
    });
    expect(text).not.toMatch(/NaN|undefined|\[object/);
    said.push(text);
  }
  return said;
}

/** Runs in the page: waits until the step is open, has the focus and speaks of the present run; then what stands there. */
async function saidBy({ at, formula }: { at: number; formula: string | null }) {
  const within = (root: ParentNode, selector: string): globalThis.Element[] => {
    const found = [...root.querySelectorAll(selector)];
    for (const each of root.querySelectorAll("*"))
      if (each.shadowRoot) found.push(...within(each.shadowRoot, selector));
    return found;
  };
  const words = (region: Node): string => {
    let all = "";
    const read = (node: Node): void => {
      if (node instanceof HTMLStyleElement) return;
      if (node instanceof Text) all += ` ${node.data}`;
      const root = node instanceof HTMLElement ? node.shadowRoot : null;
      for (const child of [...(root?.childNodes ?? []), ...node.childNodes]) read(child);
    };
    read(region);
    return all.replace(/\s+/g, " ");
  };
  const [panel] = within(document, "gp-explain");
  const root = panel!.shadowRoot!;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const look = () => {
    const heads = [...root.querySelectorAll<HTMLElement>("ol.steps h3 button")];
    const bodies = [...root.querySelectorAll<HTMLElement>("ol.steps [role=region]")].filter((each) => !each.hidden);
    const region = bodies[0];
    const sentence = region ? within(region, "p").some((each) => (each.textContent ?? "").trim() !== "") : false;
    const tex = region ? within(region, "gp-formula").map((each) => (each as unknown as { tex: string }).tex) : [];
    return {
      focused: root.activeElement === heads[at],
      open: heads.flatMap((head, n) => (head.getAttribute("aria-expanded") === "true" ? [n] : [])),
      regions: bodies.length,
      sentence,
      shows: (formula === null || tex.includes(formula)) && (region ? within(region, "math").length > 0 : false),
      text: region ? words(region) : "",
    };
  };
  const end = performance.now() + 15_000;
  // What was changed before the first step is told with the next frame.
  for (let frames = at === 0 ? 2 : 0; frames > 0; frames--) await frame();
  let seen = look();
  const ready = () => seen.focused && seen.open.join() === `${at}` && seen.regions === 1 && seen.sentence && seen.shows;
  while (!ready() && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    seen = look();
  }
  return seen;
}

/** Whether a text is a number rounded to its own digits. */
export function near(text: string, expected: number): boolean {
  const [mantissa = "", power = "⁰"] = text.replace("−", "-").split("×10");
  const digits = [...power].map((char) => (char === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(char))).join("");
  const scale = 10 ** Number(digits);
  const unit = 10 ** -(mantissa.split(".")[1]?.length ?? 0) * scale;
  return Math.abs(Number(mantissa) * scale - expected) <= 0.5 * unit * (1 + 1e-9) + 1e-15;
}

/**
 * The gradients that the open step's table shows for parameters of its layer; one that a folded table leaves out is
 * pointed at. A number is given back when it stands there as expected, or after a while whatever stands there.
 */
export function cells(page: Page, wanted: readonly (Place & { value: number })[]): Promise<string[]> {
  return page.evaluate(
    async ({ places, isNear }) => {
      const close = new Function(`return (${isNear})`)() as (text: string, expected: number) => boolean;
      const { intents } = (document.querySelector("gradient-playground") as Element).store;
      const find = (root: ParentNode, selector: string): globalThis.Element | null => {
        const found = root.querySelector(selector);
        if (found) return found;
        for (const each of root.querySelectorAll("*")) {
          const inner = each.shadowRoot && find(each.shadowRoot, selector);
          if (inner) return inner;
        }
        return null;
      };
      const panel = find(document, "gp-explain")!.shadowRoot!;
      const shown: string[] = [];
      for (const { layer, to, from, value } of places) {
        const key = from === null ? `bias:${layer}:${to}` : `weight:${layer}:${to}:${from}`;
        const end = performance.now() + 5000;
        const read = () => find(panel, `[role=gridcell][data-key="${key}"]`)?.textContent ?? "";
        const stands = (each: string) => each !== "" && close(each, value);
        let text = read();
        while (!stands(text) && performance.now() < end) {
          if (text === "")
            intents.point(from === null ? { kind: "bias", layer, to } : { kind: "weight", layer, to, from });
          await new Promise((resolve) => requestAnimationFrame(resolve));
          text = read();
        }
        shown.push(text);
      }
      intents.point(null);
      return shown;
    },
    { places: wanted, isNear: near.toString() },
  );
}

/** Writes every weight and bias of the network. */
export function setParameters(page: Page, values: readonly number[]): Promise<void> {
  return page.evaluate((all) => {
    const { intents } = (document.querySelector("gradient-playground") as Element).store;
    for (const [index, value] of all.entries()) intents.setParameter(index, value);
  }, values);
}
