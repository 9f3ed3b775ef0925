import { readFileSync } from "node:fs";
import { LinkError } from "gradient-playground";
import { expect, test } from "vitest";
import { linkRefusalText, noticeText } from "../../../web/i18n/link.ts";
import { engine, thrownBy } from "../experiments.ts";

const found = readFileSync(new URL("../../reference/links-found.txt", import.meta.url), "utf8").split("\n");
const EVERY = [
  ...["mended", "tf-batch-too-large", "tf-defaults", "tf-hide", "tf-l1", "tf-leftover", "tf-no-seed", "tf-outside"],
  ...[
    "tf-rate-unused",
    "tf-twice",
    "tf-unknown",
    "tf-value",
    "tf-view",
    "unknown-control",
    "unknown-key",
    "value-replaced",
  ],
];
const others = [
  "#dataset=xor&batchSize=900&dataset=gauss",
  '{"colour":"red","batch":{"size":0}}',
  '{"experiment":{},"hide":["sun"]}',
];

test("every notice of opened links has its words in both languages, with every value in its place", () => {
  const texts = [...found.filter((line) => line.startsWith("http")), ...others];
  const notices = texts.flatMap((text) => engine.openLink(text).notices);
  expect([...new Set(notices.map(({ id }) => id))].sort()).toEqual(EVERY);
  for (const notice of notices) {
    for (const language of ["en", "zh"] as const) {
      const words = noticeText(language, notice);
      expect(words).not.toMatch(/[{}]|undefined/);
      for (const value of Object.values(notice.values)) expect(words).toContain(String(value));
    }
  }
});

test("every refusal of a link has its words in both languages", () => {
  for (const text of ["", "#1.AAAAAAAAAA", "#7.AAAAAAAAAA", '{"a" 1', "#dataset=xor&networkShape=1000,1000,1000"]) {
    const error = thrownBy(() => engine.openLink(text));
    if (!(error instanceof LinkError)) throw error;
    expect(linkRefusalText("en", error)).toMatch(/^[A-Z][^{}]+$/);
    expect(linkRefusalText("zh", error)).toMatch(/^[^{}]*[\u4e00-\u9fff][^{}]*$/);
  }
});
