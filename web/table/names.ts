/** Names of columns. */

/**
 * Names without spaces around them. Those that are given stay as they are; an absent one becomes `x1`, `x2` … by its
 * place, or the next that is free; of two alike the second gets a number.
 */
export function uniqueNames(given: readonly string[], width: number): string[] {
  const clean = Array.from({ length: width }, (_, column) => given[column]?.trim().replace(/\s+/g, " ") ?? "");
  const taken = new Set(clean.filter((name) => name !== ""));
  const used = new Set<string>();
  const next = new Map<string, number>();
  return clean.map((name, column) => {
    if (name === "") {
      let free = `x${column + 1}`;
      for (let n = next.get("") ?? width + 1; taken.has(free) || used.has(free); n++) {
        free = `x${n}`;
        next.set("", n + 1);
      }
      used.add(free);
      return free;
    }
    let unique = name;
    for (let n = next.get(name) ?? 2; used.has(unique); n++) {
      unique = `${name} (${n})`;
      next.set(name, n + 1);
    }
    used.add(unique);
    return unique;
  });
}
