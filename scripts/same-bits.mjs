/**
 * Writes tests/reference/same-bits.json: one hash of all parameters after a thousand updates for every optimizer and
 * activation, and of the first ones where they are decomposed. The native tests, the Node tests and the tests in both browsers hold themselves to this file; write it anew
 * only when a formula is changed on purpose.
 */
import { writeFileSync } from "node:fs";
import { loadEngine } from "gradient-playground";
import { experiment, hashes, starts, steps } from "../tests/reference/same-bits.mjs";

const engine = await loadEngine();
const file = new URL("../tests/reference/same-bits.json", import.meta.url);
writeFileSync(file, `${JSON.stringify({ experiment, steps, starts, hashes: hashes(engine) }, null, 2)}\n`);
