import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mix, parseColor, type Rgb } from "../../../web/render/color.js";
import { contrast, distance, SIGHTS, type Sight, seen } from "./sight.js";

const source = readFileSync("web/styles/tokens.css", "utf8");

/** Tokens of a theme; what the dark one does not say it takes from the light one. */
function themes(): Record<"light" | "dark", (name: string) => Rgb> {
  const read = (text: string) =>
    new Map(
      [...text.matchAll(/--([\w-]+):\s*(?:var\([^,]+,\s*)?(#[0-9a-f]{3,8})/gi)].map(([, name = "", value = ""]) => [
        name,
        value,
      ]),
    );
  const at = source.search(/:host\(\[data-theme="?dark"?\]\)/);
  expect(at, "the dark theme's block").toBeGreaterThan(0);
  const light = read(source.slice(0, at));
  const dark = new Map([...light, ...read(source.slice(at))]);
  const from = (tokens: Map<string, string>) => (name: string) => {
    const value = tokens.get(name);
    if (value === undefined) throw new Error(`the design token --${name} is missing`);
    return parseColor(value);
  };
  return { light: from(light), dark: from(dark) };
}

const sights = Object.keys(SIGHTS) as Sight[];
const CLASSES = ["c1", "c2", "c3", "c4", "c5", "c6"];

describe.each(Object.entries(themes()))("The %s theme", (theme, color) => {
  it("has text of at least 4.5 : 1 on every ground that text stands on", () => {
    for (const ground of ["page", "surface", "well"]) {
      for (const ink of ["ink", "ink-2", "ink-3"])
        expect(contrast(color(ink), color(ground)), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(color("on-ink"), color("ink"))).toBeGreaterThanOrEqual(4.5);
    for (const status of ["ok", "warn", "bad"]) {
      expect(contrast(color(status), color(`${status}-bg`)), status).toBeGreaterThanOrEqual(4.5);
      expect(contrast(color(status), color("surface")), `${status} on surface`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it("tells any two classes apart for every kind of sight", () => {
    // ui.md gives the worst pair as 13.6 (light) and 11.5 (dark); rounding to bytes moves a distance by up to 0.5.
    const least = theme === "light" ? 13.1 : 11;
    for (const sight of sights)
      for (const [at, one] of CLASSES.entries())
        for (const other of CLASSES.slice(at + 1))
          expect(distance(color(one), color(other), sight), `${one} and ${other}, ${sight}`).toBeGreaterThanOrEqual(
            least,
          );
  });

  it("has ends of the diverging scale that are far apart for every kind of sight", () => {
    // Measured in the dark theme: 26.0 for protan, 27.9 for tritan sight, 30.0 and more otherwise; rounding to bytes moves a distance by up to 0.5.
    for (const sight of sights)
      expect(distance(color("div-n6"), color("div-p6"), sight), sight).toBeGreaterThanOrEqual(
        { protan: 25.5, tritan: 27.4, deutan: 29.5, normal: 29.5 }[sight],
      );
  });

  it("has a diverging scale that goes away from the middle at every step", () => {
    for (const side of ["n", "p"]) {
      const away = [1, 2, 3, 4, 5, 6].map((step) => distance(color(`div-${side}${step}`), color("div-0")));
      for (let step = 1; step < away.length; step++) expect(away[step]).toBeGreaterThan(away[step - 1] ?? Number.NaN);
    }
  });

  it("has a sequential scale whose every step differs from the next", () => {
    for (let step = 1; step <= 8; step++)
      for (const sight of sights)
        expect(distance(color(`seq-${step}`), color(`seq-${step - 1}`), sight), `${step}, ${sight}`).toBeGreaterThan(2);
  });

  it("keeps small numbers readable on matrix cells", () => {
    const share = theme === "light" ? 0.62 : 0.5;
    for (const end of ["div-n6", "div-p6"])
      expect(contrast(color("ink"), mix(color("div-0"), color(end), share)), end).toBeGreaterThanOrEqual(4.5);
  });

  it("has marks of classes that stand out from the page, or from their rim", () => {
    for (const name of CLASSES) {
      const best = Math.max(contrast(color(name), color("page")), contrast(color("ink"), color(name)));
      expect(best, name).toBeGreaterThanOrEqual(3);
    }
  });
});

it("simulated sight leaves greys grey and takes red and green together", () => {
  for (const sight of sights) {
    const [r, g, b] = seen([128, 128, 128], sight);
    // The published matrices have rows that sum to 1 within 10⁻⁶: at most a step of a byte.
    expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThanOrEqual(1);
  }
  expect(distance([200, 60, 50], [120, 120, 40], "deutan")).toBeLessThan(distance([200, 60, 50], [120, 120, 40]) / 2);
});
