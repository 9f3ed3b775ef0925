import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { en } from "../../../web/i18n/en/index.js";
import { start } from "../../../web/i18n/en/start.js";

/** Every source of the page that may show a text, by path. */
function sources(folder: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && path.endsWith(".ts") && !/\/i18n\/(en|zh)\//.test(path))
      found.set(path, readFileSync(path, "utf8"));
  }
  return found;
}

const page = sources("web");
/** The rooms that hold elements. */
const ELEMENTS = /^web\/(controls|embed|panels|recipe|shell|stage|view)\//;
const all = [...page.values()].join("\n");

/** Keys that are put together, as in `table.lack.${lack}`: the fixed part before the first place. */
const beginnings = [...all.matchAll(/`([a-z][a-zA-Z]*\.[a-zA-Z.]*)\$\{/g)].map(([, beginning = ""]) => beginning);

/** What stands before the first dot. */
const areaOf = (key: string) => key.split(".", 1).join();

describe("Messages", () => {
  it("are all used", () => {
    const unused = Object.keys(en).filter(
      (key) => !all.includes(`"${key}"`) && !beginnings.some((beginning) => key.startsWith(beginning)),
    );
    expect(unused).toEqual([]);
  });

  it("of a panel, which come with its code, are asked for in panels alone", () => {
    const late = Object.keys(en).filter((key) => !(key in start));
    expect(late.length).toBeGreaterThan(200);
    const outside = [...page].filter(
      ([path]) => !/^web\/(panels\/\w+\/|stage\/columns\/|shell\/about\.|i18n\/)/.test(path),
    );
    const early = outside.flatMap(([path, text]) =>
      late.filter((key) => text.includes(`"${key}"`)).map((key) => `${path}: ${key}`),
    );
    expect(early).toEqual([]);
  });

  it("are all there, wherever one is asked for", () => {
    const areas = new Set(Object.keys(en).map(areaOf));
    const missing = [...page].flatMap(([path, text]) =>
      [...text.matchAll(/\bt\(\s*(?:[^"()]*\? )?"([a-z][\w]*\.[\w.]+)"/g)]
        .map(([, key = ""]) => key)
        .filter((key) => areas.has(areaOf(key)) && !(key in en))
        .map((key) => `${path}: ${key}`),
    );
    expect(missing).toEqual([]);
    for (const beginning of beginnings.filter((each) => areas.has(areaOf(each)))) {
      expect(
        Object.keys(en).some((key) => key.startsWith(beginning)),
        beginning,
      ).toBe(true);
    }
  });
});

/** The parts of an element's templates that are markup: everything but the expressions. */
function markup(source: string): string[] {
  const found: string[] = [];
  // Innermost templates first: what is left of an outer one then has no expressions with text of their own.
  let text = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/css`[^`]*`/g, "");
  for (let before = ""; before !== text; ) {
    before = text;
    text = text.replace(/(html|svg)`((?:[^`$]|\$(?!\{))*)`/g, (_, __, inner: string) => {
      found.push(inner);
      return '"T"';
    });
    text = text.replace(/\$\{[^{}`]*\}/g, "§").replace(/\{[^{}`]*\}/g, "¤");
  }
  return found;
}

describe("Elements", () => {
  it("hold no text of their own: no words between tags, none in labels", () => {
    const literal: string[] = [];
    for (const [path, source] of page) {
      if (!ELEMENTS.test(path)) continue;
      for (const template of markup(source)) {
        const words = template
          .replace(/<[^>]*>/g, " ")
          .replace(/[§¤]/g, " ")
          .match(/\p{L}{2,}/gu);
        for (const word of words ?? []) literal.push(`${path}: ${word}`);
        for (const [, name, value = ""] of template.matchAll(/\b(aria-label|title|placeholder|label|alt)="([^"]*)"/g)) {
          if (/\p{L}{2,}/u.test(value.replace(/[§¤]/g, ""))) literal.push(`${path}: ${name}="${value}"`);
        }
      }
    }
    expect(literal).toEqual([]);
  });

  it("are looked into: a word put between tags is found", () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source of a template.
    const inside = 'html`<p>${this.x ? html`<b>Hello there</b>` : nothing} ${this.t("a.b")}</p>`';
    expect(markup(inside).join(" ")).toContain("Hello there");
  });
});
