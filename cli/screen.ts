/** What a terminal shows of a run: one line that is written over, and a chart of the loss. */
import { plot } from "asciichart";
import type { History, Progress } from "../web/engine/index.js";
import { say } from "./words.js";

const WIDTH = 60;
const HEIGHT = 8;
/** Milliseconds between two states of the line. */
const EVERY = 100;

const digits = (value: number | null): string => (value === null ? "–" : value.toPrecision(4));

export function lineOf({ epoch, trainLoss, testLoss }: Progress): string {
  return `${say("epoch")} ${epoch}  ${say("trainLoss")} ${digits(trainLoss)}  ${say("testLoss")} ${digits(testLoss)}`;
}

/** The line under way; only a terminal has one, a file gets the last. */
export class Live {
  #at = 0;

  show(progress: () => Progress): void {
    const now = performance.now();
    if (!process.stderr.isTTY || now - this.#at < EVERY) return;
    this.#at = now;
    process.stderr.write(`\r\u001b[K${lineOf(progress())}`);
  }

  end(progress: Progress): void {
    process.stderr.write(`${process.stderr.isTTY ? "\r\u001b[K" : ""}${lineOf(progress)}\n`);
  }
}

/** The losses over the run, at most {@link WIDTH} columns wide; empty before there are two. */
export function chartOf({ trainLoss }: Pick<History, "trainLoss">): string {
  const finite = Array.from(trainLoss).filter(Number.isFinite);
  if (finite.length < 2) return "";
  const width = Math.min(WIDTH, finite.length);
  const series = Array.from(
    { length: width },
    (_, k) => finite[Math.round((k * (finite.length - 1)) / (width - 1))] ?? 0,
  );
  return plot(series, { height: HEIGHT, format: (value: number) => value.toPrecision(3).padStart(9) });
}
