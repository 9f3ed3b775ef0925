/**
 * What chat programs, mails and pages do to an address, undone. Each of these texts may be what was written; which
 * one it is, a checksum or the keys in it decide: nothing is guessed.
 */

const NAMED: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  reg: "®",
  equals: "=",
  num: "#",
  lowbar: "_",
  period: ".",
  hyphen: "-",
};

/** `&amp;`, `&#x2D;` and the like, as often as they were escaped. */
export function withoutEntities(text: string): string {
  for (let round = 0; round < 3; round++) {
    const next = text
      .replace(/&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/gi, (whole, hex?: string, decimal?: string) => {
        const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      })
      .replace(/&([a-z]+);/gi, (whole, name: string) => NAMED[name.toLowerCase()] ?? whole);
    if (next === text) break;
    text = next;
  }
  return text;
}

/** `%26`, also `%2526`: percent signs encoded again. What is no valid escape stays. */
export function withoutPercents(text: string): string {
  for (let round = 0; round < 3 && text.includes("%"); round++) {
    const next = text.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
      try {
        return decodeURIComponent(escaped);
      } catch {
        return escaped;
      }
    });
    if (next === text) break;
    text = next;
  }
  return text;
}

/** Spaces that nobody sees, and what never belongs to an address. */
export function withoutInvisible(text: string): string {
  return text.replace(/[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g, "");
}

/** Markdown's escapes: `\#`, `\&`, `\_`. */
export const withoutBackslashes = (text: string): string => text.replace(/\\(?=[^\w\s])/g, "");

/** Brackets, quotes and full stops that an address stood in. */
export const withoutTail = (text: string): string =>
  text.replace(/[\s)\]}>'"“”‘’«»„‚`*~|.,;:!?…。，、；：！？）】》」』]+$/u, "");

/** Everything above. */
export function mended(text: string): string {
  return withoutPercents(withoutBackslashes(withoutEntities(withoutInvisible(text)))).trim();
}
