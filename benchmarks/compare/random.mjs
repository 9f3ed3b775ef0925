/** One seeded generator for data, starting weights and orders: Mulberry32, numbers in [0, 1). */
export function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Fisher and Yates, in place. */
export function shuffle(list, random) {
  for (let left = list.length; left > 1; left--) {
    const picked = Math.floor(random() * left);
    [list[left - 1], list[picked]] = [list[picked], list[left - 1]];
  }
  return list;
}
