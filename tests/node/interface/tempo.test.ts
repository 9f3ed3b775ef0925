import { expect, it } from "vitest";
import { Tempo } from "../../../web/state/tempo.js";

/** The least time between two pictures after ten seconds of frames `interval` milliseconds apart. */
function settled(interval: number, tempo = new Tempo()): number {
  for (let now = 1000; now < 11_000; now += interval) tempo.frame(now);
  return tempo.every;
}

it("A machine that makes 60 frames a second is shown each of them", () => {
  expect(settled(1000 / 60)).toBe(0);
});

it("One that makes 30 is shown fewer whole pictures, yet at least 20 a second", () => {
  expect(settled(1000 / 30)).toBeGreaterThanOrEqual(30);
  expect(settled(1000 / 30)).toBeLessThanOrEqual(50);
});

it("Once it keeps up again every frame is shown again", () => {
  const tempo = new Tempo();
  for (let now = 0; now < 3000; now += 40) tempo.frame(now);
  expect(tempo.every).toBeGreaterThan(0);
  for (let now = 3000; now < 60_000; now += 1000 / 60) tempo.frame(now);
  expect(tempo.every).toBe(0);
});

it("A pause is no slow machine", () => {
  const tempo = new Tempo();
  for (let now = 0; now < 1000; now += 16) tempo.frame(now);
  for (let now = 60_000; now < 120_000; now += 20_000) tempo.frame(now);
  expect(tempo.every).toBe(0);
});
