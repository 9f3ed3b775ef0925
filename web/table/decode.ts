/** Bytes of a file as text: the encoding is found, and what is no text is told apart from it. */
import { TableError } from "./problem.js";

/** Encodings that a reader can choose, by the names of the Encoding Standard. */
export const ENCODINGS = [
  "UTF-8",
  "UTF-16",
  "GB18030",
  "Big5",
  "Shift_JIS",
  "EUC-KR",
  "windows-1252",
  "windows-1250",
  "windows-1251",
] as const;

export type Encoding = (typeof ENCODINGS)[number];

export interface Decoded {
  text: string;
  encoding: Encoding;
  /** Whether a byte-order mark stood in front; it is not part of the text. */
  mark: boolean;
}

/** First bytes of kinds of files that are often renamed or dropped by mistake. */
const SIGNATURES: readonly { what: string; bytes: readonly number[] }[] = [
  { what: "PNG", bytes: [0x89, 0x50, 0x4e, 0x47] },
  { what: "JPEG", bytes: [0xff, 0xd8, 0xff] },
  { what: "GIF", bytes: [0x47, 0x49, 0x46, 0x38] },
  { what: "WebP", bytes: [0x52, 0x49, 0x46, 0x46] },
  { what: "PDF", bytes: [0x25, 0x50, 0x44, 0x46] },
  { what: "XLSX, ZIP", bytes: [0x50, 0x4b, 0x03, 0x04] },
  { what: "XLS", bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { what: "gzip", bytes: [0x1f, 0x8b] },
  { what: "Parquet", bytes: [0x50, 0x41, 0x52, 0x31] },
];

/** Bytes looked at to tell UTF-16 without a mark, and text from other things. */
const SAMPLE = 4096;
/** Bytes looked at to tell Chinese from Western text. */
const LETTERS = 100_000;
/** Above this share of control characters a text is none. */
const CONTROLS = 0.01;
/** Western text has at most so large a share of letters with accents and the like. */
const WESTERN = 0.4;

/**
 * UTF-8 where the bytes are UTF-8, UTF-16 by its mark or its zeros, otherwise GB18030 (which includes GBK and GB2312)
 * where the bytes form common Chinese characters, and windows-1252 where they are single letters among ASCII.
 * @param chosen  what the reader knows better
 * @throws TableError where the bytes are an image, an archive, or no text in any of these
 */
export function decode(bytes: Uint8Array, chosen?: Encoding): Decoded {
  if (bytes.length === 0) throw new TableError({ kind: "empty" });
  for (const { what, bytes: head } of SIGNATURES) {
    if (head.every((byte, at) => bytes[at] === byte)) throw new TableError({ kind: "binary", what });
  }
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  if (chosen && chosen !== "UTF-16") {
    const text = read(bytes, chosen);
    if (text === null) throw new TableError({ kind: "encoding" });
    return { text: checked(text), encoding: chosen, mark: mark && chosen === "UTF-8" };
  }
  const wide = wideEncoding(bytes) ?? (chosen ? "utf-16le" : null);
  if (wide) {
    const text = read(bytes, wide);
    if (text === null) throw new TableError({ kind: "encoding" });
    return { text: checked(text), encoding: "UTF-16", mark: (bytes[0] ?? 0) >= 0xfe };
  }
  const utf8 = read(bytes, "utf-8");
  if (utf8 !== null) return { text: checked(utf8), encoding: "UTF-8", mark };
  const encoding = looksChinese(bytes) ? "GB18030" : "windows-1252";
  const text = encoding === "GB18030" || looksWestern(bytes) ? read(bytes, encoding) : null;
  if (text === null) throw new TableError({ kind: "encoding" });
  return { text: checked(text), encoding, mark: false };
}

/** UTF-16 by its mark, or by a zero in every second byte of the beginning. */
function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const length = Math.min(SAMPLE, bytes.length) & ~1;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
  }
  if (length < 4 || even + odd < length / 4) return null;
  if (odd > 4 * even) return "utf-16le";
  return even > 4 * odd ? "utf-16be" : null;
}

/**
 * Whether the bytes above ASCII come in pairs that are common Chinese characters or marks: the first level of GB 2312
 * (GB/T 2312-1980), 3755 characters in the order of their sound, and its rows of signs. A letter of a Western encoding
 * mostly stands alone, before an ASCII letter, and makes a pair of GBK's rare ones.
 */
function looksChinese(bytes: Uint8Array): boolean {
  let common = 0;
  let rare = 0;
  const end = Math.min(LETTERS, bytes.length);
  for (let at = 0; at < end; at++) {
    const lead = bytes[at] as number;
    if (lead < 0x80) continue;
    const trail = bytes[++at] ?? 0;
    const inTable = trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xd7));
    if (inTable) common++;
    else rare++;
  }
  return common > rare;
}

function looksWestern(bytes: Uint8Array): boolean {
  const length = Math.min(LETTERS, bytes.length);
  let high = 0;
  for (let at = 0; at < length; at++) if ((bytes[at] as number) >= 0x80) high++;
  return high <= length * WESTERN;
}

function read(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function checked(text: string): string {
  const length = Math.min(SAMPLE, text.length);
  let controls = 0;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12) controls++;
  }
  if (controls > length * CONTROLS) throw new TableError({ kind: "binary", what: "" });
  if (text.trim() === "") throw new TableError({ kind: "empty" });
  return text;
}
