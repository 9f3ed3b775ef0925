/** Plain JSON values: looking at them, comparing, and the part of one that differs from another. */

export type Plain = null | boolean | number | string | Plain[] | PlainObject;
export interface PlainObject {
  [key: string]: Plain;
}

export function isObject(value: unknown): value is PlainObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function same(a: Plain | undefined, b: Plain | undefined): boolean {
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, i) => same(item, b[i]));
  if (!isObject(a) || !isObject(b)) return Object.is(a, b);
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}

/** Under this key stand the members of the base that are absent. No experiment has a member without a name. */
const ABSENT = "";

/** Objects that are told whole or not at all: the members of one choice mean nothing to another. */
function isWhole(value: PlainObject): boolean {
  return Object.hasOwn(value, "name") || Object.hasOwn(value, "inputs");
}

/** What of `value` differs from `base`: `restored(base, difference(value, base))` is `value` again. */
export function difference(value: PlainObject, base: PlainObject): PlainObject {
  const entries: [string, Plain][] = [];
  for (const [key, member] of Object.entries(value)) {
    const before = Object.hasOwn(base, key) ? base[key] : undefined;
    if (before !== undefined && same(member, before)) continue;
    entries.push([key, isObject(member) && isObject(before) && !isWhole(member) ? difference(member, before) : member]);
  }
  const absent = Object.keys(base).filter((key) => !Object.hasOwn(value, key));
  if (absent.length > 0) entries.push([ABSENT, absent]);
  return Object.fromEntries(entries);
}

export function restored(base: PlainObject, changes: PlainObject): PlainObject {
  const absent = Array.isArray(changes[ABSENT]) ? changes[ABSENT] : [];
  const entries = new Map<string, Plain>();
  for (const [key, member] of Object.entries(base)) if (!absent.includes(key)) entries.set(key, member);
  for (const [key, member] of Object.entries(changes)) {
    if (key === ABSENT) continue;
    const before = entries.get(key);
    entries.set(key, isObject(member) && isObject(before) && !isWhole(member) ? restored(before, member) : member);
  }
  return Object.fromEntries(entries);
}
