/** The page says what docs/glossary.md decides, and nothing that it decides against. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { en } from "../../../web/i18n/en/index.js";
import { zh } from "../../../web/i18n/zh/index.js";

const rows = readFileSync(new URL("../../../docs/glossary.md", import.meta.url), "utf8")
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .slice(1)
  .map((line) => line.split("|").map((cell) => cell.trim()));

/** Words that are right in another sense: a stop rule, the slope of a curve, single keys, a half, a cut. */
const ALSO_RIGHT = ["stop", "slope", "single", "twice", "held", "fixed", "cut", "part"];

describe("The words of the page", () => {
  it("are none that the glossary decides against", () => {
    const refused = rows
      .flatMap((cells) => (cells[3] ?? "").split(","))
      .map((word) => word.trim())
      .filter((word) => word !== "" && !ALSO_RIGHT.includes(word));
    expect(refused.length).toBeGreaterThan(12);
    const found = Object.entries(en).flatMap(([key, text]) =>
      refused.filter((word) => new RegExp(`\\b${word}\\b`, "i").test(text)).map((word) => `${key}: ${word}`),
    );
    expect(found).toEqual([]);
  });

  it("are English as it is spoken: test accuracy, initial weights, training share, clipping by norm and by value", () => {
    const said = Object.values(en).join("\n");
    for (const words of [
      "test accuracy",
      "Initial weights",
      "Training share",
      "Custom experiment",
      "last update",
      "no improvement",
    ])
      expect(said.toLowerCase(), words).toContain(words.toLowerCase());
  });

  it("are Chinese as textbooks print it", () => {
    const said = Object.values(zh).join("\n");
    for (const words of [
      "准确率",
      "初始权重",
      "训练集比例",
      "上一步变化量",
      "随机（1）",
      "混淆矩阵",
      "小批量",
      "主成分",
      "截面",
    ])
      expect(said, words).toContain(words);
  });
});
