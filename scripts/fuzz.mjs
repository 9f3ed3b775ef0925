/**
 * npm run fuzz [-- --minutes N --only experiment,properties]
 *
 * Looks for inputs that break a promise of docs/reliability.md, N minutes each: the programs of tests/fuzz natively under
 * libFuzzer with sanitizers, and the fast-check properties of links, experiments, tables and shown digits again and
 * again; two at a time where there are two processors. What libFuzzer finds is kept in build/fuzz/NAME and its report printed; put it into
 * tests/fuzz/corpus/NAME, where the C++ tests run over it for ever.
 */
import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { buildNodePackage } from "./lib/build.mjs";
import { cmakeBuild } from "./lib/cmake.mjs";
import { ensurePackages } from "./lib/install.mjs";
import { Failure, green, main, red } from "./lib/log.mjs";
import { nodeProgram, root } from "./lib/run.mjs";

const NATIVE = ["experiment", "own-rows", "checkpoint", "snapshot"];
const PROPERTIES = "properties";
const folder = join(root, "build", "fuzz");
const { values: options } = parseArgs({
  options: {
    minutes: { type: "string", default: "1" },
    only: { type: "string", default: [...NATIVE, PROPERTIES].join(",") },
  },
});

/** Runs a program with its output in a file. @returns its exit code */
function logged(command, args, log, env) {
  const out = openSync(log, "a");
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", out, out] });
    child.on("error", reject);
    child.on("close", (code) => resolve(code ?? 1));
  }).finally(() => closeSync(out));
}

/** @returns what was done in words, and whether nothing was found */
async function fuzzNatively(name, seconds, log) {
  const found = join(folder, name);
  mkdirSync(found, { recursive: true });
  const code = await logged(
    join(root, "build", "native-fuzz", `gp_fuzz_${name}`),
    [
      `-max_total_time=${seconds}`,
      "-max_len=4096",
      "-timeout=20", // seconds that one input may take
      "-rss_limit_mb=4096",
      "-print_final_stats=1",
      "-verbosity=0",
      `-artifact_prefix=${found}/`,
      found,
      join(root, "tests", "fuzz", "corpus", name),
    ],
    log,
    { UBSAN_OPTIONS: "print_stacktrace=1" },
  );
  const executions = /number_of_executed_units: (\d+)/.exec(readFileSync(log, "utf8"))?.[1] ?? "?";
  return { well: code === 0, done: `${executions} executions` };
}

/** A hundred thousand changes at a time, other ones each time. */
async function tryProperties(seconds, log) {
  const files = ["links/fuzz", "explain/digits", "properties"].map((name) => `tests/node/${name}.test.ts`);
  const args = [nodeProgram("vitest/vitest.mjs"), "run", ...files, "--testTimeout=600000"];
  const end = performance.now() + seconds * 1000;
  let rounds = 0;
  do {
    rounds += 1;
    const code = await logged(process.execPath, args, log, { GP_FUZZ: "100000" });
    if (code !== 0) return { well: false, done: `${rounds} rounds` };
  } while (performance.now() < end);
  return { well: true, done: `${rounds} rounds of 100000` };
}

/** @returns whether nothing was found */
async function fuzz(name, seconds) {
  const log = join(folder, `${name}.log`);
  rmSync(log, { force: true });
  const start = performance.now();
  const { well, done } = await (name === PROPERTIES ? tryProperties(seconds, log) : fuzzNatively(name, seconds, log));
  const minutes = ((performance.now() - start) / 60_000).toFixed(1);
  console.log(`${well ? green("✓") : red("✗")} ${name}: ${done}, ${minutes} minutes, log ${relative(root, log)}`);
  if (!well) console.log(readFileSync(log, "utf8").slice(-4000));
  return well;
}

main(async () => {
  const seconds = Number(options.minutes) * 60;
  if (!(seconds > 0)) throw new Failure(`--minutes = ${options.minutes}, allowed numbers above 0`);
  const chosen = options.only.split(",");
  const unknown = chosen.filter((name) => ![...NATIVE, PROPERTIES].includes(name));
  if (unknown.length > 0)
    throw new Failure(`--only = ${unknown.join(",")}, allowed ${[...NATIVE, PROPERTIES].join(", ")}`);
  const failed = [];
  if (chosen.some((name) => NATIVE.includes(name))) {
    await ensurePackages("engine", "tests", "fuzz");
    await cmakeBuild("Fuzzing programs (build/native-fuzz)", "native-fuzz", "gp_fuzz");
  }
  if (chosen.includes(PROPERTIES)) await buildNodePackage();
  mkdirSync(folder, { recursive: true });
  // As many at a time as there are processors, two at most: each takes up to 4 GB.
  const waiting = [...chosen];
  const turn = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift())
      if (!(await fuzz(name, seconds))) failed.push(name);
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, turn));
  console.log(failed.length > 0 ? `\nFound something: ${failed.join(", ")}` : "\nNothing was found.");
  process.exitCode = failed.length > 0 ? 1 : 0;
});
