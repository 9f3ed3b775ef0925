import { expect, test } from "@playwright/test";
import { allReady, openArticle, originOf, withElement } from "./article.js";

const ATTRIBUTES = ["preset", "experiment", "seed", "speed", "theme", "panel", "show", "hide", "autoplay"];
/** Those that any value means something for. */
const FREE = ["lang", "readonly", "remember"];

const one = '<div style="width: 800px"><gradient-playground></gradient-playground></div>';

test("HTML, scripts and a megabyte in every attribute of a running playground: a word, and nothing is executed", async ({
  page,
}, { config }) => {
  const dialogs: string[] = [];
  page.on("dialog", (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const errors = await openArticle(page, originOf(config.metadata), { body: one });
  await allReady(page);
  const told = await withElement(
    page,
    async (playground, [refused, free]) => {
      const words: Record<string, string[]> = {};
      const settled = () => new Promise((resolve) => setTimeout(resolve, 50));
      const values = [
        "<img src=x onerror=alert(1)>",
        '"><script>alert(2)</script>',
        "javascript:alert(3)",
        "x".repeat(1_000_000),
      ];
      for (const name of [...(refused ?? []), ...(free ?? [])]) {
        words[name] = [];
        for (const value of values) {
          const heard = new Promise<string>((resolve) => {
            playground.addEventListener("gp-error", ({ detail }) => resolve(detail.message), { once: true });
            setTimeout(() => resolve(""), (refused ?? []).includes(name) ? 8000 : 100);
          });
          playground.setAttribute(name, value);
          words[name].push((await heard).slice(0, 2000));
          playground.removeAttribute(name);
          await settled();
        }
      }
      return words;
    },
    [ATTRIBUTES, FREE],
  );
  for (const name of ATTRIBUTES) {
    for (const word of told[name] ?? [""]) expect(word, name).not.toBe("");
    // What is told of a refused value is no page long.
    expect(Math.max(...(told[name] ?? []).map(({ length }) => length)), name).toBeLessThan(2000);
  }
  await allReady(page);
  expect(await withElement(page, async (playground) => (await playground.step()).epoch)).toBeGreaterThan(0);
  expect(await page.locator("gradient-playground img, gradient-playground script").count()).toBe(0);
  expect(dialogs).toEqual([]);
  expect(errors).toEqual([]);
});

test("values of every wrong type in its properties: a word that names the property, and it works on", async ({ page }, {
  config,
}) => {
  const errors = await openArticle(page, originOf(config.metadata), { body: one });
  await allReady(page);
  const silent = await withElement(page, async (playground) => {
    const bare = Object.create(null) as object;
    const loud = {
      toString() {
        throw new Error("do not look");
      },
    };
    const wrong: unknown[] = [bare, loud, [], () => 1, Symbol("s"), 12n, Number.NaN, -1];
    const open = playground as unknown as Record<string, unknown>;
    const usual: Record<string, unknown> = {
      preset: "",
      seed: null,
      speed: null,
      theme: "",
      panel: "",
      show: "",
      hide: "",
      autoplay: false,
    };
    const found: string[] = [];
    for (const [name, before] of Object.entries(usual)) {
      for (const [at, value] of wrong.entries()) {
        let word = "";
        const hear = (event: Event) => {
          word = (event as CustomEvent<{ message: string }>).detail.message;
        };
        playground.addEventListener("gp-error", hear);
        open[name] = value;
        await new Promise((resolve) => setTimeout(resolve, 30));
        playground.removeEventListener("gp-error", hear);
        if (!word.startsWith(`${name} = `)) found.push(`${name} ${at}: ${word}`);
        open[name] = before;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
    open.lang = 5;
    await new Promise((resolve) => setTimeout(resolve, 30));
    open.lang = "";
    return found;
  });
  expect(silent).toEqual([]);
  await allReady(page);
  expect(errors).toEqual([]);
});

test("experiments that are circular, deep, or throw when they are looked at are refused, and the run stays", async ({
  page,
}, { config }) => {
  const errors = await openArticle(page, originOf(config.metadata), { body: one });
  await allReady(page);
  const { words, after } = await withElement(page, async (playground) => {
    const circle: Record<string, unknown> = {};
    circle.network = circle;
    let deep: unknown = [];
    for (let k = 0; k < 100_000; k++) deep = [deep];
    const throwing = {
      get network() {
        throw new Error("do not look");
      },
    };
    const inner = {
      network: {
        get hidden() {
          throw new Error("nor here");
        },
      },
    };
    const words: string[] = [];
    for (const experiment of [
      circle,
      { network: deep },
      throwing,
      inner,
      7,
      [],
      { network: () => 1 },
      { data: Symbol("s") },
    ])
      words.push(
        await playground.open(experiment as never).then(
          () => "opened",
          (error: Error) => error.message,
        ),
      );
    return { words, after: (await playground.step()).epoch };
  });
  for (const [at, word] of words.entries()) expect(word, `${at}`).not.toMatch(/^(opened)?$/);
  expect(after).toBe(1);
  expect(errors).toEqual([]);
});
