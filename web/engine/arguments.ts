/** Checks of what callers hand in, as far as only JavaScript can: types and shapes. Ranges are the core's to check. */
import { refusal } from "./errors.js";
import type { MessageValue } from "./messages.js";

/** Any value for a message: a text, number, truth or null itself, of all else its kind. */
export function shown(value: unknown): MessageValue {
  switch (typeof value) {
    case "string":
    case "number":
    case "boolean":
      return value;
    case "bigint":
      return { message: "aBigInt", digits: String(value) };
    case "function":
      return { message: "aFunction" };
    case "symbol":
      return { message: "aSymbol" };
    case "object":
      if (value === null) return null;
      try {
        return kindOf(value);
      } catch {
        return { message: "anObject" }; // a proxy of which nothing can be told
      }
    default:
      return { message: "undefinedValue" };
  }
}

function kindOf(value: object): MessageValue {
  if (Array.isArray(value)) return { message: "aList" };
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  const named = typeof name === "string" && name !== "" && name !== "Object";
  return named ? { message: "anInstance", name } : { message: "anObject" };
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

/** The array, if its memory is still its own: a buffer that was transferred or resized under it holds nothing. */
export function attached<A extends NumericArray>(array: A, path: string): A {
  if (array.length === 0 && isDetached(array.buffer)) throw refusal(path, "detached");
  return array;
}

function isDetached(buffer: ArrayBufferLike): boolean {
  try {
    new Uint8Array(buffer);
    return false;
  } catch {
    return true;
  }
}

export const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

/** Whether it is a list; a proxy that was revoked, of which even that cannot be told, is refused. */
export function isList(value: object, path: string): value is unknown[] {
  try {
    return Array.isArray(value);
  } catch (error) {
    throw refusal(path, "unreadable", { error: error instanceof Error ? error.message : String(error) });
  }
}

/** `value` if it is a number at all (NaN and the infinities are the core's to judge). */
export function number(value: unknown, path: string): number {
  if (typeof value !== "number") throw refusal(path, "notNumber", { given: shown(value) });
  return value;
}

export function truth(value: unknown, path: string): boolean {
  if (typeof value !== "boolean") throw refusal(path, "notBoolean", { given: shown(value) });
  return value;
}

export function text(value: unknown, path: string): string {
  if (typeof value !== "string") throw refusal(path, "notText", { given: shown(value) });
  return value;
}

/** `value` if it is an object that can be read at all; its members are the core's to judge. */
export function object<T extends object>(value: T, path: string): T {
  if (!isObject(value)) throw refusal(path, "notObject", { given: shown(value) });
  isList(value, path);
  return value;
}

/** `value` if it is an object with none but the members called `allowed`. */
export function options<T extends object>(value: T, name: string, allowed: readonly (keyof T & string)[]): T {
  for (const key of Object.keys(object(value, name))) {
    if (!(allowed as readonly string[]).includes(key)) throw refusal(key || '[""]', "unknownKey", { allowed });
  }
  return value;
}

/** A flat list or typed array of numbers as doubles. */
export function flatNumbers(values: ArrayLike<number>, path: string): Float64Array {
  if (isNumericArray(values)) {
    attached(values, path);
    return values instanceof Float64Array ? values : Float64Array.from(values);
  }
  if (!isObject(values) || !isList(values, path)) throw refusal(path, "notArray", { given: shown(values) });
  const flat = new Float64Array(values.length);
  for (let i = 0; i < flat.length; i++) flat[i] = number(values[i], `${path}[${i}]`);
  return flat;
}
