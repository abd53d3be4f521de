/** What the checks ask of signs and words. Twin of `checks/mod.rs`. */

import type { Kind, Marked, Verdict } from "../patterns";
import { COMMON, NAMELY, SMALL, SURNAME, WORDLY } from "../words";

/** Decides about a match of the pattern's kind. */
export type Check = (marked: Marked, start: number, end: number, kind: Kind | null) => Verdict;

export const isDigit = (c: string | undefined): boolean => c !== undefined && c >= "0" && c <= "9" && c.length === 1;
export const startsDigit = (s: string): boolean => isDigit(s[0]);
export const hasDigit = (s: string): boolean => /[0-9]/.test(s);
export const hasLower = (s: string): boolean => /[a-z]/.test(s);
export const digitsOf = (s: string): string => s.replace(/[^0-9]/g, "");
export function countDigits(s: string): number {
  let count = 0;
  for (let at = 0; at < s.length; at += 1) if (isDigit(s[at])) count += 1;
  return count;
}

export const letters = (s: string): string => s.replace(/[^a-z]/g, "");

export function value(s: string): number {
  const digits = digitsOf(s);
  const number = digits === "" ? 0 : Number(digits);
  return number > 4_294_967_295 ? 0 : number;
}

export const full = (parts: string[]): string[] => parts.filter((part) => part !== "");
export const bare = (word: string): string => word.replaceAll("'", "");
export const lastOf = (parts: string[]): string => parts.at(-1) ?? "";

/** A word that everybody uses and that is no name. */
export function plainWord(marked: Marked, word: string): boolean {
  const facts = marked.words.facts(word);
  return ((facts & COMMON) !== 0 || marked.words.harmless(word)) && (facts & (WORDLY | NAMELY | SURNAME)) === 0;
}

export const small = (marked: Marked, word: string): boolean => (marked.words.facts(word) & SMALL) !== 0;

export const hit = (kind: Kind | null, start: number, end: number): Verdict => (kind === null ? "no" : { kind, start, end });

/** Whether its letters are capitals in a note that has small ones too. */
export function shouted(marked: Marked, start: number, end: number): boolean {
  const text = marked.text;
  const lower = (n: number): boolean => {
    const code = text.charCodeAt(n);
    return code >= 97 && code <= 122 && !marked.normal.capital[n];
  };
  for (let n = start; n < end; n += 1) if (lower(n)) return false;
  for (let n = 0; n < text.length; n += 1) if (lower(n)) return true;
  return false;
}
