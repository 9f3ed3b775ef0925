/** Numbers as source text: as short as they may be without losing a bit. */

export type Precision = "float32" | "float64";

/** A number of float32 needs at most nine digits, one of float64 is printed as JavaScript does: shortest. */
export function numeral(value: number, precision: Precision): string {
  if (precision === "float64") return String(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(Number(value.toPrecision(9)));
}

/** `a, b, c` broken into lines of at most 110 letters. */
export function wrapped(items: readonly string[], indent: string): string {
  const lines: string[] = [];
  let line = "";
  for (const item of items) {
    if (line !== "" && line.length + item.length + 2 > 110) {
      lines.push(`${line},`);
      line = "";
    }
    line += (line === "" ? indent : ", ") + item;
  }
  if (line !== "") lines.push(line);
  return lines.join("\n");
}

/** A flat list: `[1, 2, 3]`, in lines where it is long. @param brackets of the language */
export function list(values: readonly number[], precision: Precision, brackets = "[]"): string {
  const items = values.map((value) => numeral(value, precision));
  const line = items.join(", ");
  if (line.length < 100) return `${brackets[0]}${line}${brackets[1]}`;
  return `${brackets[0]}\n${wrapped(items, "    ")}\n${brackets[1]}`;
}

/** A list of rows, each in a line of its own where it is short. */
export function rows(values: readonly (readonly number[])[], precision: Precision, brackets = "[]"): string {
  const lines = values.map((row) => `    ${list(row, precision, brackets).replaceAll("\n", "\n    ")},`);
  return `${brackets[0]}\n${lines.join("\n")}\n${brackets[1]}`;
}
