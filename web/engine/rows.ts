import { isNumericArray } from "./arguments.js";

/** Rows as one flat array: what the core takes in one go instead of value by value. */
export interface FlatRows {
  columns: number;
  values: Float64Array | number[];
}

/** Numbers for which making a typed array costs more than it saves. */
const FEW = 64;

/**
 * A list of rows of one length, all numbers, as one flat array; anything else as it is, for the core to say what is
 * wrong with it and where.
 */
export function flattened(value: unknown): unknown {
  try {
    return flat(value);
  } catch {
    return value; // something in it throws when it is read: the walk over it says where, or throws the same
  }
}

function flat(value: unknown): unknown {
  if (!Array.isArray(value) || !isRow(value[0])) return value;
  const columns = value[0].length;
  const count = value.length * columns;
  const values = count <= FEW ? new Array<number>(count) : new Float64Array(count);
  let next = 0;
  for (const row of value as unknown[]) {
    if (!isRow(row) || row.length !== columns) return value;
    for (let column = 0; column < columns; column++) {
      const cell = row[column];
      if (typeof cell !== "number") return value;
      values[next++] = cell;
    }
  }
  return { columns, values } satisfies FlatRows;
}

function isRow(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || isNumericArray(value);
}
