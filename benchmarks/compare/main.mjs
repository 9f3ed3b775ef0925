/**
 * Compares Gradient Playground with its peers. `npm run bench` builds what is needed and calls this.
 *
 *   --playground PATH   a checkout of TensorFlow Playground, to measure its nn.ts
 *   --only a,b          workloads; "variants" is every activation beside tanh, every optimizer beside SGD
 *   --contestants a,b   by a part of their names
 *   --rounds N          default 7        --table FILE        writes the table between the marks of a document
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measure } from "./clock.mjs";
import brain from "./contestants/brain.mjs";
import convnetjs from "./contestants/convnetjs.mjs";
import ours, { domainOf } from "./contestants/gradient-playground.mjs";
import native from "./contestants/native.mjs";
import pytorch from "./contestants/pytorch.mjs";
import * as tensorflowJs from "./contestants/tensorflow-js.mjs";
import tensorflowPlayground from "./contestants/tensorflow-playground.mjs";
import { limitInstances } from "./limit.mjs";
import { prove } from "./proof.mjs";
import { limitCosts, limitTable, ratioTable, timeTable } from "./table.mjs";
import { variants } from "./variants.mjs";
import { ids, makeProblem } from "./workloads.mjs";

const VARIANTS = "variants";
const build = (path) => fileURLToPath(new URL(`../../build/${path}`, import.meta.url));
const { values: options } = parseArgs({
  options: {
    playground: { type: "string" },
    only: { type: "string", default: [...ids, VARIANTS].join(",") },
    contestants: { type: "string", default: "" },
    rounds: { type: "string", default: "7" },
    table: { type: "string" },
  },
});
const rounds = Number(options.rounds);
const chosen = options.only.split(",");
const unknown = chosen.filter((id) => id !== VARIANTS && !ids.includes(id));
if (unknown.length > 0) throw new Error(`--only = ${unknown}, allowed ${ids.join(", ")}, ${VARIANTS}`);
if (!(Number.isInteger(rounds) && rounds >= 1))
  throw new Error(`--rounds = ${options.rounds}, allowed whole numbers from 1`);

const wanted = options.contestants.toLowerCase().split(",");
const context = { ids, playground: options.playground, gpBench: build("native-bench/benchmarks/native/gp_bench") };
const all = [
  ours,
  await native(context),
  await tensorflowPlayground(context),
  convnetjs,
  brain,
  tensorflowJs.cpu,
  tensorflowJs.wasm,
  await pytorch(context),
];
const contestants = all.filter((one) => one && wanted.some((part) => one.name.toLowerCase().includes(part)));

const limit = await limitInstances(build("bench/limit.wasm"));
const results = new Map();
const loads = [loadavg()[0]];
for (const id of ids.filter((known) => chosen.includes(known))) {
  const problem = makeProblem(id, domainOf);
  const instances = [];
  for (const contestant of contestants) {
    const prepare = contestant.workloads[id];
    if (!prepare) continue;
    const proof = await prepare(problem, { proof: true });
    await prove(problem, contestant, proof);
    proof.dispose?.();
    instances.push([contestant.name, await prepare(problem, { proof: false })]);
  }
  const times = await measure([...instances, ...limit], rounds);
  for (const [, instance] of instances) instance.dispose?.();
  results.set(id, { problem, times });
  loads.push(loadavg()[0]);
  console.error(`${id}: proved and measured, ${instances.length} contestants, load ${loads.at(-1).toFixed(1)}`);
}
for (const one of all) one?.end?.(); // also processes of those that were not wanted
const others = chosen.includes(VARIANTS) ? await variants(build("bench/activations.wasm"), rounds) : "";
loads.push(loadavg()[0]);

const text = [
  `Measured on ${new Date().toISOString().slice(0, 10)} by \`${command()}\`, ${rounds} rounds, ${cpus()[0].model.trim()}, ` +
    `${availableParallelism()} processors, Node ${process.versions.node} (V8 ${process.versions.v8}), ` +
    `${emscripten()}; load of the machine ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}.`,
  ...(results.size > 0 ? comparison() : []),
  ...(others ? [others] : []),
].join("\n\n");
console.log(text);
if (options.table) {
  const before = readFileSync(options.table, "utf8");
  const after = before.replace(
    /(<!-- table -->\n)[\s\S]*?(<!-- end -->)/,
    (_, open, close) => `${open}\n${text}\n\n${close}`,
  );
  if (after === before) throw new Error(`${options.table} has no <!-- table --> … <!-- end -->`);
  writeFileSync(options.table, after);
}

function comparison() {
  return [
    contestants.map(({ name, version }) => `${name}: ${version}`).join("; "),
    `**Time of one unit** (median over the rounds ± half the distance of the quartiles)\n\n${timeTable(results, contestants)}`,
    `**How many times faster Gradient Playground is** (median of the ratios within a round)\n\n${ratioTable(results, contestants, ours.name)}`,
    `**Share of the machine's limit** (${limitCosts(results)}; median of the shares within a round)\n\n` +
      limitTable(results, [ours.name, "the same core, native"]),
  ];
}

/** What was typed. */
function command() {
  const given = process.argv.slice(2);
  return given.length > 0 ? `npm run bench -- ${given.join(" ")}` : "npm run bench";
}

function emscripten() {
  return `Emscripten ${execFileSync("em++", ["--version"], { encoding: "utf8" }).match(/\d+\.\d+\.\d+/)[0]}`;
}
