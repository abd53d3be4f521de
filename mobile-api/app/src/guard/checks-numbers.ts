/** Checks of postcodes, telephone and bank numbers, registration marks and references. */
import type { Kind } from "./kind";
import type { Marked } from "./patterns";
import { countDigits, endsWith, letters, piecesOf, small, startsWith, startsWithDigit, value } from "./signs";
import { hit, hitOf, KEEP, NO, type Verdict } from "./verdict";
import { WORDS } from "./words";

/** Whether its letters are capitals in a note that has small ones too. */
export function shouted(marked: Marked, start: number, end: number): boolean {
  const text = marked.text;
  const lower = (n: number): boolean => /[a-z]/.test(text.charAt(n)) && marked.normal.capital[n] !== true;
  for (let n = start; n < end; n += 1) if (lower(n)) return false;
  for (let n = 0; n < text.length; n += 1) if (lower(n)) return true;
  return false;
}

/** Whether a postcode was cut in odd places and its pieces are words. */
function cutIntoWords(marked: Marked, start: number, end: number, s: string): boolean {
  const cut = endsWith(s.replace(/[a-z]+$/, ""), " -") || " -".includes(s.charAt(s.length - 2));
  const apart = s.charAt(1) === " " || (s.charAt(2) === " " && /^[a-z]/.test(s) && !/[0-9]/.test(s.charAt(1)));
  if (!cut && !apart) return false;
  const told = ["pc ", "postcode ", "post code ", "satnav ", "pcode "].some((cue) => marked.before(start).endsWith(cue));
  if (told || shouted(marked, start, end)) return false;
  return piecesOf(s, /[^a-z]/).some((p) => small(p) || (p.length > 1 && WORDS.harmless(p)));
}

export function postcode(marked: Marked, start: number, end: number): Verdict {
  const s = marked.part(start, end);
  if (countDigits(s) === 0) return NO;
  if (cutIntoWords(marked, start, end, s)) return NO;
  const squeezed = s.replace(/[^0-9a-z]/g, "");
  const out = squeezed.slice(0, -3);
  const inward = squeezed.slice(-3);
  const tail = inward.slice(1);
  if (/[cikmov]/.test(tail)) return NO;
  const ordinal = tail === ({ "1": "st", "2": "nd", "3": "rd" }[inward.charAt(0)] ?? "th");
  const measure = ["hr", "ft", "yr", "wk", "lb", "gb", "pt", "qt", "bn"].includes(tail);
  const district = /[0-9]/.test(out) || (out.endsWith("o") && !WORDS.harmless(out));
  if (s.includes(" ") && (ordinal || measure || !district)) return NO;
  return hit("POSTCODE", start, end);
}

/** Ten digits in the groups of an NHS number. */
export function nhsShape(marked: Marked, start: number, end: number): Verdict {
  if (endsWith(marked.before(start), "+$") || startsWith(marked.after(end), "-/")) return NO;
  return hit("NHS_NUMBER", start, end);
}

function nhsValid(digits: string): boolean {
  const d = [...digits].map(Number);
  if (d.length !== 10) return false;
  const sum = d.slice(0, 9).reduce((all, each, n) => all + each * (10 - n), 0);
  return (11 - (sum % 11)) % 11 === d[9];
}

const HELPLINES = /^(?:30|33|34|37|55|80|84|87)/;

/** Runs of digits, whatever they are. */
export function number(marked: Marked, start: number, matched: number): Verdict {
  const s = marked.part(start, matched).replace(/[ .()-]+$/, "");
  const end = start + s.length;
  const digits = s.replaceAll("o", "0").replaceAll("l", "1").replace(/[^0-9]/g, "");
  const n = digits.length;
  if (countDigits(s) * 2 < n) return NO;
  const two = marked.part(Math.max(0, start - 2), start);
  const money =
    marked.part(0, start).trimEnd().endsWith("$") || (marked.part(Math.max(0, start - 1), start) === "," && startsWithDigit(two));
  if (money || marked.cue("charity", start) || marked.cue("charity-after", end)) return n >= 5 ? KEEP : NO;
  let local = digits;
  if (digits.startsWith("0044")) local = digits.slice(4);
  else if (digits.startsWith("44") && (startsWith(s, "+(") || n >= 12)) local = digits.slice(2);
  const bare = local.replace(/^0/, "");
  const national = s.startsWith("+") || digits.startsWith("0") || local.length < n;
  if (national && HELPLINES.test(bare) && bare.length >= 7 && bare.length <= 11 && !marked.cue("nhs", start)) return KEEP;
  const bank = marked.cue("bank", start) || ((n === 6 || n === 8) && marked.cue("bank-after", end));
  if (national && startsWith(s, "0o+(4") && /^[127]/.test(bare) && bare.length >= 9 && bare.length <= 10) {
    return hit(n === 10 && marked.cue("nhs", start) ? "NHS_NUMBER" : "PHONE", start, end);
  }
  if (s.startsWith("+") && n >= 8) return hit("PHONE", start, end);
  const groups = piecesOf(s, /[^0-9a-z]/);
  const sizes = groups.map((g) => g.length);
  const shape = sizes.join(" ");
  const sortCode = shape === "2 2 2" && (s.includes("-") || bank);
  const century = /^(?:19|20)/;
  const years = groups.every((g) => g.length === 4 && century.test(g)) || (shape === "4 2" && century.test(digits));
  if ((years && !bank) || (shape === "4 2 2" && century.test(digits))) return NO;
  if ((n >= 6 && bank) || (n >= 13 && n <= 19) || sortCode || shape === "2 2 2 8" || shape === "8 2 2 2") {
    return hit("BANK", start, end);
  }
  if ((marked.cue("nhs", start) && n >= 8 && n <= 11) || shape === "3 3 4") return hit("NHS_NUMBER", start, end);
  const nhsGroups = groups.length <= 2 || shape === "3 4 3" || shape === "2 2 2 2 2";
  if (n === 10 && nhsValid(digits) && nhsGroups && !marked.cue("id", start)) return hit("NHS_NUMBER", start, end);
  if (marked.cue("id", start) && n >= 5 && groups.length <= 3) return NO;
  const large = sizes.every((g) => g >= 3);
  if (n >= 6 && n <= 8 && large && marked.cue("phone", start)) return hit("PHONE", start, end);
  // "10 20 30 40", "700 homes", "1 000 000": counted on, or an amount.
  const counted = sizes.every((g) => g <= 2);
  const amount = sizes.slice(1).every((g) => g === 3) && digits.endsWith("000");
  if (n < 7 || counted || amount || (s.includes(".") && groups.length > 1)) return NO;
  if ((national || groups.length > 1) && large) return hit("PHONE", start, end);
  return NO;
}

/** Six figures in twos: a sort code by what stands beside it, or because no day is meant. */
export function sort(marked: Marked, start: number, end: number): Verdict {
  const s = marked.part(start, end);
  const beside = marked.hits.some(
    (other) =>
      other.kind === "BANK" &&
      ((other.end <= start && start - other.end <= 8) || (end <= other.start && other.start - end <= 8)),
  );
  if (beside || marked.cue("bank", start) || marked.cue("bank-after", end)) return hit("BANK", start, end);
  const [first, second, third, ...rest] = piecesOf(s, /[^0-9]/).map(value);
  if (first === undefined || second === undefined || third === undefined || rest.length > 0) return NO;
  const day = (d: number, month: number): boolean => d >= 1 && d <= 31 && month >= 1 && month <= 12;
  const hyphens = s.split("-").length - 1;
  const signs = s.split(/[./_]/).length - 1;
  if ((hyphens === 2 && !day(first, second)) || (signs === 2 && !day(first, second) && !day(second, first))) {
    return hit("BANK", start, end);
  }
  return NO;
}

const PLATE_MEASURES =
  "am pm st nd rd th k m p kg km hr hrs min ft yrs yr mph s x pcm pw gbp eur usd gb mb g wks mins ish plus odd".split(" ");

export function plate(marked: Marked, start: number, end: number): Verdict {
  const s = marked.part(start, end);
  const spaced = /[ -]/.test(s);
  const groups = piecesOf(s, /[^a-z]/);
  const cue = marked.cue("plate", start);
  const known = (g: string): boolean => (g.length >= 2 && WORDS.harmless(g)) || g === "a" || g === "i";
  const firstDigit = Math.max(0, s.search(/[0-9]/));
  const number = s.replace(/[^0-9o]/g, "");
  const [g = "", last = ""] = groups;
  const road = ["a", "b", "m"].includes(g);
  const mark = hit("VEHICLE", start, end);
  const gap = s.charAt(s.length - 4) === " ";
  if (groups.length === 2 && g.length === 2 && last.length === 3 && firstDigit > 0) {
    const apart = s.charAt(2) === " ";
    const late = known(last) && gap;
    if (shouted(marked, start, end)) return mark;
    if (apart && known(g) && late) return NO;
    return !cue && ((apart && (known(g) || late)) || (number.includes("o") && late)) ? NO : mark;
  }
  if (groups.length === 2 && g.length === 1 && firstDigit > 0) {
    const told = shouted(marked, start, end);
    const bus = marked.after(end).trimStart().startsWith("bus") || ["bus", "jct", "rbt", "rdbt"].includes(last);
    if (bus || PLATE_MEASURES.includes(last)) return NO;
    if (!told && ((gap && known(last) && !(cue && !road)) || (road && gap && !cue))) return NO;
    return mark;
  }
  if (groups.length === 2 && g.length === 3) {
    if (PLATE_MEASURES.includes(g)) return NO;
    if (shouted(marked, start, end) && number.length >= 2) return mark;
    if ((spaced && known(g)) || (PLATE_MEASURES.includes(last) && !cue && spaced) || (known(g) && !cue)) return NO;
    return mark;
  }
  if (groups.length !== 1) return NO;
  const irish = /[iz]/.test(g);
  const year = number.length === 4 && /^(?:19|20)/.test(number);
  if (firstDigit > 0 && g.length === 3 && !spaced && number.length >= 3 && !year && irish) return mark;
  if (known(g) || PLATE_MEASURES.includes(g) || (g.length === 1 && (spaced || road))) {
    return cue && irish && g.length === 3 && number.length >= 3 ? mark : NO;
  }
  if (firstDigit > 0) {
    if (cue && (number.length >= 2 || g.length === 3)) return mark;
    if (g.length === 3 && ((irish && number.length >= 3) || (number.length === 4 && !spaced))) return mark;
  }
  return firstDigit === 0 && cue && g.length >= 2 && number.length >= 2 ? mark : NO;
}

const yearLike = (digits: string): boolean => digits.length === 4 && /^(?:19|20)/.test(digits);

const FIRM =
  /passport|licen|brp|dbs|visa|crime|incident|tenancy|rent|council tax|ref|claim|case|urn|share code/;

/** A code after a word that says what it is. */
export function id(marked: Marked, matched: number, end: number, kind: Kind | null): Verdict {
  let start = matched;
  let s = marked.part(start, end);
  const firstDigit = Math.max(0, s.search(/[0-9]/));
  const prefix = s.slice(0, firstDigit);
  if (endsWith(prefix, " /-")) {
    const word = prefix.slice(0, -1);
    if (word.length > 2 && (WORDS.harmless(word) || (prefix.endsWith(" ") && word.length > 4))) {
      start += firstDigit;
      s = marked.part(start, end);
    }
  }
  // Numbers that follow in groups belong to it; a year or a house that follows does not matter.
  const count = countDigits(s);
  const code = s.split(" ")[0] ?? "";
  const firmly = FIRM.test(marked.before(start));
  if (!marked.cue("id", start) || count < (firmly ? 3 : 5) || (yearLike(s) && !code.includes("-"))) return NO;
  if (marked.part(Math.max(0, start - 2), start).includes("$") || marked.cue("charity", start)) return NO;
  if ((countDigits(code) < 3 && !s.includes(" ")) || (marked.guarded("notunit", end) && count <= 4)) return NO;
  return hitOf(kind, start, end);
}

const MEASURES = "km kg k m kw kwh ml mm gb mb ish ppl people quid pm am hrs mins yrs s".split(" ");

/** A code whose shape alone tells. */
export function reference(marked: Marked, start: number, end: number, kind: Kind | null): Verdict {
  const s = marked.part(start, end);
  const n = countDigits(s);
  const spelt = letters(s);
  const before = marked.part(Math.max(0, start - 2), start);
  if (before.includes("$") || (endsWith(before, ".,") && startsWithDigit(before))) return NO;
  if (marked.cue("charity", start) || marked.cue("charity-after", end)) return NO;
  const longest = Math.max(...s.split(/[^0-9]/).map((g) => g.length));
  const groups = s.split(/[-/]/);
  if (groups.length > 1 && spelt === "" && (longest <= 4 || groups.every(yearLike))) return NO;
  const round = s.endsWith("000") && spelt === "" && groups.length === 1;
  if (spelt === "" && (n < 7 || round)) return NO;
  if (spelt !== "" && (n < 4 || longest < 3 || (MEASURES.includes(spelt) && startsWithDigit(s)))) return NO;
  // "covid2020", "class of2019": a year at a word.
  if (groups.length === 1 && n === 4 && WORDS.harmless(spelt)) return NO;
  if (groups.length > 1 && n < 5) return NO;
  return hitOf(kind, start, end);
}
