/** What docs/headless.md tells others to type works as it stands there. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";

const text = readFileSync("docs/headless.md", "utf8");
const blocks = [...text.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, code = ""]) => ({ language, code }));

/** Runs a block as it stands; `shorter` makes the run a small one. */
function typed(code: string, folder: string, shorter: [RegExp, string][] = [], env: NodeJS.ProcessEnv = {}): string {
  const small = shorter.reduce((now, [long, short]) => {
    expect(now).toMatch(long);
    return now.replace(long, short);
  }, code);
  const options = { cwd: folder, encoding: "utf8", stdio: "pipe", env: { ...process.env, ...env } } as const;
  return execFileSync("bash", ["-euo", "pipefail", "-c", small], options);
}

const block = (part: string): string => blocks.find(({ code }) => code.includes(part))?.code ?? "";

/** A folder of its own in which `dist` and `data` are found as beside the product. */
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "headless "));
  for (const name of ["dist", "data"]) symlinkSync(resolve(name), join(folder, name));
});

afterEach(() => rmSync(folder, { recursive: true }));

const table = (name: string): string => readFileSync(join(folder, name), "utf8");

/** The table that one machine makes of six seeds. */
function alone(epochs: number): string {
  typed(
    `node dist/cli/gradient-playground.js sweep spirals-four-features --set network.seed=1..6 --epochs ${epochs} --csv one.csv`,
    folder,
  );
  return table("one.csv");
}

it("the command line trains, predicts and exports", () => {
  const code = block("--png spiral.png");
  const told = typed(code, folder, [
    [/--epochs 300/, "--epochs 3"],
    [/--until patience=20/, "--until patience=20 --epochs 5"],
  ]);
  expect(told).not.toBe("");
  expect(readFileSync(join(folder, "spiral.png")).subarray(1, 4).toString()).toBe("PNG");
  expect(JSON.parse(table("iris.json"))).toBeTruthy();
  expect(table("iris.py")).toContain("import torch");
});

it("a sweep writes a row for each combination", () => {
  typed(block("--set network.seed=1..8"), folder, [
    [/=1\.\.8/, "=1..2"],
    [/--epochs 200/, "--epochs 2"],
  ]);
  expect(table("runs.csv").trim().split("\n")).toHaveLength(1 + 2 * 3);
});

it("the tasks of a SLURM array, and those of Ray, are shards of the same table", () => {
  const epochs = (code: string): string => code.replace(/--csv/, "--epochs 2 --csv");
  const task = epochs(block("SLURM_ARRAY_TASK_ID"));
  for (const id of ["1", "2"]) {
    typed(task, folder, [[/=1\.\.64/, "=1..6"]], {
      SLURM_CPUS_PER_TASK: "1",
      SLURM_ARRAY_TASK_ID: id,
      SLURM_ARRAY_TASK_COUNT: "2",
    });
  }
  const merge = "node dist/cli/gradient-playground.js merge part-*.csv --csv runs.csv && rm part-*.csv";
  typed(merge, folder);
  const whole = alone(2);
  expect(table("runs.csv")).toBe(whole);

  // In the place of Ray: what it does with a task, here and at once.
  writeFileSync(
    join(folder, "ray.py"),
    [
      "def remote(**resources):",
      "    assert resources == {'num_cpus': 1}",
      "    def task(function):",
      "        function.remote = lambda *arguments: function(*arguments)",
      "        return function",
      "    return task",
      "",
      "def get(results):",
      "    return list(results)",
      "",
    ].join("\n"),
  );
  const shards = block("ray.get")
    .replace('"network.seed=1..64"', '"network.seed=1..6", "--epochs", "2"')
    .replace("shard.remote(i, 16) for i in range(1, 17)", "shard.remote(i, 3) for i in range(1, 4)");
  expect(shards).toContain("shard.remote(i, 3)");
  execFileSync("python3", ["-c", shards], { cwd: folder, stdio: "pipe" });
  typed(merge, folder);
  expect(table("runs.csv")).toBe(whole);
});

it("the shards that GNU parallel trains merge into the table of one machine", () => {
  const code = block("| parallel ");
  expect(code).toContain("--shard {}/4");
  expect(code).toContain("merge part-*.csv");
  typed(code, folder, [
    [/=1\.\.64/, "=1..6"],
    [/--epochs 100/, "--epochs 3"],
  ]);
  expect(table("runs.csv").trim().split("\n")).toHaveLength(7);
  expect(table("runs.csv")).toBe(alone(3));
});
