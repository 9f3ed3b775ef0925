/** Timing: many calls of several milliseconds, contestants in turn within a round, medians over the rounds. */

const SHORTEST_CALL = 8; // milliseconds: V8 replaces baseline code only between calls
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
  const began = performance.now();
  const own = await instance.run(units);
  return typeof own === "number" ? own : performance.now() - began;
}

/** How many units make a call of at least {@link SHORTEST_CALL}; the calls made on the way warm the code up. */
async function unitsOf(instance) {
  let units = 1;
  for (;;) {
    const took = await call(instance, units);
    if (took >= SHORTEST_CALL) break;
    units = Math.ceil(units * Math.min(8, Math.max(1.3, (SHORTEST_CALL * 1.2) / Math.max(took, 0.001))));
  }
  for (let warm = 0; warm < 2; warm++) await call(instance, units);
  const took = await call(instance, units);
  return took < SHORTEST_CALL ? Math.ceil((units * SHORTEST_CALL * 1.2) / took) : units;
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
