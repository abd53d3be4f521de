/** Checks of house numbers, flats, named houses and streets. */
import type { Kind } from "./kind";
import type { Marked } from "./patterns";
import { lastOf, letters, piecesOf, plainWord, small, startsWithDigit, value } from "./signs";
import { hit, hitOf, NO, type Verdict } from "./verdict";

const words = (text: string): string[] => text.split(" ");

const PREFIXES = words("flat flt apartment apt appartment maisonette bedsit unit room house number num no nr hse rm");
/** Street words that are ordinary words too. */
const WEAK_STREETS = words(
  "close way place hill rise view end side park court green drive walk mount gate bank row point house field fields fold yard estate gardens square buildings dale chase cl",
);
/** Ordinary words that streets and blocks are named with. */
const NAMELIKE = words(
  "church chapel station school beech cherry elm lime poplar maple chestnut sycamore cedar laurel hawthorn orchard meadow victoria albert windsor bridge mill manor abbey priory canal river valley garden castle spring south north east west high tower college vicarage cathedral",
);
const NUMBERS = words(
  "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fourty fifty sixty seventy eighty ninety",
);
/** What goes before a number that is no house. */
const BEFORE_NO_HOUSE = words(
  "bus buses route tram line age aged since until till about over under nearly almost top block x year yr level phase junction",
);
const BEFORE_STREET = words("the st old new great little upper lower of saint");

/** Whether the number of this house is one. */
function houseNumber(marked: Marked, start: number, s: string, number: string, prefixed: boolean): boolean {
  const n = value(number);
  const at = start + Math.max(0, s.lastIndexOf(number)) + number.length;
  if (n === 0 || (!prefixed && number.length === 4 && n >= 1900 && n <= 2039)) return false;
  if (!prefixed && marked.guarded("notunit", at)) return false;
  if (prefixed) return true;
  return !(/[$.:/-]$/.test(marked.part(0, start)) && /^[0-9$]/.test(marked.part(Math.max(0, start - 2), start)));
}

export function house(marked: Marked, start: number, end: number): Verdict {
  const s = marked.part(start, end);
  const all = piecesOf(s, /[^0-9a-z']/);
  const prefixed =
    PREFIXES.includes(all[0] ?? "") || (all.length > 2 && startsWithDigit(all[1] ?? "") && (s.split(" ")[0] ?? "").includes("/"));
  const number = all.filter(startsWithDigit).at(-1);
  const street = all.at(-1) ?? "";
  if (number !== undefined && !houseNumber(marked, start, s, number, prefixed)) return NO;
  const last = lastOf(marked.before(start).trimEnd(), /[^0-9a-z]/);
  if (!prefixed && BEFORE_NO_HOUSE.includes(last) && marked.before(start).endsWith(" ")) return NO;
  const from = all.findIndex(
    (w) => !(PREFIXES.includes(w) || startsWithDigit(w) || w.length === 1 || (number === undefined && NUMBERS.includes(w))),
  );
  const between = from < 0 ? [] : all.slice(from, -1);
  if (between.length === 0) return NO;
  const casedNote = marked.normal.capital.includes(true);
  const weak = WEAK_STREETS.includes(street);
  const capital = marked.normal.capital[start + Math.max(0, s.lastIndexOf(street))] ?? false;
  // "2 big car park" in a note with capitals.
  if (!prefixed && !capital && weak && casedNote) {
    if (between.every((word) => plainWord(word.replaceAll("'", "")) && !NAMELIKE.includes(word))) return NO;
  }
  for (const [n, word] of between.entries()) {
    const bare = word.replaceAll("'", "");
    if (BEFORE_STREET.includes(bare) && n + 1 < between.length) continue;
    if (small(bare) && bare !== "may") return NO;
    if (!prefixed && !capital && number === undefined && plainWord(bare) && !NAMELIKE.includes(bare)) return NO;
  }
  return hit("ADDRESS", start, end);
}

const NUMBERED = words("no number num nr nmbr numb");
const ABOUT_SOMETHING = [" is the ", " is our", " is my", " is her", " is his"];
const PLACED = words("at from of to in opposite by lives live behind outside side door says see");

export function unit(marked: Marked, start: number, end: number, kind: Kind | null): Verdict {
  const s = marked.part(start, end);
  const n = value(s);
  const word = letters(s.split(/[^a-z]/)[0] ?? "");
  if (/[0-9]/.test(s)) {
    if (n === 0) return NO;
    if (n === 1 && ["no", "number"].includes(word) && !s.includes(".") && !/[a-z]$/.test(s)) return NO;
    if (NUMBERED.includes(word) && n < 10 && ABOUT_SOMETHING.some((is) => marked.after(end).startsWith(is))) return NO;
    if (n >= 1900 && n < 2040 && ["house", "no", "unit", "room", "door", "plot"].includes(word)) return NO;
  } else if (lastOf(s, " ").length > 1) {
    const last = lastOf(marked.before(start).trimEnd(), " ");
    if (!["flat", "apartment", "apt", "flt"].includes(word) && !PLACED.includes(last)) return NO;
  } else if (s.endsWith("a") && /^[ \n]/.test(marked.after(end))) {
    return NO;
  }
  return hitOf(kind, start, end);
}

export function home(marked: Marked, start: number, end: number): Verdict {
  const s = marked.part(start, end);
  const n = value(s);
  const before = piecesOf(marked.before(start), / /);
  const preposition = before.at(-1) ?? "";
  let who = before.at(-2) ?? "";
  if (["over", "up", "down", "across", "moved", "back", "next", "knock", "knocked"].includes(who)) who = "";
  if (n === 0 || (n >= 1900 && n < 2040)) return NO;
  if (!/[a-z]$/.test(s)) {
    if (["of", "in"].includes(preposition)) return NO;
    if (["him", "her", "them", "she", "he", "home"].includes(who) && n <= 24) return NO;
  }
  return hit("ADDRESS", start, end);
}

const SURE = words("cottage cottages bungalow farm farmhouse villa vicarage rectory barn croft nook manor grange");
const HOUSES = words(
  "cottage farm farmhouse lodge villa bungalow manor vicarage rectory barn house cottages grange croft nook dene hall",
);
const LIVES = ["lives at", "live at", "lives in", "live in", "address", "at", "living at", "from"];

export function namedHouse(marked: Marked, start: number, end: number): Verdict {
  const all: { at: number; word: string }[] = [];
  let at = start;
  for (const word of marked.part(start, end).split(/[^a-z']/)) {
    if (word !== "") all.push({ at, word });
    at += word.length + 1;
  }
  const h = all.findIndex(({ word }, n) => n > 0 && HOUSES.includes(word));
  const head = all[h];
  if (!head) return NO;
  const capital = marked.normal.capital[head.at] ?? false;
  const cased = marked.normal.capital.includes(true) && !capital;
  const first = all[0]?.word === "the" ? 1 : 0;
  const comma = marked.part(head.at, end).includes(",");
  if (cased || h < first || (h === first && !comma)) return NO;
  const live = marked.before(start).trimEnd();
  const lives = LIVES.some((cue) => live.endsWith(cue));
  const sure = SURE.includes(head.word);
  if (!((sure && (comma || lives)) || (comma && lives) || (capital && sure))) return NO;
  for (const [n, { word }] of all.entries()) {
    const bare = word.replaceAll("'", "");
    if (n === h || !small(bare) || ["the", "of", "may"].includes(bare)) continue;
    if (n + 1 < h || (n > h && ["on", "in", "off", "at"].includes(bare))) continue;
    return NO;
  }
  // Small words that were caught before the house's name are left outside.
  let from = h;
  while (from > 0) {
    const word = all[from - 1]?.word ?? "";
    if (small(word) && word !== "the") break;
    from -= 1;
  }
  const begin = all[from];
  return from >= h || !begin ? NO : hit("ADDRESS", begin.at, end);
}

/** A street with its number behind it. */
export function streetNumber(marked: Marked, start: number, end: number): Verdict {
  const s = marked.part(start, end);
  const n = value(lastOf(s, /[^0-9a-z]/));
  if (n === 0 || (n >= 1900 && n < 2040) || small(s.split(" ")[0] ?? "") || marked.guarded("notunit", end)) return NO;
  return hit("ADDRESS", start, end);
}
