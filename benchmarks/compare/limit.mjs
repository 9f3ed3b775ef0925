/** The machine's limit: nanoseconds of a multiply-add, a tanh and one of Adam's roots in WebAssembly SIMD, measured. */
import { readFileSync } from "node:fs";

/** Operations in one turn of each loop of limit/limit.cpp. */
const perTurn = { multiplyAdds: 48, tanhs: 64, roots: 64 };

/** @param file limit.wasm */
export async function measureLimit(file) {
  const { instance } = await WebAssembly.instantiate(readFileSync(file), {});
  const nanoseconds = (name) => {
    const turns = Math.ceil(4_000_000 / perTurn[name]);
    const once = () => {
      const began = performance.now();
      instance.exports[name](turns);
      return ((performance.now() - began) * 1e6) / (turns * perTurn[name]);
    };
    for (let warm = 0; warm < 3; warm++) once();
    // The smallest: a limit is what the machine does when nothing disturbs it.
    return Math.min(...Array.from({ length: 100 }, once));
  };
  return {
    multiplyAdd: nanoseconds("multiplyAdds"),
    tanh: nanoseconds("tanhs"),
    root: nanoseconds("roots"),
  };
}

/** Milliseconds that the arithmetic of one unit takes at the limit. */
export function limitOf({ counts }, { multiplyAdd, tanh, root }) {
  return (counts.multiplyAdds * multiplyAdd + counts.tanhs * tanh + counts.adams * root) / 1e6;
}
