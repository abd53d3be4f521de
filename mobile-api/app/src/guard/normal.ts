/**
 * A note in plain letters: lower-case ASCII, one sign each, with the way back to the note.
 *
 * Patterns and words see only this. Accents go, curly quotes, dashes, spaces and digits of other
 * scripts become the plain ones, so that no spelling of a number or a name slips past.
 */

/** Stands for a letter that has no plain form (of another script). */
export const OTHER_LETTER = "\u0001";
/** Stands for any other sign that has no plain form. */
export const OTHER_SIGN = "\u0002";

/** The zeros of the digits of other scripts that people type in; each is followed by its nine. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xff10];

/** What stands for code points that have no form of their own in ASCII; `x-y` is a range. */
const SPECIAL: [string, string][] = [
  ["\u2018 \u2019 \u201a \u201b \u2032 \u02bc \u00b4", "'"],
  ["\u201c \u201d \u201e \u00ab \u00bb", '"'],
  ["\u2010-\u2015 \u2212 \ufe63 \uff0d", "-"],
  ["\u00a3 \u20ac", "$"],
  ["\u2022 \u00b7", "/"],
  ["ß", "ss"],
  ["æ Æ", "ae"],
  ["œ Œ", "oe"],
  ["ø Ø", "o"],
  ["đ Đ ð Ð ɗ Ɗ", "d"],
  ["ł Ł", "l"],
  ["ħ Ħ", "h"],
  ["ı", "i"],
  ["ŋ Ŋ", "n"],
  ["þ Þ", "th"],
  ["ɓ Ɓ", "b"],
  ["ƙ Ƙ", "k"],
  ["ə Ə", "e"],
  // Marks that are seen as nothing: joiners, direction marks, soft hyphens.
  ["\u200b-\u200f \u202a-\u202e \u2060 \u2066-\u2069 \u00ad \ufeff", ""],
];

const special = new Map<string, string>();
for (const [signs, plain] of SPECIAL) {
  for (const sign of signs.split(" ")) {
    const last = sign.charCodeAt(sign.length - 1);
    for (let code = sign.charCodeAt(0); code <= last; code += 1) special.set(String.fromCharCode(code), plain);
  }
}

/** A note in plain letters. */
export class Normal {
  /** Lower-case ASCII. */
  plain = "";
  /** For each sign of `plain`: where its code point begins in the note, in code points. */
  readonly from: number[] = [];
  /** For each sign of `plain`: where its code point ends, marks that follow included. */
  readonly to: number[] = [];
  /** For each sign of `plain`: whether it was a capital letter. */
  readonly capital: boolean[] = [];
  /** For each sign of `plain`: whether it is a space that was a line's end. */
  readonly lineEnd: boolean[] = [];

  /** Takes a note. */
  constructor(text: string) {
    let at = 0;
    for (const c of text) {
      if (c <= "\u007f") {
        this.#push(c === "`" ? "'" : c, at, c >= "A" && c <= "Z");
      } else {
        const plain = special.get(c);
        if (plain === undefined) this.#foreign(c, at);
        else {
          const capital = /^\p{Uppercase}$/u.test(c);
          for (const each of plain) this.#push(each, at, capital);
          if (plain === "") this.#widen(at);
        }
      }
      at += 1;
    }
  }

  #foreign(c: string, at: number): void {
    const code = c.codePointAt(0) ?? 0;
    const zero = ZEROS.find((first) => code >= first && code <= first + 9);
    if (zero !== undefined) {
      this.#push(String(code - zero), at, false);
      return;
    }
    let some = false;
    for (const part of c.normalize("NFKD")) {
      if (/^\p{M}$/u.test(part)) continue;
      some = true;
      const plain = part <= "\u007f" ? undefined : special.get(part);
      if (part <= "\u007f") this.#push(part, at, part >= "A" && part <= "Z");
      else if (plain !== undefined) for (const each of plain) this.#push(each, at, false);
      else if (/^\p{Alphabetic}$/u.test(part)) this.#push(OTHER_LETTER, at, false);
      else if (/^\p{White_Space}$/u.test(part)) this.#push(" ", at, false);
      else this.#push(OTHER_SIGN, at, false);
    }
    if (!some) this.#widen(at);
  }

  /** A mark belongs to the sign before it. */
  #widen(at: number): void {
    if (this.to.length > 0) this.to[this.to.length - 1] = at + 1;
  }

  #push(c: string, at: number, capital: boolean): void {
    this.plain += /[\t\v\f\r\n]/.test(c) ? " " : c.toLowerCase();
    this.from.push(at);
    this.to.push(at + 1);
    this.capital.push(capital);
    this.lineEnd.push(c === "\r" || c === "\n");
  }
}
