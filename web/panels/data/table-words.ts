/** What the reading of a table found, in the reader's words. */
import type { MessageArgs, MessageKey } from "../../i18n/index.js";
import { count } from "../../i18n/numbers.js";
import type { Encoding } from "../../table/decode.js";
import type { Table } from "../../table/parse.js";
import type { Fault, RowProblem } from "../../table/problem.js";
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

export function lackText(say: Say, lack: Lack, classes: number, most: number): string {
  return lack === "tooManyClasses" ? say("table.lack.tooManyClasses", { n: classes, most }) : say(`table.lack.${lack}`);
}

const DELIMITERS = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "bar" } as const;

/** How many rows and columns, how they were separated and in which encoding. */
export function formText(say: Say, table: Table, encoding: Encoding | null): string {
  const name = DELIMITERS[table.delimiter as keyof typeof DELIMITERS];
  const form = [
    name ? say(`table.delimiter.${name}`) : say("table.json"),
    ...(table.decimalMark === "," ? [say("table.decimalComma")] : []),
    ...(encoding ? [encoding] : []),
  ];
  return say("table.form", {
    rows: count(table.rows.length + table.ragged.length),
    columns: table.names.length,
    form: form.join(" · "),
  });
}

const shortened = (text: string): string => (text.length > 24 ? `${text.slice(0, 23)}…` : text);
