/** Houses with their street. Twin of `checks/streets.rs`. */

import type { Marked } from "../patterns";
import { COMMON, RARE } from "../words";
import { bare, type Check, full, hit, lastOf, plainWord, small, startsDigit, value } from "./signs";

const PREFIXES = new Set("flat flt apartment apt appartment maisonette bedsit unit room house number num no nr hse rm".split(" "));

/** Street words that are ordinary words too. */
const WEAK_STREETS = new Set(
  "close way place hill rise view end side park court green drive walk mount gate bank row point house field fields fold yard estate gardens square buildings dale chase cl".split(
    " ",
  ),
);

/** Ordinary words that streets and blocks are named with. */
const NAMELIKE = new Set(
  "church chapel station school beech cherry elm lime poplar maple chestnut sycamore cedar laurel hawthorn orchard meadow victoria albert windsor bridge mill manor abbey priory canal river valley garden castle spring south north east west high tower college vicarage cathedral".split(
    " ",
  ),
);

const SPELT_NUMBERS = new Set(
  "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety".split(
    " ",
  ),
);

/** Streets that go by one word. */
const BARE_STREETS = new Set("foundry quayside broadway parade promenade esplanade tannery brewery ropewalk shambles headrow briggate strand causeway riverside".split(" "));

const NO_HOUSE_BEFORE = new Set(
  "bus buses route tram line age aged since until till about over under nearly almost top block x year yr level phase junction".split(" "),
);

const STREET_ADJECTIVES = new Set("the st old new great little upper lower of saint".split(" "));

/** "5, 7 and 9 Mill Lane": where the first of the numbers stands. */
function firstNumber(marked: Marked, start: number): number {
  const from = marked.cueFrom("numbers-before", start);
  return from === null ? start : from + Math.max(0, marked.part(from, start).search(/[0-9]/));
}

export const house: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const words = full(s.split(/[^0-9a-z']/));
  const second = words[1];
  const prefixed =
    PREFIXES.has(words[0] ?? "") || (words.length > 2 && second !== undefined && startsDigit(second) && (s.split(" ")[0] ?? "").includes("/"));
  const number = words.filter(startsDigit).at(-1);
  const street = words.at(-1) ?? "";
  if (number !== undefined) {
    const n = value(number);
    const at = start + s.lastIndexOf(number) + number.length;
    if (n === 0 || (!prefixed && number.length === 4 && n >= 1900 && n <= 2039)) return "no";
    if (!prefixed && marked.guarded("notunit", at)) return "no";
    if (!prefixed && /[$.:/-]$/.test(marked.part(0, start)) && /^[0-9$]/.test(marked.part(start - 2, start))) return "no";
  }
  const last = lastOf(marked.before(start).trimEnd().split(/[^0-9a-z]/));
  if (!prefixed && NO_HOUSE_BEFORE.has(last) && marked.before(start).endsWith(" ")) return "no";
  const skipped = (word: string): boolean =>
    PREFIXES.has(word) || startsDigit(word) || word.length === 1 || (number === undefined && SPELT_NUMBERS.has(word));
  const firstWord = words.findIndex((word) => !skipped(word));
  const between = firstWord < 0 ? [] : words.slice(firstWord, -1);
  if (between.length === 0) return "no";
  const casedNote = marked.normal.capital.includes(true);
  const capital = marked.normal.capital[start + s.lastIndexOf(street)] ?? false;
  // "2 big car park" in a note with capitals.
  if (
    !prefixed &&
    !capital &&
    WEAK_STREETS.has(street) &&
    casedNote &&
    between.every((word) => plainWord(marked, bare(word)) && !NAMELIKE.has(word))
  )
    return "no";
  // "40 leaflets. cycle lane": two sentences; "2 buy stripped street": a word in shorthand.
  if (!prefixed && /[a-z]{3,}\. /.test(s)) return "no";
  const shorthand = (number === "2" || number === "4") && between.length > 1;
  if (!prefixed && !capital && shorthand && between.every((word) => plainWord(marked, bare(word)) && !NAMELIKE.has(word))) return "no";
  for (const [n, word] of between.entries()) {
    const plain = bare(word);
    if (STREET_ADJECTIVES.has(plain) && n + 1 < between.length) continue;
    if (small(marked, plain) && plain !== "may" && (plain !== "back" || shorthand)) return "no";
    if (!prefixed && !capital && number === undefined && plainWord(marked, plain) && !NAMELIKE.has(plain)) return "no";
  }
  return hit("ADDRESS", startsDigit(s) ? firstNumber(marked, start) : start, end);
};

/** A number with a street that lacks its kind: "outside 90 Brackenhurst". */
export const bareStreet: Check = (marked, start, end) => {
  const [number = "", word = ""] = marked.part(start, end).split(" ");
  const { words } = marked;
  const facts = words.facts(word);
  const foreign = (facts & RARE) === 0 && !words.harmless(word) && !words.slip(word, false);
  const street = BARE_STREETS.has(word) || ((facts & COMMON) === 0 && (words.likePlace(word) || foreign));
  const after = marked.after(end);
  const next = full(after.split(/[^a-z']/))[0] ?? "";
  const ends = after === "" || ",.;:!?)".includes(after.charAt(0)) || small(marked, next);
  if (value(number) === 0 || !street || !ends) return "no";
  return hit("ADDRESS", firstNumber(marked, start), end);
};

/** A street with its number behind it. */
export const streetNumber: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const n = value(lastOf(s.split(/[^0-9a-z]/)));
  const first = s.split(" ")[0] ?? "";
  if (n === 0 || lastOf(s.split(/[^0-9a-z]/)).startsWith("0") || (n >= 1900 && n < 2040) || small(marked, first) || marked.guarded("notunit", end)) return "no";
  return hit("ADDRESS", start, end);
};
