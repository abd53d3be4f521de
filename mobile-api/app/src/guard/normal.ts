/** A note in plain letters: lower-case ASCII, one sign each, with the way back to the note. Twin of `normal.rs`. */

/** Stands for a letter that has no plain form (of another script). */
export const OTHER_LETTER = "\u0001";
/** Stands for any other sign that has no plain form. */
const OTHER_SIGN = "\u0002";

/** The zeros of the digits of other scripts that people type in; each is followed by its nine. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xff10];

const SPECIAL = new Map<string, string>();
function special(signs: string, plain: string): void {
  for (const sign of signs) SPECIAL.set(sign, plain);
}
function specials(from: number, to: number, plain: string): void {
  for (let code = from; code <= to; code += 1) SPECIAL.set(String.fromCodePoint(code), plain);
}
special("\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4`", "'");
special("\u201c\u201d\u201e\u00ab\u00bb", '"');
specials(0x2010, 0x2015, "-");
special("\u2212\ufe63\uff0d", "-");
special("\u00a3\u20ac", "$");
special("\u2022\u00b7", "/");
special("ß", "ss");
special("æÆ", "ae");
special("œŒ", "oe");
special("øØ", "o");
special("đĐðÐɗƊ", "d");
special("łŁ", "l");
special("ħĦ", "h");
special("ı", "i");
special("ŋŊ", "n");
special("þÞ", "th");
special("ɓƁ", "b");
special("ƙƘ", "k");
special("əƏ", "e");
specials(0x200b, 0x200f, "");
specials(0x202a, 0x202e, "");
special("\u2060", "");
specials(0x2066, 0x2069, "");
special("\u00ad\ufeff", "");

const MARK = /^\p{M}$/u;
const LETTER = /^\p{Alphabetic}$/u;
const WHITE = /^\p{White_Space}$/u;
const UPPER = /^\p{Uppercase}$/u;

/** A note in plain letters. */
export interface Normal {
  plain: string;
  /** The same for what is told around a number: a birthday taken out is no cue for another day, as a bank or a car taken out is for what stands beside. */
  told: string;
  /** For each sign of `plain`: where its code point begins in the note, in code points. */
  from: number[];
  /** For each sign of `plain`: where its code point ends, marks that follow included. */
  to: number[];
  /** For each sign of `plain`: whether it was a capital letter. */
  capital: boolean[];
  /** For each sign of `plain`: whether it is a space that was a line's end. */
  lineEnd: boolean[];
  /** For each sign of `plain`: whether it was a letter with a mark, which English seldom writes. */
  marked: boolean[];
}

/** Takes a note. */
export function normal(text: string): Normal {
  const plain: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const capital: boolean[] = [];
  const lineEnd: boolean[] = [];
  const marked: boolean[] = [];
  const push = (sign: string, at: number, upper: boolean, foreign = false): void => {
    const line = sign === "\r" || sign === "\n";
    plain.push(line || sign === "\t" || sign === "\u000b" || sign === "\u000c" ? " " : upper ? sign.toLowerCase() : sign);
    from.push(at);
    to.push(at + 1);
    capital.push(upper);
    lineEnd.push(line);
    marked.push(foreign && sign >= "A");
  };
  const widen = (at: number): void => {
    if (to.length > 0) to[to.length - 1] = at + 1;
  };
  const ascii = (sign: string, at: number): void => push(sign === "`" ? "'" : sign, at, sign >= "A" && sign <= "Z");
  let at = -1;
  for (const sign of text) {
    at += 1;
    if (sign < "\u0080") {
      ascii(sign, at);
      continue;
    }
    const own = SPECIAL.get(sign);
    if (own !== undefined) {
      const upper = UPPER.test(sign);
      for (const each of own) push(each, at, upper, true);
      if (own === "") widen(at);
      continue;
    }
    const code = sign.codePointAt(0) ?? 0;
    const zero = ZEROS.find((first) => code >= first && code <= first + 9);
    if (zero !== undefined) {
      push(String(code - zero), at, false);
      continue;
    }
    let any = false;
    for (const part of sign.normalize("NFKD")) {
      if (MARK.test(part)) continue;
      any = true;
      const plainPart = SPECIAL.get(part);
      if (part < "\u0080") push(part, at, part >= "A" && part <= "Z", true);
      else if (plainPart !== undefined) for (const each of plainPart) push(each, at, false, true);
      else if (LETTER.test(part)) push(OTHER_LETTER, at, false);
      else if (WHITE.test(part)) push(" ", at, false);
      else push(OTHER_SIGN, at, false);
    }
    if (!any) {
      // A mark of its own belongs to the letter before it.
      widen(at);
      if (/^[a-z]$/.test(plain.at(-1) ?? "")) marked[marked.length - 1] = true;
    }
  }
  const all = plain.join("");
  return { plain: all, told: all.replaceAll("[dob]", "[   ]"), from, to, capital, lineEnd, marked };
}
