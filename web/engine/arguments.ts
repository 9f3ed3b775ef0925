/** Checks of what callers hand in, as far as only JavaScript can: types and shapes. Ranges are the core's to check. */
import { refusal } from "./errors.js";

/** A short picture of any value for messages: `null`, `"tan"`, `-1`, `a function`, `a Date`. */
export function pictureOf(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
    case "bigint":
      return `the BigInt ${value}`;
    case "function":
    case "symbol":
      return `a ${typeof value}`;
    case "object": {
      if (value === null) return "null";
      if (Array.isArray(value)) return "a list";
      const name: unknown = Object.getPrototypeOf(value)?.constructor?.name;
      return typeof name === "string" && name !== "" && name !== "Object" ? `an instance of ${name}` : "an object";
    }
    default:
      return String(value);
  }
}

/** A typed array of numbers (not of BigInts). */
export type NumericArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

export function isNumericArray(value: unknown): value is NumericArray {
  return (
    ArrayBuffer.isView(value) && !(value instanceof DataView) && !Object.prototype.toString.call(value).includes("Big")
  );
}

/** `value` if it is a number at all (NaN and the infinities are the core's to judge). */
export function number(value: unknown, path: string): number {
  if (typeof value !== "number") throw refusal(path, `is ${pictureOf(value)}, allowed a number`);
  return value;
}

export function truth(value: unknown, path: string): boolean {
  if (typeof value !== "boolean") throw refusal(path, `is ${pictureOf(value)}, allowed true or false`);
  return value;
}

export function text(value: unknown, path: string): string {
  if (typeof value !== "string") throw refusal(path, `is ${pictureOf(value)}, allowed a text`);
  return value;
}

/** `value` if it is an object at all; its members are the core's to judge. */
export function object<T extends object>(value: T, path: string): T {
  if (typeof value !== "object" || value === null) throw refusal(path, `is ${pictureOf(value)}, allowed an object`);
  return value;
}

/**
 * `value` if it is an object with none but the members called `allowed`.
 * @param prefix what stands before a member's name in paths: empty, or `neuron.`
 */
export function options<T extends object>(
  value: T,
  name: string,
  allowed: readonly (keyof T & string)[],
  prefix = "",
): T {
  if (typeof value !== "object" || value === null) throw refusal(name, `is ${pictureOf(value)}, allowed an object`);
  for (const key of Object.keys(value)) {
    if (!(allowed as readonly string[]).includes(key)) {
      throw refusal(prefix + key, `is unknown, allowed ${allowed.join(", ")}`);
    }
  }
  return value;
}

/** A flat list or typed array of numbers as doubles. */
export function flatNumbers(values: ArrayLike<number>, path: string): Float64Array {
  if (values instanceof Float64Array) return values;
  if (isNumericArray(values)) return Float64Array.from(values);
  if (!Array.isArray(values)) throw refusal(path, `is ${pictureOf(values)}, allowed a list or typed array of numbers`);
  const flat = new Float64Array(values.length);
  for (let i = 0; i < flat.length; i++) flat[i] = number(values[i], `${path}[${i}]`);
  return flat;
}
