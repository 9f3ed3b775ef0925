/** What the reading of a table found, in the reader's words. */
import type { MessageArgs, MessageKey } from "../../i18n/index.js";
import { count } from "../../i18n/numbers.js";
import type { Fault, RowProblem } from "../../table/problem.js";
import type { Look, Outcome } from "../../table/session.js";
import type { Lack } from "../../table/take.js";

export type Say = <K extends MessageKey>(key: K, ...args: MessageArgs<K>) => string;

export function faultText(say: Say, fault: Fault): string {
  switch (fault.kind) {
    case "binary":
      return fault.what ? say("table.fault.binary", fault) : say("table.fault.binaryUnknown");
    case "quote":
      return say("table.fault.quote", fault);
    case "json":
      return say("table.fault.json", fault);
    case "jsonCell":
      return say("table.fault.jsonCell", fault);
    case "oneColumn":
      return say("table.fault.oneColumn", fault);
    case "tooLarge":
      return say("table.fault.tooLarge", fault);
    case "longCell":
      return say("table.fault.longCell", { line: fault.line, most: count(fault.most) });
    case "jsonDeep":
      return say("table.fault.jsonDeep", fault);
    case "arff":
      return say("table.fault.arff", fault);
    case "manyColumns":
      return say("table.fault.manyColumns", { columns: count(fault.columns), most: count(fault.most) });
    case "manyCells":
      return say("table.fault.manyCells", { most: count(fault.most) });
    case "failed":
      return say("table.fault.failed", fault);
    default:
      return say(`table.fault.${fault.kind}`);
  }
}

export function problemText(say: Say, problem: RowProblem): string {
  switch (problem.kind) {
    case "missing":
      return say("table.problem.missing", problem);
    case "notNumber":
      return say("table.problem.notNumber", { ...problem, text: shortened(problem.text) });
    case "tooManyCells":
      return say("table.problem.tooManyCells", problem);
    default:
      return say(`table.problem.${problem.kind}`, problem);
  }
}

export function lackText(
  say: Say,
  lack: Lack,
  { classes, targetName }: Pick<Outcome, "classes" | "targetName">,
  most: number,
): string {
  const names = classes?.names ?? [];
  if (lack === "tooManyClasses") return say("table.lack.tooManyClasses", { n: names.length, most });
  if (lack === "oneClass" && names.length === 1)
    return say("table.lack.onlyClass", { name: targetName, only: names[0] ?? "" });
  return say(`table.lack.${lack}`);
}

/** What a column holds, and why it is not an input where one might expect it. */
export function columnText(say: Say, column: Look["columns"][number]): string {
  if (column.kind === "date") return say("table.dates");
  if (column.code) return say("table.codes");
  if (column.kind === "number") return say(column.counts ? "table.counting" : "table.numbers");
  if (column.numbers > 0) return say("table.mixed", { n: count(column.numbers) });
  return Number.isFinite(column.distinct) ? say("table.texts", { n: column.distinct }) : say("table.manyTexts");
}

/** The classes with the rows of each. */
export function classesText(say: Say, { names, counts }: NonNullable<Outcome["classes"]>): string {
  return say("table.classes", { names: names.map((name, at) => `${name} (${count(counts[at] ?? 0)})`).join(", ") });
}

const DELIMITERS = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar", " ": "spaces" } as const;
const THOUSANDS = { ".": "points", ",": "commas", " ": "spaces", "'": "apostrophes" } as const;

/** How many rows and columns, how they were separated, and the marks of their numbers. */
export function formText(say: Say, look: Look): string {
  const name = DELIMITERS[look.delimiter as keyof typeof DELIMITERS];
  const form = [
    look.kind === "text" ? (name ? say(`table.delimiter.${name}`) : (look.delimiter ?? "")) : say(`table.${look.kind}`),
    ...(look.decimalMark === "," ? [say("table.decimalComma")] : []),
    ...(look.thousandsMark ? [say(`table.thousands.${THOUSANDS[look.thousandsMark]}`)] : []),
  ];
  return say("table.form", {
    rows: count(look.rows),
    columns: look.columns.length,
    form: form.join(" · "),
  });
}

const shortened = (text: string): string => (text.length > 24 ? `${text.slice(0, 23)}…` : text);
