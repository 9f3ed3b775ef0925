/**
 * The machine's limit: what a multiply-add, a tanh and one of Adam's roots take in WebAssembly SIMD, timed in the same
 * rounds as the contestants, because a processor's clock changes with its warmth and its neighbours.
 */
import { readFileSync } from "node:fs";

/** Operations in one turn of each loop of limit/limit.cpp. */
const perTurn = { multiplyAdds: 48, tanhs: 64, roots: 64 };
/** Turns in one unit: a microsecond or so. */
const TURNS = 500;
const nameOf = (operation) => `limit: ${operation}`;

/** The loops as instances for `measure`. @param file limit.wasm */
export async function limitInstances(file) {
  const { instance } = await WebAssembly.instantiate(readFileSync(file), {});
  return Object.keys(perTurn).map((operation) => [
    nameOf(operation),
    { run: (units) => void instance.exports[operation](units * TURNS) },
  ]);
}

/** Milliseconds of one operation, one number a round. */
export function costOf(operation, times) {
  return times.get(nameOf(operation)).map((time) => time / (TURNS * perTurn[operation]));
}

/** Milliseconds that the arithmetic of one unit takes at the limit, one number a round. */
export function limitOf({ counts }, times) {
  const rounds = times.get(nameOf("tanhs")).map(() => 0);
  for (const operation of Object.keys(perTurn)) {
    const count = counts[operation === "roots" ? "adams" : operation];
    for (const [round, cost] of costOf(operation, times).entries()) rounds[round] += count * cost;
  }
  return rounds;
}
