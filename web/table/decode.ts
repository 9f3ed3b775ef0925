/** Bytes of a file as text: the encoding is found, and what is no text is told apart from it. */
import { TableError } from "./problem.js";

export type Encoding = "UTF-8" | "UTF-16" | "GB18030";

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
/** Above this share of control characters a text is none. */
const CONTROLS = 0.01;

/**
 * UTF-8 where the bytes are UTF-8, UTF-16 by its mark or its zeros, otherwise GB18030, which includes GBK and GB2312.
 * @throws TableError where the bytes are an image, an archive, or no text in any of these
 */
export function decode(bytes: Uint8Array): Decoded {
  if (bytes.length === 0) throw new TableError({ kind: "empty" });
  for (const { what, bytes: head } of SIGNATURES) {
    if (head.every((byte, at) => bytes[at] === byte)) throw new TableError({ kind: "binary", what });
  }
  const wide = wideEncoding(bytes);
  if (wide) return { text: checked(read(bytes, wide) ?? ""), encoding: "UTF-16", mark: bytes[0] >= 0xfe };
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const utf8 = read(bytes, "utf-8");
  if (utf8 !== null) return { text: checked(utf8), encoding: "UTF-8", mark };
  const chinese = read(bytes, "gb18030");
  if (chinese === null) throw new TableError({ kind: "encoding" });
  return { text: checked(chinese), encoding: "GB18030", mark: false };
}

/** UTF-16 by its mark, or by a zero in every second byte of the beginning. */
function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const length = Math.min(SAMPLE, bytes.length) & ~1;
  const zeros = [0, 0];
  for (let at = 0; at < length; at++) if (bytes[at] === 0) zeros[at & 1]++;
  if (length < 4 || zeros[0] + zeros[1] < length / 4) return null;
  if (zeros[1] > 4 * zeros[0]) return "utf-16le";
  return zeros[0] > 4 * zeros[1] ? "utf-16be" : null;
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
