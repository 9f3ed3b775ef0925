/** A reader of WebAssembly modules, no larger than to count instructions in its functions. */

/** Reads LEB128 numbers and bytes. */
class Reader {
  at = 0;
  constructor(readonly bytes: Uint8Array) {}
  byte(): number {
    return this.bytes[this.at++]!;
  }
  /** An unsigned (or, for skipping, signed) number of up to 32 bits. */
  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }
}

const SIMD = 0xfd;
/** Immediates of an instruction, by opcode: how many LEB128 numbers follow. Those not named have none. */
const IMMEDIATES = new Map<number, number>([
  ...[0x02, 0x03, 0x04, 0x06].map((op) => [op, 1] as const), // block, loop, if, try: a type
  ...[0x07, 0x08, 0x09, 0x0c, 0x0d, 0x10, 0x18].map((op) => [op, 1] as const), // catch, throw, br, br_if, call, …
  [0x11, 2], // call_indirect: type, table
  ...[0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26].map((op) => [op, 1] as const), // variables and tables
  ...Array.from({ length: 0x3e - 0x28 + 1 }, (_, i) => [0x28 + i, 2] as const), // loads and stores: align, offset
  [0x3f, 1], // memory.size
  [0x40, 1], // memory.grow
  [0x41, 1], // i32.const
  [0x42, 1], // i64.const
  [0xd0, 1], // ref.null
  [0xd2, 1], // ref.func
]);

/** Skips the immediates of a SIMD instruction. */
function skipSimd(reader: Reader, op: number): void {
  if (op <= 11 || op === 92 || op === 93) {
    reader.number(); // loads and stores: align
    reader.number(); // and offset
  } else if (op === 12 || op === 13) {
    reader.at += 16; // v128.const, i8x16.shuffle
  } else if (op >= 21 && op <= 34) {
    reader.at += 1; // a lane
  } else if (op >= 84 && op <= 91) {
    reader.number(); // loads and stores of a lane: align, offset, lane
    reader.number();
    reader.at += 1;
  }
}

function skipMany(reader: Reader, op: number): void {
  if (op <= 7) return; // saturating conversions
  if (op === 8) reader.at += 0; // memory.init has a segment and a memory
  for (let left = op === 9 || op === 11 || op === 13 ? 1 : 2; left > 0; left--) reader.number();
}

/** Counts of the SIMD instructions of every function's body, by opcode. @throws where a body does not end as it says */
export function simdByFunction(module: Uint8Array): Map<number, number>[] {
  const reader = new Reader(module);
  reader.at = 8; // "\0asm" and the version
  const functions: Map<number, number>[] = [];
  while (reader.at < module.length) {
    const section = reader.byte();
    const end = reader.number() + reader.at;
    if (section === 10) {
      for (let left = reader.number(); left > 0; left--) functions.push(body(reader));
    }
    reader.at = end;
  }
  return functions;
}

function body(reader: Reader): Map<number, number> {
  const counts = new Map<number, number>();
  const end = reader.number() + reader.at;
  for (let left = reader.number(); left > 0; left--) {
    reader.number(); // so many locals
    reader.at += 1; // of a type
  }
  while (reader.at < end) {
    const op = reader.byte();
    if (op === SIMD) {
      const simd = reader.number();
      counts.set(simd, (counts.get(simd) ?? 0) + 1);
      skipSimd(reader, simd);
    } else if (op === 0xfc) {
      skipMany(reader, reader.number());
    } else if (op === 0x0e) {
      for (let left = reader.number() + 1; left > 0; left--) reader.number(); // br_table
    } else if (op === 0x43) {
      reader.at += 4; // f32.const
    } else if (op === 0x44) {
      reader.at += 8; // f64.const
    } else if (op === 0x1c) {
      for (let left = reader.number(); left > 0; left--) reader.at += 1; // select with types
    } else {
      for (let left = IMMEDIATES.get(op) ?? 0; left > 0; left--) reader.number();
    }
  }
  if (reader.at !== end) throw new Error(`A function's body ends at ${reader.at}, not at ${end}`);
  return counts;
}
