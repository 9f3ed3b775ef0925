/** The same core compiled natively, without the package around it. @param gpBench the program of benchmarks/native */
import { Child, instanceOf } from "../child.mjs";
import { experimentOf } from "../experiment.mjs";
import { THUMBNAIL } from "./gradient-playground.mjs";

export default async function contestant({ ids, gpBench }) {
  if (!gpBench) return null;
  const child = new Child(gpBench, []);
  const prepare = async (problem, { proof }) => {
    const id = `${problem.id}${proof ? " proof" : ""}`;
    const { unit, unmeasured, start, grid } = problem;
    await child.ask({
      ask: "prepare",
      id,
      problem: {
        experiment: experimentOf(problem, { shuffle: !proof }),
        start: [...start],
        unit,
        unmeasured: unmeasured === true,
        thumbnail: THUMBNAIL,
        ...(grid && { grid: { side: grid.side, neurons: grid.neurons } }),
      },
    });
    return { ...instanceOf(child, id), neurons: undefined };
  };
  return {
    name: "the same core, native",
    version: "g++ -O3, SSE2",
    workloads: Object.fromEntries(ids.map((id) => [id, prepare])),
    end: () => child.end(),
  };
}
