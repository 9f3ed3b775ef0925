// One clear line a step, with its duration; a long step says meanwhile how far it is.

const terminal = process.stdout.isTTY === true;
const paint = (code, text) => (terminal && !process.env.NO_COLOR ? `\u001b[${code}m${text}\u001b[0m` : text);
export const bold = (text) => paint(1, text);
export const dim = (text) => paint(2, text);
export const red = (text) => paint(31, text);
export const green = (text) => paint(32, text);

/** Seconds since `start` (of `performance.now()`), as people write them. */
export function seconds(start) {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}

/** An error whose message says everything: printed without a stack trace. */
export class Failure extends Error {}

/**
 * Runs `work(progress)` under a title. `progress(text)` may be called as often as it likes: a terminal shows the
 * latest text in place, a log file gets one line every ten seconds. A text that `work` returns stands on the last line.
 */
export async function step(title, work) {
  const start = performance.now();
  let shown = start;
  const progress = (text) => {
    if (terminal) {
      process.stdout.write(
        `\r\u001b[K  ${title} ${dim(text.slice(0, Math.max(20, process.stdout.columns - title.length - 4)))}`,
      );
    } else if (performance.now() - shown > 10_000) {
      shown = performance.now();
      console.log(`  … ${title}: ${text} (${seconds(start)})`);
    }
  };
  const clear = terminal ? "\r\u001b[K" : "";
  try {
    const note = await work(progress);
    console.log(`${clear}${green("✓")} ${title}${note ? `: ${note}` : ""} ${dim(seconds(start))}`);
  } catch (error) {
    console.log(`${clear}${red("✗")} ${title} ${dim(seconds(start))}`);
    throw error;
  }
}

/** Runs a script's main function; a {@link Failure} is printed as it is and ends with exit code 1. */
export function main(work) {
  work().catch((error) => {
    console.error(error instanceof Failure ? `\n${red(error.message)}` : error);
    process.exit(1);
  });
}
