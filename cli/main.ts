#!/usr/bin/env node
/** The command line: exit 0 done, 1 failed or diverged, 2 wrong use, 130 interrupted with the result kept. */
import { Command, CommanderError } from "commander";
import { EngineError, ExperimentError } from "../web/engine/index.js";
import { catalog, check, exportRun, predict, presets } from "./ask.js";
import { merge, sweep } from "./sweep.js";
import { train } from "./train.js";
import { say, UsageError } from "./words.js";

const more = (text: string, before: string[]): string[] => [...before, text];

/** Examples under a command's help. */
const examples = (...lines: string[]): string =>
  `\n${say("examples")}\n${lines.map((line) => `  $ gradient-playground ${line}`).join("\n")}`;

let code = 0;
const ends =
  <A extends unknown[]>(act: (...args: A) => number | Promise<number>) =>
  async (...args: A): Promise<void> => {
    code = await act(...args);
  };

const program = new Command("gradient-playground").description(say("about")).exitOverride().showHelpAfterError();

const tableOptions = (command: Command): Command =>
  command
    .option("--target <column>", say("target"))
    .option("--inputs <columns>", say("inputs"))
    .option("--as <kind>", say("as"));

tableOptions(program.command("train"))
  .description(say("train"))
  .argument("<source>", say("source"))
  .option("--epochs <n>", say("epochs"))
  .option("--until <rule>", say("until"), more, [])
  .option("--set <path=value>", say("set"), more, [])
  .option("--out <file>", say("out"))
  .option("--png <file>", say("png"))
  .option("--json", say("json"))
  .addHelpText(
    "after",
    examples(
      "train circle-four-neurons --epochs 200 --png ring.png",
      "train iris.csv --target species --until patience=20 --out iris.json",
      "train spirals-four-features --set optimizer.learningRate=0.1 --json",
    ),
  )
  .action(ends((source, options) => train(source, options)));

tableOptions(program.command("sweep"))
  .description(say("sweep"))
  .argument("<source>", say("source"))
  .requiredOption("--csv <file>", say("csv"))
  .option("--set <path=values>", say("sweepSet"), more, [])
  .option("--fix <path=value>", say("set"), more, [])
  .option("--until <rule>", say("until"), more, [])
  .option("--epochs <n>", say("epochs"))
  .option("--cores <n>", say("cores"))
  .option("--shard <i/n>", say("shard"))
  .option("--top <n>", say("top"), "10")
  .option("--by <measure>", say("by"), "testLoss")
  .option("--json", say("json"))
  .addHelpText(
    "after",
    examples(
      "sweep spirals-four-features --set optimizer.learningRate=0.003,0.01,0.03 --set network.seed=1..8 --csv runs.csv",
      "sweep spirals-four-features --set network.seed=1..64 --shard 2/4 --csv part-2.csv",
    ),
  )
  .action(ends((source, options) => sweep(source, options)));

program
  .command("merge")
  .description(say("merge"))
  .argument("<tables...>")
  .requiredOption("--csv <file>", say("csv"))
  .addHelpText("after", examples("merge part-1.csv part-2.csv --csv runs.csv"))
  .action(ends((tables, options) => merge(tables, options)));

program
  .command("predict")
  .description(say("predict"))
  .argument("<run>", say("run"))
  .argument("<points>", say("points"))
  .option("--json", say("json"))
  .addHelpText("after", examples("predict iris.json flowers.csv"))
  .action(ends((run, points, options) => predict(run, points, options)));

program
  .command("export")
  .description(say("export"))
  .argument("<run>", say("run"))
  .argument("<format>", say("format", { formats: "pytorch, numpy, onnx, javascript, c, json" }))
  .option("--out <file>", say("exportOut"))
  .addHelpText("after", examples("export iris.json pytorch --out iris.py"))
  .action(ends((run, format, options) => exportRun(run, format, options)));

tableOptions(program.command("check"))
  .description(say("check"))
  .argument("<source>", say("source"))
  .option("--set <path=value>", say("set"), more, [])
  .option("--json", say("json"))
  .addHelpText("after", examples("check circle-four-neurons"))
  .action(ends((source, options) => check(source, options)));

program
  .command("catalog")
  .description(say("catalog"))
  .argument("[table]", say("table"))
  .option("--json", say("json"))
  .addHelpText("after", examples("catalog optimizers"))
  .action(ends((table, options) => catalog(table, options)));

program
  .command("presets")
  .description(say("presets"))
  .option("--json", say("json"))
  .action(ends((options) => presets(options)));

try {
  await program.parseAsync();
} catch (error) {
  // Commander has said its own; help that was asked for is no fault.
  if (error instanceof CommanderError) code = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof UsageError || error instanceof ExperimentError) {
    console.error(error.message);
    code = 2;
  } else if (error instanceof EngineError) {
    console.error(error.message);
    code = 1;
  } else throw error;
}
process.exitCode = code;
