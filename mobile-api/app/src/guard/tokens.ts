/** A note as a row of words, numbers and what was found already. */
import type { Kind } from "./kind";
import { OTHER_LETTER } from "./normal";
import type { Marked } from "./patterns";
import { any, OFFICE, SMALL, TITLE, WORDS, type Facts } from "./words";

/** What stands between a token and the one before it. */
export type Gap =
  /** Nothing is before it. */
  | "start"
  /** Only space. */
  | "space"
  /** A hyphen without space. */
  | "hyphen"
  /** A comma. */
  | "comma"
  /** The end of a sentence or a line. */
  | "stop"
  /** A slash. */
  | "slash"
  /** An opening bracket. */
  | "open"
  /** A closing bracket. */
  | "close"
  /** A colon, an equals sign, a dash between spaces. */
  | "colon"
  /** `&` or `+`. */
  | "and";

/** What a token is. */
export type What =
  /** A word. */
  | "word"
  /** Something with digits. */
  | "number"
  /** Found by a pattern. */
  | "found"
  /** Kept by a pattern. */
  | "kept"
  /** A placeholder for a name. */
  | "taken";

/** One token. */
export interface Token {
  /** Where it begins in the plain text. */
  start: number;
  /** Where it ends, without `'s`. */
  end: number;
  /** The word without apostrophes and `'s`. */
  word: string;
  /** What is known of it. */
  facts: Facts;
  /** What it is. */
  what: What;
  /** The kind of what was found. */
  kind: Kind | null;
  /** What is before it. */
  gap: Gap;
  /** Whether it begins with a capital. */
  cap: boolean;
  /** Whether it is all capitals, two letters at least. */
  caps: boolean;
  /** Whether `'s` stood at its end. */
  poss: boolean;
}

/** The word with the `s` of `'s`. */
export function whole(token: Token): string {
  return token.poss && !token.word.endsWith("s") ? `${token.word}s` : token.word;
}

const isLetter = (c: string): boolean => (c >= "a" && c <= "z") || c === OTHER_LETTER;
const isDigit = (c: string): boolean => c >= "0" && c <= "9";

function gapOf(between: string, lineEnd: boolean, before: Token | undefined): Gap {
  if (!before) return "start";
  const short = before.what === "word" && (any(before.facts, TITLE + OFFICE) || before.word.length === 1);
  if (lineEnd || /[!?;]/.test(between) || (between.includes(".") && !(short && between.startsWith(".")))) return "stop";
  if (between.includes("(")) return "open";
  if (between.includes(")")) return "close";
  if (between.includes(",")) return "comma";
  if (between.includes("/")) return "slash";
  if (/[&+]/.test(between)) return "and";
  if (between === "-") return "hyphen";
  if (/[:=\->~]/.test(between)) return "colon";
  return "space";
}

interface Range {
  start: number;
  end: number;
  what: What;
  kind: Kind | null;
}

/** Where the word or number that begins at `at` ends, and whether it holds digits. */
function wordEnd(text: string, at: number, limit: number): { end: number; digits: boolean } {
  let end = at + 1;
  let digits = isDigit(text.charAt(at));
  while (end < limit) {
    const c = text.charAt(end);
    if (isDigit(c)) digits = true;
    else if (c === "'") {
      if (end + 1 >= limit || !isLetter(text.charAt(end + 1))) break;
    } else if (!isLetter(c)) break;
    end += 1;
  }
  return { end, digits };
}

/** Cuts the text into tokens. */
export function cut(marked: Marked): Token[] {
  const text = marked.text;
  const capitals = marked.normal.capital;
  const ranges: Range[] = marked.hits.map((hit) => ({ start: hit.start, end: hit.end, what: "found", kind: hit.kind }));
  for (const kept of marked.kept) {
    const what = marked.part(kept.start, kept.end) === "[name]" ? "taken" : "kept";
    ranges.push({ start: kept.start, end: kept.end, what, kind: null });
  }
  ranges.sort((a, b) => a.start - b.start);
  let nextRange = 0;
  const out: Token[] = [];
  let lastEnd = 0;
  let at = 0;
  while (at < text.length) {
    while ((ranges[nextRange]?.end ?? Infinity) <= at) nextRange += 1;
    const range = ranges[nextRange];
    let end = at;
    let what: What = "word";
    if (range && range.start <= at) {
      end = range.end;
      what = range.what;
    } else if (isLetter(text.charAt(at)) || isDigit(text.charAt(at))) {
      const found = wordEnd(text, at, range ? range.start : text.length);
      end = found.end;
      what = found.digits ? "number" : "word";
    } else {
      at += 1;
      continue;
    }
    const start = at;
    const gap = gapOf(marked.part(lastEnd, start), marked.normal.lineEnd.slice(lastEnd, start).includes(true), out.at(-1));
    const full = marked.part(start, end);
    let coreEnd = end;
    let poss = false;
    if (what === "word") {
      if (full.endsWith("'s") && full.length > 2) {
        coreEnd = end - 2;
        poss = true;
      } else if (full.endsWith("s") && text.charAt(end) === "'" && !isLetter(text.charAt(end + 1))) {
        poss = true;
      }
    }
    let word = what === "word" ? marked.part(start, coreEnd).replaceAll("'", "") : "";
    let facts = WORDS.facts(word);
    if (poss && coreEnd < end) {
      // "it's", "let's", "mum's been": the whole form may be a word itself.
      const joined = full.replaceAll("'", "");
      const joinedFacts = WORDS.facts(joined);
      if (any(joinedFacts, SMALL)) {
        word = joined;
        facts = joinedFacts;
        coreEnd = end;
        poss = false;
      }
    }
    let caps = what === "word" && coreEnd - start >= 2;
    for (let n = start; caps && n < coreEnd; n += 1) caps = capitals[n] === true || text.charAt(n) === "'";
    const kind = what === "found" ? (range?.kind ?? null) : null;
    out.push({ start, end: coreEnd, word, facts, what, kind, gap, cap: capitals[start] === true, caps, poss });
    lastEnd = end;
    at = end;
  }
  return out;
}
