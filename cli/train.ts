/** `train`: one experiment, with its loss as it falls. */
import { writeFileSync } from "node:fs";
import { setImmediate as turn } from "node:timers/promises";
import { loadEngine, type Trainer } from "../web/engine/index.js";
import { savePicture } from "./picture.js";
import { chartOf, Live } from "./screen.js";
import { settingOf, stopRuleOf, withSettings } from "./settings.js";
import { sourceOf, type TableOptions, trainerOf } from "./sources.js";
import { refuse, say } from "./words.js";

export interface TrainOptions extends TableOptions {
  epochs?: string;
  until: string[];
  set: string[];
  out?: string;
  png?: string;
  json?: boolean;
}

/** Epochs where neither `--epochs` nor the experiment says when to end. */
const EPOCHS = 100;
/** Milliseconds of training between two looks at the keyboard. */
const SLICE_MS = 50;

/** @returns the exit code: 0 done, 1 diverged, 130 interrupted */
export async function train(text: string, options: TrainOptions): Promise<number> {
  const engine = await loadEngine();
  const source = await sourceOf(engine, text, options);
  for (const notice of source.notices) console.error(notice);
  const settings = [...options.set.map(settingOf), ...options.until.map((text) => stopRuleOf(text, engine.catalog))];
  const trainer = trainerOf(engine, { ...source, experiment: withSettings(source.experiment, settings) });
  if (source.snapshot && settings.length > 0) trainer.configure(withSettings(trainer.experiment, settings));
  try {
    return await run(trainer, options, text);
  } finally {
    trainer.dispose();
  }
}

/** @throws UsageError */
export function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    refuse("badNumber", { name, text, allowed: `${least}, ${least + 1}, …` });
  return value;
}

/** The epoch at which to end; null where a rule of the experiment says it. */
export function lastEpoch(trainer: Trainer, epochs: string | undefined): number | null {
  const { epoch } = trainer.position;
  if (epochs !== undefined) return epoch + wholeNumber("--epochs", epochs, 0);
  const { minDelta: _, ...rules } = trainer.experiment.stop;
  return Object.values(rules).every((rule) => rule === null) ? epoch + EPOCHS : null;
}

async function run(trainer: Trainer, options: TrainOptions, name: string): Promise<number> {
  const live = new Live();
  const end = lastEpoch(trainer, options.epochs);
  const keyboard = new AbortController();
  const interrupt = (): void => keyboard.abort();
  process.once("SIGINT", interrupt);
  let told = 0;
  while (!keyboard.signal.aborted) {
    const { epoch, status } = trainer.position;
    if (status === "stopped" || status === "diverged" || (end !== null && epoch >= end)) break;
    const since = performance.now();
    do trainer.trainEpochs(1);
    while (performance.now() - since < SLICE_MS && (end === null || trainer.position.epoch < end) && going(trainer));
    if (options.json) told = tell(trainer, told);
    else live.show(() => trainer.progress);
    await turn();
  }
  process.removeListener("SIGINT", interrupt);
  const { progress } = trainer;
  if (!options.json) {
    live.end(progress);
    const chart = chartOf(trainer.history());
    if (chart !== "") console.error(chart);
    if (progress.status === "stopped" || progress.status === "diverged")
      console.error(`${say(progress.status)}: ${progress.reason?.message ?? ""}`);
  }
  if (options.out !== undefined) save(options.out, JSON.stringify(trainer.save()), options);
  if (options.png !== undefined) {
    savePicture(trainer, options.png);
    if (!options.json) console.error(say("saved", { path: options.png }));
  }
  const { aborted } = keyboard.signal;
  if (aborted && !options.json) console.error(say("interrupted", { epoch: progress.epoch }));
  if (options.json) console.log(JSON.stringify({ event: "end", name, interrupted: aborted, ...progress }));
  if (aborted) return 130;
  return progress.status === "diverged" ? 1 : 0;
}

const going = (trainer: Trainer): boolean => !["stopped", "diverged"].includes(trainer.position.status);

function save(path: string, text: string, { json }: TrainOptions): void {
  writeFileSync(path, text);
  if (!json) console.error(say("saved", { path }));
}

/** One line for each epoch that the history has beyond the last told. */
function tell(trainer: Trainer, from: number): number {
  const history = trainer.history(from);
  for (const [at, epoch] of history.epoch.entries()) {
    if (epoch < from) continue;
    const row = { epoch, step: history.step[at], trainLoss: history.trainLoss[at], testLoss: history.testLoss[at] };
    console.log(
      JSON.stringify({
        event: "epoch",
        ...row,
        trainMetric: history.trainMetric[at],
        testMetric: history.testMetric[at],
      }),
    );
  }
  return (history.epoch.at(-1) ?? from - 1) + 1;
}
