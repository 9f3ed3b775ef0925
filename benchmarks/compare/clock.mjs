/**
 * Timing: many calls of several milliseconds, contestants in turn within a round, medians over the rounds.
 *
 * A call's time is the smaller of two: by the clock on the wall, and the processor time that the contestant's process
 * had. They agree on a quiet machine; where another program had the processor in between, the second tells, and where a
 * contestant keeps helpers busy on the side (a garbage collector), the first does.
 */

const SHORTEST_CALL = 12; // milliseconds: long enough that what is done once a call does not count
const WARM = 400; // milliseconds: V8 replaces baseline code between calls, once it has compiled the better on the side
const ROUND = 250; // milliseconds of calls a contestant in every round
const MOST_CALLS = 200;

export const median = (list) => {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Half the distance between the quartiles, as a share of the median. */
export function spread(list) {
  const sorted = [...list].sort((a, b) => a - b);
  const at = (share) => {
    const place = share * (sorted.length - 1);
    const low = Math.floor(place);
    return sorted[low] + (sorted[Math.min(low + 1, sorted.length - 1)] - sorted[low]) * (place - low);
  };
  return (at(0.75) - at(0.25)) / 2 / median(list);
}

/** Milliseconds of one call. A contestant in another process answers with its own measure. */
async function call(instance, units) {
  const processor = process.cpuUsage();
  const began = performance.now();
  const own = await instance.run(units);
  if (typeof own === "number") return own;
  const wall = performance.now() - began;
  const { user, system } = process.cpuUsage(processor);
  return Math.min(wall, (user + system) / 1000);
}

/** How many units make a call of at least {@link SHORTEST_CALL}, by the fastest of some calls of code that is warm. */
async function unitsOf(instance) {
  let fastest = Number.POSITIVE_INFINITY;
  for (let warm = 0, calls = 0; warm < WARM || calls < 2; calls++) {
    const took = await call(instance, 1);
    warm += took;
    fastest = Math.min(fastest, took);
  }
  if (fastest >= SHORTEST_CALL) return 1;
  for (let units = 1; ; ) {
    const took = Math.min(await call(instance, units), await call(instance, units), await call(instance, units));
    if (took >= SHORTEST_CALL) return units;
    units = Math.ceil(units * Math.min(16, Math.max(1.2, (SHORTEST_CALL * 1.1) / Math.max(took, 0.001))));
  }
}

/**
 * @param instances `[name, { run(units) }]` pairs of one workload
 * @returns by name, milliseconds a unit: one number a round
 */
export async function measure(instances, rounds) {
  const units = new Map();
  for (const [name, instance] of instances) units.set(name, await unitsOf(instance));
  const results = new Map(instances.map(([name]) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, instance] of instances) {
      const count = units.get(name);
      const times = [];
      for (let total = 0; total < ROUND && times.length < MOST_CALLS; total += times.at(-1)) {
        times.push(await call(instance, count));
      }
      results.get(name).push(median(times) / count);
    }
  }
  return results;
}
