/** Bytes as text and back. */

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));
export const text = (bytes: BufferSource): string => new TextDecoder().decode(bytes);

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Base64url without padding. */
export function base64url(bytes: Uint8Array): string {
  let out = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const sixes = [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63];
    out += sixes
      .slice(0, Math.min(3, bytes.length - at) + 1)
      .map((six) => LETTERS.charAt(six))
      .join("");
  }
  return out;
}

/** Reads base64url in its one exact form; `null` when it is none. Twin of `wire/base64url.rs`. */
export function fromBase64url(given: string): Uint8Array<ArrayBuffer> | null {
  const rest = given.length % 4;
  if (rest === 1) return null;
  const bytes = new Uint8Array(Math.floor((given.length * 3) / 4));
  let [word, bits, at] = [0, 0, 0];
  for (const letter of given) {
    const six = LETTERS.indexOf(letter);
    if (six < 0) return null;
    word = ((word << 6) | six) & 0xff_ffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = (word >> bits) & 0xff;
    }
  }
  return (word & ((1 << bits) - 1)) === 0 ? bytes : null;
}
