/**
 * A run as the text that a browser keeps: a line that says what it is, of which version and with which checksum, then
 * JSON. Version 1 was JSON alone, `{ version: 1, … }`, and is still read.
 */
import { crc32 } from "../links/bytes.js";

const NAME = "gradient-playground.run";
const NEWEST = 2;

const checksumOf = (json: string): string => crc32(new TextEncoder().encode(json)).toString(16).padStart(8, "0");

export function toKeptText(run: object): string {
  const json = JSON.stringify(run);
  return `${NAME} ${NEWEST} ${checksumOf(json)}\n${json}`;
}

/** What follows the line that says what it is. */
export const jsonOf = (text: string): string => text.slice(text.startsWith(NAME) ? text.indexOf("\n") + 1 : 0);

/** @returns null where it is damaged, or of a version that is not known here */
export function fromKeptText(text: string): Record<string, unknown> | null {
  const end = text.startsWith(NAME) ? text.indexOf("\n") : -1;
  const json = text.slice(end + 1);
  const run = parsed(json);
  if (end < 0) return run?.version === 1 ? run : null;
  const [, version, checksum] = text.slice(0, end).split(" ");
  return Number(version) === NEWEST && checksum === checksumOf(json) ? run : null;
}

function parsed(json: string): Record<string, unknown> | null {
  try {
    const run: unknown = JSON.parse(json);
    return typeof run === "object" && run !== null ? (run as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
