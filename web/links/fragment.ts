/** Our own link in a text: found, mended where the checksum proves it, read. */
import { mended, withoutTail } from "./mend.js";
import { LinkError } from "./problem.js";
import { type Contents, read } from "./version1.js";

/** Beginning of a link: at the start, or behind what no word has. */
const START = /(?:^|[#\s"'“‘(<[{=:/|>`*])(\d{1,3})\.(?=[\w%&\\–—=-])/gu;
/** So many letters are at least in every link. */
const SHORTEST = 8;
/** Words that a link broken into lines is put together from. */
const MOST_LINES = 2000;

/** Whether the text may be one of ours at all. */
export function looksLikeLink(text: string): boolean {
  return /^#?\d{1,3}\.[\w-]{4}/.test(text) || /#\d{1,3}\.[\w-]/.test(text);
}

/**
 * @returns the contents, and whether the text had to be mended; null where no link stands in it
 * @throws LinkError where there is one that cannot be read
 */
export function readFragment(text: string): { contents: Contents; mended: boolean } | null {
  const plain = text.trim();
  const straight = /(?:^|#)1\.([\w-]+)$/.exec(plain);
  const found = straight && read(straight[1]!);
  if (found) return { contents: found, mended: false };
  const clear = mended(text);
  let refusal: LinkError | null = null;
  for (const start of clear.matchAll(START)) {
    const version = Number(start[1]);
    const rest = clear.slice(start.index + start[0].length);
    const contents = version === 1 ? firstWhole(rest) : null;
    if (contents) return { contents, mended: true };
    if (start[0].startsWith("#") || start.index === 0) {
      refusal ??= version > 1 ? new LinkError("newer", { version }) : new LinkError("damaged");
    }
  }
  if (refusal) throw refusal;
  return null;
}

/** The shortest run of words that is a whole link. */
function firstWhole(text: string): Contents | null {
  const words = text.split(/\s+/, MOST_LINES);
  let letters = "";
  let tried = 0;
  for (const [i, word] of words.entries()) {
    letters += word;
    // A long link in many lines would be summed up again at every line: it is tried at its last ones alone.
    tried += letters.length;
    if (tried > 4_000_000 && i < words.length - 3) continue;
    for (const candidate of spellings(letters)) {
      const contents = candidate.length >= SHORTEST ? read(candidate) : null;
      if (contents) return contents;
    }
  }
  return null;
}

/** What may have been written where this stands. */
function spellings(letters: string): Set<string> {
  const bare = withoutTail(letters).replace(/^["'“‘(<[]+/, "");
  const dashes = /[–—−‐‑]/.test(bare)
    ? [bare.replace(/[—–]/g, "--").replace(/[−‐‑]/g, "-"), bare.replace(/[–—−‐‑]/g, "-")]
    : [bare];
  const all = new Set<string>();
  for (const spelling of dashes) {
    // At the first letter that no link has, it ends: what stands behind is not part of it.
    const end = /[^\w-]/.exec(spelling)?.index ?? spelling.length;
    all.add(spelling.slice(0, end));
    all.add(spelling.slice(0, end).replace(/[_*-]+$/, ""));
    all.add(spelling.replace(/[^\w-]/g, ""));
  }
  return all;
}
