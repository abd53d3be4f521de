/** A note as a row of words, numbers and what was found already. Twin of `tokens.rs`. */

import { OTHER_LETTER } from "./normal";
import type { Kind, Marked } from "./patterns";
import { OFFICE, SMALL, TITLE } from "./words";

/** What stands between a token and the one before it. */
export type Gap = "start" | "space" | "hyphen" | "comma" | "stop" | "slash" | "open" | "close" | "colon" | "and";

/** A word, something with digits, found or kept by a pattern, or a placeholder for a name. */
export type What = "word" | "number" | "found" | "kept" | "taken";

export interface Token {
  /** Where it begins in the plain text. */
  start: number;
  /** Where it ends, without `'s`. */
  end: number;
  /** The word without apostrophes and `'s`. */
  word: string;
  facts: number;
  moreFacts: number;
  what: What;
  /** What was found. */
  kind: Kind | null;
  gap: Gap;
  /** Whether it begins with a capital. */
  cap: boolean;
  /** Whether it is all capitals, two letters at least. */
  caps: boolean;
  /** Whether a letter of it carries a mark. */
  marked: boolean;
  /** Whether `'s` stood at its end. */
  poss: boolean;
}

/** The word with the `s` of `'s`. */
export const whole = (token: Token): string => token.word + (token.poss && !token.word.endsWith("s") ? "s" : "");

const isLetter = (c: string | undefined): boolean => c !== undefined && ((c >= "a" && c <= "z") || c === OTHER_LETTER);
const isDigit = (c: string | undefined): boolean => c !== undefined && c >= "0" && c <= "9";

/** Whether any is set from one place to before another. */
function any(flags: readonly boolean[], from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (flags[at] === true) return true;
  return false;
}

function gapOf(between: string, lineEnd: boolean, before: Token | undefined): Gap {
  if (!before) return "start";
  if (between === " " && !lineEnd) return "space";
  const short = before.what === "word" && ((before.facts & (TITLE | OFFICE)) !== 0 || before.word.length === 1);
  if (lineEnd || /[!?;]/.test(between) || (between.includes(".") && !(short && between.startsWith(".")))) return "stop";
  if (between.includes("(")) return "open";
  if (between.includes(")")) return "close";
  if (between.includes(",")) return "comma";
  if (between.includes("/")) return "slash";
  if (/[&+]/.test(between)) return "and";
  if (between === "-") return "hyphen";
  if (/[:=>~-]/.test(between)) return "colon";
  return "space";
}

/** Cuts the text into tokens. */
export function cut(marked: Marked): Token[] {
  const { text, normal, words } = marked;
  const ranges: { start: number; end: number; what: What; kind: Kind | null }[] = [
    ...marked.hits.map((hit) => ({ start: hit.start, end: hit.end, what: "found" as const, kind: hit.kind })),
    ...marked.kept.map((kept) => ({
      start: kept.start,
      end: kept.end,
      what: marked.part(kept.start, kept.end) === "[name]" ? ("taken" as const) : ("kept" as const),
      kind: null,
    })),
  ].sort((a, b) => a.start - b.start);
  const out: Token[] = [];
  let nextRange = 0;
  let lastEnd = 0;
  let at = 0;
  while (at < text.length) {
    let range = ranges[nextRange];
    while (range && range.end <= at) {
      nextRange += 1;
      range = ranges[nextRange];
    }
    let end = -1;
    let what: What = "word";
    let kind: Kind | null = null;
    if (range && range.start <= at) {
      end = range.end;
      what = range.what;
      kind = range.kind;
    } else if (isLetter(text[at]) || isDigit(text[at])) {
      const limit = range ? range.start : text.length;
      let digits = isDigit(text[at]);
      end = at + 1;
      while (end < limit) {
        if (isDigit(text[end])) digits = true;
        else if (text[end] === "'") {
          if (end + 1 >= limit || !isLetter(text[end + 1])) break;
        } else if (!isLetter(text[end])) break;
        end += 1;
      }
      if (digits) what = "number";
    }
    if (end < 0) {
      at += 1;
      continue;
    }
    const start = at;
    const gap = gapOf(text.slice(lastEnd, start), any(normal.lineEnd, lastEnd, start), out.at(-1));
    const whole = text.slice(start, end);
    let coreEnd = end;
    let poss = false;
    if (what === "word") {
      if (whole.endsWith("'s") && whole.length > 2) {
        coreEnd = end - 2;
        poss = true;
      } else if (whole.endsWith("s") && text[end] === "'" && !isLetter(text[end + 1])) poss = true;
    }
    // "[NAME]'s car": the ending belongs to the name that stood there.
    if (what === "taken" && text.startsWith("'s", end) && !isLetter(text[end + 2])) {
      end += 2;
      poss = true;
    }
    let word = what === "word" ? text.slice(start, coreEnd).replaceAll("'", "") : "";
    if (poss && coreEnd < end) {
      // "it's", "let's": the whole form may be a word itself.
      const one = whole.replaceAll("'", "");
      if ((words.facts(one) & SMALL) !== 0) {
        word = one;
        coreEnd = end;
        poss = false;
      }
    }
    let caps = what === "word" && coreEnd - start >= 2;
    for (let n = start; caps && n < coreEnd; n += 1) caps = normal.capital[n] === true || text[n] === "'";
    out.push({
      start,
      end: coreEnd,
      word,
      facts: words.factsInNote(word),
      moreFacts: words.moreFacts(word),
      what,
      kind,
      gap,
      cap: normal.capital[start] === true,
      caps,
      marked: what === "word" && any(normal.marked, start, coreEnd),
      poss,
    });
    lastEnd = end;
    at = end;
  }
  return out;
}
