/** Bytes as text and back: checksum, base64url, deflate. */
import { deflateSync, Inflate } from "fflate";
import { LinkError } from "./problem.js";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const PLACES = new Map([...ALPHABET].map((letter, place) => [letter, place]));

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** CRC-32 (ISO 3309, as in gzip): any change of up to 32 neighbouring bits is seen, any other but one in 4·10⁹. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ bytes[i]!) & 255]!;
  return ~crc >>> 0;
}

/** RFC 4648, section 5, without padding. */
export function toBase64url(bytes: Uint8Array): string {
  let text = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const three = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const letters = Math.min(4, bytes.length - i + 1);
    for (let k = 0; k < letters; k++) text += ALPHABET[(three >> (18 - 6 * k)) & 63];
  }
  return text;
}

/** @returns null where a letter is none of the 64, or so many letters cannot be whole bytes */
export function fromBase64url(text: string): Uint8Array | null {
  if (text.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let next = 0;
  for (let i = 0; i < text.length; i += 4) {
    let three = 0;
    for (let k = 0; k < 4; k++) {
      const place = i + k < text.length ? PLACES.get(text[i + k]!) : 0;
      if (place === undefined) return null;
      three = (three << 6) | place;
    }
    for (let k = 16; k >= 0 && next < bytes.length; k -= 8) bytes[next++] = (three >> k) & 255;
  }
  return bytes;
}

/** @param dictionary what the packed text may refer to; unpacking needs the same */
export function packed(bytes: Uint8Array, dictionary: Uint8Array): Uint8Array {
  return deflateSync(bytes, { level: 9, mem: 9, dictionary });
}

/** @param most bytes that may come out @throws LinkError where it is no deflate stream, or larger */
export function unpacked(bytes: Uint8Array, dictionary: Uint8Array, most: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let length = 0;
  const inflate = new Inflate({ dictionary }, (part) => {
    length += part.length;
    if (length > most) throw new LinkError("too-large", { what: `more than ${most} bytes` });
    parts.push(part);
  });
  try {
    // Piece by piece, so that what unpacks to a thousand times its size is stopped early.
    for (let start = 0; start < bytes.length; start += 4096) {
      inflate.push(bytes.subarray(start, start + 4096), start + 4096 >= bytes.length);
    }
  } catch (error) {
    throw error instanceof LinkError ? error : new LinkError("damaged");
  }
  const whole = new Uint8Array(length);
  let place = 0;
  for (const part of parts) {
    whole.set(part, place);
    place += part.length;
  }
  return whole;
}
