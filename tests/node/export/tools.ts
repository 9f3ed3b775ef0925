/** Programs that exported files are run by. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export const folder = (): string => mkdtempSync(join(tmpdir(), "gp-export-"));

/** A Python that has the package; null where none has. */
export function pythonWith(module: string): string | null {
  return (
    ["python3", "/usr/bin/python3"].find(
      (python) => spawnSync(python, ["-c", `import ${module}`], { stdio: "ignore" }).status === 0,
    ) ?? null
  );
}

/** A compiler of C and C++. */
export function compiler(): string {
  const found = ["g++", "clang++"].find((name) => spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0);
  if (found === undefined) throw new Error("A C++ compiler is missing: apt-get install g++");
  return found;
}

/** Runs a program over a file of ours and reads the JSON that it prints. */
export function runPython<T>(python: string, where: string, program: string, before: readonly string[] = []): T {
  const file = join(where, "program.py");
  writeFileSync(file, program);
  const [command, ...rest] = [...before, ...(before.length > 0 ? [] : [python]), file];
  const out = execFileSync(command!, rest, {
    cwd: where,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    env: { ...process.env, OMP_NUM_THREADS: "1", PYTHONPATH: where },
  });
  return JSON.parse(out.slice(out.indexOf("@@") + 2)) as T;
}
