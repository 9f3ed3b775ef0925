/** What docs/headless.md tells others to type works as it stands there. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";

const text = readFileSync("docs/headless.md", "utf8");
const blocks = [...text.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, code = ""]) => ({ language, code }));

/** Runs a block as it stands, beside `dist`; `shorter` makes the run a small one. */
function typed(code: string, folder: string, shorter: [RegExp, string][] = []): string {
  const small = shorter.reduce((now, [long, short]) => now.replace(long, short), code);
  return execFileSync("bash", ["-euo", "pipefail", "-c", small], { cwd: folder, encoding: "utf8", stdio: "pipe" });
}

it("the shards that GNU parallel trains merge into the table of one machine", () => {
  const block = blocks.find(({ code }) => code.includes("| parallel "))?.code ?? "";
  expect(block).toContain("--shard {}/4");
  expect(block).toContain("merge part-*.csv");
  const folder = mkdtempSync(join(tmpdir(), "shards "));
  try {
    symlinkSync(resolve("dist"), join(folder, "dist"));
    const shorter: [RegExp, string][] = [
      [/=1\.\.64/, "=1..6"],
      [/--epochs 100/, "--epochs 3"],
    ];
    typed(block, folder, shorter);
    typed(
      "node dist/cli/gradient-playground.js sweep spirals-four-features --set network.seed=1..6 --epochs 3 --csv one.csv",
      folder,
    );
    const table = (name: string): string => readFileSync(join(folder, name), "utf8");
    expect(table("runs.csv").trim().split("\n")).toHaveLength(7);
    expect(table("runs.csv")).toBe(table("one.csv"));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
