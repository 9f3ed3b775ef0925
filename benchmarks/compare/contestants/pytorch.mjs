/** PyTorch, where `python3` has it (Debian: python3-torch). */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { Child, instanceOf } from "../child.mjs";

const program = fileURLToPath(new URL("pytorch.py", import.meta.url));
const oneThread = { OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };

const has = (command) => spawnSync(command, ["-c", "import torch"], { stdio: "ignore" }).status === 0;

export default async function contestant({ ids }) {
  const python = ["python3", "/usr/bin/python3"].find((command) => has(command)); // Debian's torch is for Debian's python3
  if (!python) return null;
  const child = new Child(python, [program], oneThread);
  const { version } = await child.hear();
  const prepare = async (problem, { proof }) => {
    const id = `${problem.id}${proof ? " proof" : ""}`;
    const grid = problem.grid && { ...problem.grid, points: undefined };
    await child.ask({ ask: "prepare", id, problem: { ...problem, start: [...problem.start], grid } });
    return instanceOf(child, id);
  };
  return {
    name: "PyTorch CPU, 1 thread",
    version,
    workloads: Object.fromEntries(ids.map((id) => [id, prepare])),
    end: () => child.end(),
  };
}
