/** Who draws when, of several playgrounds on one page. */
import { beforeEach, describe, expect, it } from "vitest";
import { Turns } from "../../../web/state/turns.js";

const FRAME_MS = 1000 / 60;

let turns: Turns;
let now: number;

beforeEach(() => {
  turns = new Turns();
  now = 1000;
});

const players = (count: number): object[] => {
  const all = Array.from({ length: count }, () => ({}));
  for (const player of all) turns.enter(player);
  return all;
};

/**
 * Lets so many animation frames pass in which all of them want a picture; answers who had one in each.
 * @param answered whether pictures come before the next frame
 */
function frames(all: readonly object[], count: number, { answered = true, interval = FRAME_MS } = {}): number[][] {
  return Array.from({ length: count }, () => {
    now += interval;
    for (const each of all) turns.frame(each, now);
    const had = all.flatMap((player, at) => (turns.takes(player, now) ? [at] : []));
    if (answered) for (const at of had) turns.done(all[at] as object);
    return had;
  });
}

const times = (had: readonly number[][], player: number): number => had.flat().filter((at) => at === player).length;

describe("playgrounds of one page", () => {
  it("have every frame when they are alone", () => {
    expect(frames(players(1), 60).flat()).toHaveLength(60);
  });

  it("never draw two in a frame, and each as often as the others", () => {
    const had = frames(players(4), 80);
    expect(Math.max(...had.map(({ length }) => length))).toBe(1);
    for (let player = 0; player < 4; player++) expect(times(had, player)).toBe(20);
  });

  it("leave every other turn to the one that the reader touched last", () => {
    const all = players(4);
    frames(all, 8);
    turns.touch(all[2] as object);
    const had = frames(all, 60);
    expect(times(had, 2)).toBe(30);
    for (const player of [0, 1, 3]) expect(times(had, player)).toBe(10);
  });

  it("do not wait for one that has come to rest, or has left", () => {
    const all = players(4);
    turns.touch(all[0] as object);
    frames(all, 8);
    frames(all.slice(1), 12);
    const had = frames(all.slice(1), 30);
    expect(had.flat()).toHaveLength(30);
    turns.leave(all[1] as object);
    expect(frames(all.slice(2), 30).flat().length).toBeGreaterThanOrEqual(24);
  });

  it("each have turns where frames are far apart", () => {
    const had = frames(players(4), 40, { interval: 700 });
    for (let player = 0; player < 4; player++) expect(times(had, player)).toBe(10);
  });

  it("wait for a picture that is under way, but not for one that is late", () => {
    const all = players(2);
    const had = frames(all, 60, { answered: false });
    expect(had.flat().length).toBeGreaterThan(10);
    expect(had.flat().length).toBeLessThan(20);
    expect(Math.abs(times(had, 0) - times(had, 1))).toBeLessThanOrEqual(1);
  });

  it("leave frames free where the page does not keep up", () => {
    const all = players(4);
    frames(all, 200, { interval: 40 });
    const had = frames(all, 10, { interval: FRAME_MS });
    expect(had.flat().length).toBeLessThanOrEqual(5);
    expect(had.flat().length).toBeGreaterThan(1);
  });

  it("share the processors among their workers, and leave one to the page", () => {
    turns = new Turns(2);
    const all = players(4);
    frames(all.slice(0, 1), 4);
    expect(turns.share).toBe(1);
    frames(all, 4);
    expect(turns.share).toBe(1 / 4);
    frames(all.slice(0, 2), 4);
    expect(turns.share).toBe(1 / 2);
    turns.leave(all[0] as object);
    expect(turns.share).toBe(1);
    turns = new Turns(8);
    frames(players(4), 4);
    expect(turns.share).toBe(1);
  });
});
