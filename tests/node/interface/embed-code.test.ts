import { expect, test } from "vitest";
import { EMBEDS, embedCode } from "../../../web/panels/share/embed-code.js";
import { engine } from "../experiments.ts";

const hide = ["data", "seed"];
const given = {
  base: "https://example.org/play/",
  link: engine.makeLink({ network: { seed: 5 } }, { hide }),
  bare: engine.makeLink({ network: { seed: 5 } }),
  hide,
  language: "zh-CN",
  title: 'A "title" & [more]',
};

test("every kind of code names the page and an experiment that opens as the one shared", () => {
  for (const kind of EMBEDS) {
    const code = embedCode(kind, given);
    const link = /#1\.[\w-]+/.exec(code)?.[0] ?? "";
    const opened = engine.openLink(link);
    expect(opened.experiment.network.seed, kind).toBe(5);
    expect(code, kind).toContain("https://example.org/play/");
    if (kind !== "element") expect(opened.hide, kind).toEqual(hide);
  }
});

test("frames open the page that is made for them; the element says what it hides in its own words", () => {
  expect(embedCode("iframe", given)).toContain(`src="https://example.org/play/embed.html${given.link}"`);
  expect(embedCode("jupyter", given)).toMatch(
    /^from IPython\.display import IFrame\nIFrame\("https:.*", width=\d+, height=\d+\)$/,
  );
  expect(embedCode("observable", given)).toMatch(/^html`<iframe src="https:/);
  const element = embedCode("element", given);
  expect(element).toContain('hide="data seed"');
  expect(element).toContain('lang="zh-CN"');
  expect(engine.openLink(/#1\.[\w-]+/.exec(element)![0]).hide).toBeUndefined();
  expect(embedCode("element", { ...given, hide: [] })).not.toContain("hide=");
});

test("what a title holds stays text", () => {
  expect(embedCode("iframe", given)).toContain('title="A &quot;title&quot; &amp; [more]"');
  expect(embedCode("markdown", given)).toContain('[A "title" & \\[more\\]](https://example.org/play/#1.');
});
