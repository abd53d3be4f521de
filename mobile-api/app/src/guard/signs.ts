/** Small questions about plain text that the checks share. */
import { any, COMMON, NAMELY, SMALL, SURNAME, WORDLY, WORDS } from "./words";

export function countDigits(s: string): number {
  return s.replace(/[^0-9]/g, "").length;
}

export function letters(s: string): string {
  return s.replace(/[^a-z]/g, "");
}

/** The digits as a number; nought where there are none or far too many. */
export function value(s: string): number {
  const n = Number(s.replace(/[^0-9]/g, ""));
  return n > 0xffff_ffff ? 0 : n;
}

/** Whether it begins with one of these signs. */
export function startsWith(s: string, signs: string): boolean {
  return s !== "" && signs.includes(s.charAt(0));
}

/** Whether it ends with one of these signs. */
export function endsWith(s: string, signs: string): boolean {
  return s !== "" && signs.includes(s.charAt(s.length - 1));
}

export function startsWithDigit(s: string): boolean {
  return /^[0-9]/.test(s);
}

/** The pieces between what the pattern matches, without empty ones. */
export function piecesOf(s: string, by: RegExp): string[] {
  return s.split(by).filter((piece) => piece !== "");
}

/** The last piece between what the pattern matches, empty or not. */
export function lastOf(s: string, by: RegExp | string): string {
  return s.split(by).at(-1) ?? "";
}

/** A word that everybody uses and that is no name. */
export function plainWord(word: string): boolean {
  const facts = WORDS.facts(word);
  return (any(facts, COMMON) || WORDS.harmless(word)) && !any(facts, WORDLY + NAMELY + SURNAME);
}

export function small(word: string): boolean {
  return any(WORDS.facts(word), SMALL);
}
