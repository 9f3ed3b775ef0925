/**
 * Plain values on their way into the core: one walk over what the caller gave, written into one run of bytes that
 * `emscripten/marshalling.cpp` reads back as a `gp::Value`.
 *
 * Bytes, not a handle for every member: a list of 100 000 rows costs one crossing instead of half a million, and
 * whatever a caller's object may do when it is looked at (getters, proxies) happens out here. What JSON could not
 * say is refused with its place: functions, symbols, BigInts, `undefined` in a list, class instances, cycles, and
 * anything deeper than {@link DEEPEST} levels. A member that is `undefined` is absent, as in JSON.
 *
 * The format, little-endian: a kind byte, then
 * `boolean` one byte; `number` a double; `text` its length in bytes and UTF-8; `numbers` their count and doubles;
 * `list` the count and the items; `object` the count and, for each member, a text without its kind byte and a value.
 * Lengths and counts are 32-bit.
 */
import { attached, isList, isNumericArray, type NumericArray, shown } from "./arguments.js";
import { EngineError, ExperimentError, refusal, thrownFrom } from "./errors.js";
import { outOfMemory } from "./guarded.js";

/** As `gp::Value::Kind`. */
const Kind = { null: 0, boolean: 1, number: 2, text: 3, numbers: 4, list: 5, object: 6 } as const;

/** Levels of lists and objects inside one another. */
const DEEPEST = 64;
/** WebAssembly's memory ends at 2 GB, and lengths are counted in 32 bits. */
const MOST_BYTES = 2 ** 31 - 1;

/** Letters of a text that is written without an encoder. */
const SHORT = 32;

const utf8 = new TextEncoder();

/**
 * @param value anything a caller handed in
 * @param name what to call the whole of it in messages
 * @returns bytes for the bindings
 * @throws ExperimentError whose path names the place
 */
export function toWire(value: unknown, name: string): Uint8Array {
  const drafting = draftIsFree;
  draftIsFree = false;
  try {
    const writer = new Writer(name, drafting ? draft : new Uint8Array(1024));
    writer.value(value, "");
    return writer.finished();
  } catch (error) {
    const own = error instanceof ExperimentError || error instanceof EngineError;
    throw own ? thrownFrom(toWire, error) : error; // what a caller's getter threw comes through as it is
  } finally {
    draftIsFree = drafting;
  }
}

/** What a value is written into first; it is copied from there once its length is known. */
const draft = new Uint8Array(64 * 1024);
const draftView = new DataView(draft.buffer);
/** Not while a value is being written: a getter of it may call the engine. */
let draftIsFree = true;

class Writer {
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView;
  #length = 0;
  /** The lists and objects that the walk is inside of. */
  readonly #around: object[] = [];

  constructor(
    readonly name: string,
    bytes: Uint8Array<ArrayBuffer>,
  ) {
    this.#bytes = bytes;
    this.#view = bytes === draft ? draftView : new DataView(bytes.buffer);
  }

  finished(): Uint8Array {
    return this.#bytes === draft ? draft.slice(0, this.#length) : this.#bytes.subarray(0, this.#length);
  }

  value(value: unknown, path: string): void {
    switch (typeof value) {
      case "boolean":
        this.#byte(Kind.boolean);
        this.#byte(value ? 1 : 0);
        break;
      case "number":
        this.#byte(Kind.number);
        this.#double(value);
        break;
      case "string":
        this.#byte(Kind.text);
        this.#text(value);
        break;
      case "object":
        if (value === null) this.#byte(Kind.null);
        else if (isNumericArray(value)) this.#numbers(attached(value, path || this.name), path);
        else if (isAllNumbers(value, path || this.name)) this.#numbers(value, path);
        else this.#inside(value, path);
        break;
      default:
        throw this.#refusal(path, value);
    }
  }

  #inside(value: object, path: string): void {
    if (this.#around.includes(value)) throw refusal(path || this.name, "containsItself");
    if (this.#around.length === DEEPEST) {
      throw refusal(path || this.name, "tooDeep", { levels: DEEPEST });
    }
    this.#around.push(value);
    if (isList(value, path || this.name)) this.#list(value, path);
    else if (isPlain(value)) this.#object(value, path);
    else throw this.#refusal(path, value);
    this.#around.pop();
  }

  #list(items: readonly unknown[], path: string): void {
    const { length } = items;
    this.#byte(Kind.list);
    this.#count(length);
    for (let i = 0; i < length; i++) this.value(items[i], `${path}[${i}]`);
  }

  #object(object: Record<string, unknown>, path: string): void {
    const symbol = Object.getOwnPropertySymbols(object)[0];
    if (symbol !== undefined) throw refusal(path || this.name, "symbolMember", { symbol: String(symbol) });
    this.#byte(Kind.object);
    const counted = this.#length;
    this.#count(0);
    let members = 0;
    for (const key of Object.keys(object)) {
      const value = object[key];
      if (value === undefined) continue;
      this.#text(key);
      this.value(value, typeof value === "number" ? "" : memberPath(path, key)); // nothing is said of a number
      members++;
    }
    this.#view.setUint32(counted, members, true);
  }

  #refusal(path: string, value: unknown): Error {
    return refusal(path || this.name, "notPlainJson", { given: shown(value) });
  }

  #numbers(values: readonly number[] | NumericArray, path: string): void {
    const { length } = values;
    this.#byte(Kind.numbers);
    this.#count(length);
    this.#room(8 * length);
    if (values instanceof Float64Array) {
      this.#bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), this.#length);
      this.#length += values.byteLength;
    } else {
      for (let i = 0; i < length; i++, this.#length += 8) {
        const value = values[i];
        // A getter may answer otherwise than before, or shorten the list that it stands in.
        if (typeof value !== "number") throw this.#refusal(`${path}[${i}]`, value);
        this.#view.setFloat64(this.#length, value, true);
      }
    }
  }

  #text(text: string): void {
    this.#room(4 + 3 * text.length);
    if (text.length <= SHORT && this.#short(text)) return;
    const { written } = utf8.encodeInto(text, this.#bytes.subarray(this.#length + 4));
    this.#view.setUint32(this.#length, written, true);
    this.#length += 4 + written;
  }

  /** A short text of ASCII, which a member's name nearly always is. @returns whether it is one */
  #short(text: string): boolean {
    const begin = this.#length + 4;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) return false;
      this.#bytes[begin + i] = code;
    }
    this.#view.setUint32(this.#length, text.length, true);
    this.#length = begin + text.length;
    return true;
  }

  #byte(byte: number): void {
    this.#room(1);
    this.#bytes[this.#length++] = byte;
  }

  #count(count: number): void {
    this.#room(4);
    this.#view.setUint32(this.#length, count, true);
    this.#length += 4;
  }

  #double(value: number): void {
    this.#room(8);
    this.#view.setFloat64(this.#length, value, true);
    this.#length += 8;
  }

  /** Makes sure that so many more bytes fit. */
  #room(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#bytes.length) return;
    if (needed > MOST_BYTES) {
      throw new EngineError(
        "memory",
        `What was handed in takes ${needed} bytes, more than the engine's memory can hold`,
      );
    }
    const larger = allocated(Math.min(Math.max(needed, 2 * this.#bytes.length), MOST_BYTES));
    larger.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }
}

function allocated(bytes: number): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(bytes);
  } catch (error) {
    throw error instanceof RangeError ? outOfMemory(error) : error;
  }
}

/** A list of nothing but numbers; not an empty one, which may stand for a list of anything. */
function isAllNumbers(values: object, path: string): values is readonly number[] {
  if (!isList(values, path)) return false;
  for (let i = 0; i < values.length; i++) if (typeof values[i] !== "number") return false;
  return values.length > 0;
}

/** An object literal or what JSON makes, of this realm or another; not an instance of a class. */
function isPlain(value: object): value is Record<string, unknown> {
  const parent: unknown = Object.getPrototypeOf(value);
  return (
    parent === null ||
    (Object.getPrototypeOf(parent) === null && Object.prototype.toString.call(value) === "[object Object]")
  );
}

function memberPath(path: string, key: string): string {
  if (!/^[a-z]+$/i.test(key) && !/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === "" ? key : `${path}.${key}`;
}
