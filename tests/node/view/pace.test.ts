import { expect, it } from "vitest";
import { Pace } from "../../../web/view/pace.js";

/** How often a drawing is due in a second of frames `interval` milliseconds apart, once the pace has settled. */
function perSecond(interval: number, newsEvery = 0): number {
  const pace = new Pace(30);
  let drawn = 0;
  for (let now = 1000; now < 6000; now += interval) {
    const due = pace.due(newsEvery, now);
    if (now >= 5000 && due) drawn++;
  }
  return drawn;
}

it("A drawing that can wait is due at every other frame of 60 a second", () => {
  expect(perSecond(1000 / 60)).toBe(30);
});

it("It is due half as often where the machine makes 30 frames a second", () => {
  const drawn = perSecond(1000 / 30);
  expect(drawn).toBeGreaterThanOrEqual(14);
  expect(drawn).toBeLessThanOrEqual(16);
});

it("It is due each time where no more than 30 are asked for", () => {
  expect(perSecond(1000 / 30, 30)).toBe(30);
});

it("It is due half as often where 30 are asked for and 20 come", () => {
  expect(perSecond(1000 / 20, 30)).toBe(10);
});

it("A pause is no slow machine", () => {
  const pace = new Pace(30);
  for (let now = 0; now < 1000; now += 16) pace.due(0, now);
  for (let now = 60_000; now < 120_000; now += 20_000) pace.due(0, now);
  expect(pace.due(0, 120_000)).toBe(true);
  expect(pace.due(0, 120_031)).toBe(true);
});
