import { execFile, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const program = resolve("dist/cli/gradient-playground.js");
/** A folder with a space and an umlaut in its name, as people have them. */
const folder = mkdtempSync(join(tmpdir(), "gp läuft "));
const at = (name: string): string => join(folder, name);
const iris = resolve("data/iris.csv");

interface Ended {
  code: number;
  out: string;
  err: string;
}

const run = (args: string[], env: Record<string, string> = {}): Promise<Ended> =>
  new Promise((done) => {
    execFile(
      process.execPath,
      [program, ...args],
      { cwd: folder, env: { ...process.env, LANG: "C", LC_ALL: "", ...env } },
      (error, out, err) => {
        const code = error ? Number(error.code) : 0;
        done({ code, out, err });
      },
    );
  });

const objects = (text: string): Record<string, unknown>[] =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("train", () => {
  it("tells each epoch as a line of JSON, and the same numbers every time", async () => {
    const args = ["train", "circle-four-neurons", "--epochs", "5", "--json"];
    const [first, second] = await Promise.all([run(args), run(args)]);
    expect([first.code, first.err]).toEqual([0, ""]);
    expect(second.out).toBe(first.out);
    const lines = objects(first.out);
    expect(lines.map(({ event }) => event)).toEqual([...Array(6).fill("epoch"), "end"]);
    expect(lines.at(-1)).toMatchObject({ epoch: 5, interrupted: false });
    expect(lines.at(-1)?.trainLoss as number).toBeLessThan(lines[0]?.trainLoss as number);
  });
  it("saves a run that continues as if never stopped", async () => {
    await run(["train", "circle-four-neurons", "--epochs", "6", "--out", at("six.json")]);
    await run(["train", at("six.json"), "--epochs", "4", "--out", at("ten.json")]);
    await run(["train", "circle-four-neurons", "--epochs", "10", "--out", at("whole.json")]);
    const state = (name: string): string => JSON.parse(readFileSync(at(name), "utf8")).state;
    expect(state("ten.json")).toBe(state("whole.json"));
    expect(state("six.json")).not.toBe(state("whole.json"));
  });
  it("ends with 1 where the run diverges, and says why", async () => {
    const args = [
      "train",
      "curve",
      "--epochs",
      "200",
      "--set",
      "optimizer.name=sgd",
      "--set",
      "optimizer.learningRate=1e6",
    ];
    const { code, err } = await run(args);
    expect(code).toBe(1);
    expect(err).toMatch(/diverged: ./);
  });
  it("reads a table, draws the boundary, and ends by a rule", async () => {
    const args = [
      "train",
      iris,
      "--target",
      "species",
      "--inputs",
      "petal_length_cm,petal_width_cm",
      "--until",
      "trainLoss=0.4",
      "--out",
      at("iris.json"),
      "--png",
      at("iris.png"),
    ];
    const { code, err } = await run(args);
    expect([code, err.includes("stopped")]).toEqual([0, true]);
    expect([...readFileSync(at("iris.png")).subarray(1, 4)].map((byte) => String.fromCharCode(byte)).join("")).toBe(
      "PNG",
    );
    writeFileSync(at("flowers.csv"), "petal_width_cm,petal_length_cm\n0.2,1.4\n2.1,6.0\n");
    const asked = await run(["predict", at("iris.json"), at("flowers.csv"), "--json"]);
    expect(objects(asked.out).map((row) => row.class)).toEqual(["setosa", "virginica"]);
    expect((await run(["export", at("iris.json"), "numpy", "--out", at("iris.py")])).code).toBe(0);
    expect(readFileSync(at("iris.py"), "utf8")).toContain("virginica");
    expect((await run(["export", at("iris.json"), "word"])).err).toContain("pytorch");
  });
  it("keeps what was learnt when it is interrupted", async () => {
    const path = at("kept.json");
    const child = spawn(
      process.execPath,
      [program, "train", "spirals-four-features", "--epochs", "100000000", "--json", "--out", path],
      { cwd: folder },
    );
    await new Promise((begun) => child.stdout.once("data", begun));
    child.kill("SIGINT");
    const code = await new Promise((ended) => child.once("exit", ended));
    expect(code).toBe(130);
    expect(JSON.parse(readFileSync(path, "utf8")).experiment.data.dataset).toBe("spiral");
  });
});

describe("sweep", () => {
  const base = [
    "sweep",
    "circle-four-neurons",
    "--set",
    "network.seed=1..4",
    "--set",
    "optimizer.learningRate=0.01,0.1",
    "--epochs",
    "4",
  ];
  it("gives one table from one core, from two, from shards merged, and after an interruption", async () => {
    const one = await run([...base, "--cores", "1", "--csv", at("one.csv"), "--top", "3"]);
    expect(one.code).toBe(0);
    const whole = readFileSync(at("one.csv"), "utf8");
    expect(whole.trim().split("\n").length).toBe(9);
    expect(one.out.trim().split("\n").length).toBe(4);
    await run([...base, "--cores", "2", "--csv", at("two.csv")]);
    expect(readFileSync(at("two.csv"), "utf8")).toBe(whole);
    for (const part of ["1/3", "2/3", "3/3"]) await run([...base, "--shard", part, "--csv", at(`part-${part[0]}.csv`)]);
    await run(["merge", ...[3, 1, 2].map((part) => at(`part-${part}.csv`)), "--csv", at("merged.csv")]);
    expect(readFileSync(at("merged.csv"), "utf8")).toBe(whole);
    // The machine went down while the fifth row was being written.
    const lines = whole.split("\n");
    writeFileSync(at("broken.csv"), `${lines.slice(0, 5).join("\n")}\n${lines[5]?.slice(0, 20)}`);
    const resumed = await run([...base, "--csv", at("broken.csv")]);
    expect(resumed.err).toContain("4 combinations are there already");
    expect(readFileSync(at("broken.csv"), "utf8")).toBe(whole);
  });
  it("does not mix with the table of another sweep", async () => {
    const other = [
      "sweep",
      "circle-four-neurons",
      "--set",
      "network.seed=1..4",
      "--set",
      "optimizer.learningRate=0.02,0.1",
      "--epochs",
      "4",
    ];
    const { code, err } = await run([...other, "--csv", at("one.csv")]);
    expect(code).toBe(2);
    expect(err).toContain("another sweep");
  });
  it("refuses a combination before it trains any", async () => {
    const { code, err } = await run([
      "sweep",
      "circle-four-neurons",
      "--set",
      "optimizer.learningRate=0.1,-1",
      "--csv",
      at("none.csv"),
    ]);
    expect(code).toBe(2);
    expect(err).toContain("optimizer.learningRate");
  });
});

describe("The command line", () => {
  it("checks a gradient, lists the catalog and the presets", async () => {
    expect((await run(["check", "circle-four-neurons"])).out).toMatch(/e-\d+.*17/);
    const optimizers = objects((await run(["catalog", "optimizers", "--json"])).out);
    expect(optimizers.map(({ id }) => id)).toContain("adam");
    expect((await run(["presets"])).out).toContain("spirals-four-features");
  });
  it("refuses wrong use with 2 and a word that names the place", async () => {
    for (const [args, words] of [
      [["train", "nope"], "presets: spirals-four-features"],
      [["train", "nope.csv"], "nope.csv cannot be read"],
      [["train", iris, "--target", "colour"], "it has sepal_length"],
      [["train", "curve", "--epochs", "-1"], "--epochs = -1"],
      [["train", "curve", "--set", "__proto__.x=1"], "__proto__"],
      [["train", "curve", "--set", "network.hidden[0].units=0"], "network.hidden[0].units"],
      [["train", "curve", "--until", "luck=1"], "trainLoss, gradientNorm"],
      [["sweep", "curve", "--set", "network.seed=5..1", "--csv", at("x.csv")], "no list of values"],
      [["predict", iris, iris], "iris.csv"],
      [["frobnicate"], "unknown command"],
    ] as [string[], string][]) {
      const { code, err } = await run(args);
      expect([args.join(" "), code]).toEqual([args.join(" "), 2]);
      expect(err).toContain(words);
    }
  });
  it("speaks Chinese where the system does", async () => {
    expect((await run(["train", "nope"], { LANG: "zh_CN.UTF-8" })).err).toContain("不是文件、预设或链接");
  });
});
