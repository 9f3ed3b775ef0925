/** A seed that people can read out: at most three digits. */
export function freshSeed(): number {
  return 1 + Math.floor(Math.random() * 999);
}
