import { describe, expect, it } from "vitest";
import { en } from "../../../web/i18n/en/index.js";
import { preferredLanguage, translate } from "../../../web/i18n/index.js";
import { zh } from "../../../web/i18n/zh/index.js";

const places = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ""))].sort();

describe("messages", () => {
  it("have the same keys in both languages", () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
  });
  it("have the same places in both languages", () => {
    for (const key of Object.keys(en) as (keyof typeof en)[]) expect(places(zh[key]), key).toEqual(places(en[key]));
  });
  it("use full-width marks in Chinese and no exclamation marks anywhere", () => {
    for (const [key, text] of Object.entries(zh)) {
      expect(text, key).not.toMatch(/[一-鿿],|[一-鿿]:|[一-鿿]\(|！|您/u);
    }
    for (const [key, text] of Object.entries(en)) expect(text, key).not.toMatch(/!|\bsimply\b|\bjust\b/);
  });
  it("choose the singular for one", () => {
    expect(translate("en", "run.updates", { n: 1 })).toBe("1 update");
    expect(translate("en", "run.updates", { n: 14 })).toBe("14 updates");
    expect(translate("zh", "run.updates", { n: 1 })).toBe("1 次更新");
  });
});

it("the browser's first language that is spoken here is chosen", () => {
  expect(preferredLanguage(["fr-FR", "zh-TW", "en"])).toBe("zh");
  expect(preferredLanguage(["de"])).toBe("en");
  expect(preferredLanguage(["en-GB", "zh"])).toBe("en");
});
