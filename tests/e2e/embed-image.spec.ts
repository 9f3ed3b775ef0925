import { expect, test } from "@playwright/test";
import { PNG } from "pngjs";
import { allReady, openArticle, originOf, withElement } from "./article.js";

const HTML = `<div style="height: 2000px">An article</div>
  <div style="width: 640px"><gradient-playground preset="circle-four-neurons" theme="dark"></gradient-playground></div>`;

/** How many colours an image has, roughly: a part that was never drawn has few. */
function colours({ data }: PNG): number {
  const seen = new Set<number>();
  for (let at = 0; at < data.length; at += 4) {
    seen.add(((data[at]! >> 4) << 8) | ((data[at + 1]! >> 4) << 4) | (data[at + 2]! >> 4));
  }
  return seen.size;
}

test("image() gives every part as PNG and as SVG, also where nobody sees it, in the colours shown @firefox", async ({
  page,
}, { config }) => {
  const errors = await openArticle(page, originOf(config.metadata), { body: HTML });
  await allReady(page);
  await withElement(page, (playground) => playground.step("epoch", 3));
  const sizes = new Map<string, [number, number]>();
  for (const kind of ["boundary", "network", "chart", "explain"]) {
    const png = await withElement(
      page,
      async (playground, part) => {
        const { data, ...file } = await playground.image(part);
        let binary = "";
        for (const byte of data as Uint8Array) binary += String.fromCharCode(byte);
        return { ...file, base64: btoa(binary) };
      },
      kind,
    );
    expect(png).toMatchObject({ fileName: `${kind}.png`, mime: "image/png" });
    const image = PNG.sync.read(Buffer.from(png.base64, "base64"));
    expect(Math.max(...image.data.subarray(0, 3)), `${kind} stands on the dark paper`).toBeLessThan(60);
    expect(colours(image), kind).toBeGreaterThan(12);
    sizes.set(kind, [image.width, image.height]);

    const svg = await withElement(page, (playground, part) => playground.image(part, { format: "svg" }), kind);
    expect(svg).toMatchObject({ fileName: `${kind}.svg`, mime: "image/svg+xml" });
    const text = svg.data as string;
    expect(text).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="(\d+)" height="(\d+)"/);
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(text) ?? [];
    expect(sizes.get(kind), "two pixels for each of the page").toEqual([2 * Number(width), 2 * Number(height)]);
    expect(text).toMatch(/<text/);
  }
  expect(errors).toEqual([]);
});

test("image() of what the page hides is taken all the same, and what there is not is refused with the list", async ({
  page,
}, { config }) => {
  await openArticle(page, originOf(config.metadata), {
    body: '<div style="width: 700px"><gradient-playground hide="network picture inspector"></gradient-playground></div>',
  });
  await expect.poll(() => withElement(page, (playground) => playground.progress?.epoch)).toBe(0);
  for (const kind of ["boundary", "network"]) {
    const { data } = await withElement(page, (playground, part) => playground.image(part, { format: "svg" }), kind);
    expect(data).toMatch(kind === "boundary" ? /<text[^>]*>−3<\/text>/ : /<text[^>]*>Hidden layers<\/text>/);
    expect(data).toContain("data:image/png;base64,");
  }
  await expect(withElement(page, (playground) => playground.image("weather"))).rejects.toThrow(
    /kind = "weather", allowed boundary, network, chart, explain/,
  );
  await expect(
    withElement(page, (playground) => playground.image("chart", { format: "gif" as "png" })),
  ).rejects.toThrow(/format = "gif", allowed png, svg/);
});
