/**
 * What a pattern alone cannot tell: is this run of signs a number of somebody's? Here names on the
 * internet, dates and marks in letters; `checks-homes.ts` has addresses, `checks-numbers.ts` the rest.
 */
import { home, house, namedHouse, streetNumber, unit } from "./checks-homes";
import { id, nhsShape, number, plate, postcode, reference, shouted, sort } from "./checks-numbers";
import type { Kind } from "./kind";
import type { Marked } from "./patterns";
import { countDigits, endsWith, lastOf, letters, piecesOf, plainWord, small, startsWith, startsWithDigit, value } from "./signs";
import { hit, hitOf, KEEP, KEEP_UNLESS_NAMED, NO, type Verdict } from "./verdict";
import { any, COMMON, NAMELY, SURNAME, WORDLY, WORDS } from "./words";

/** Decides about a match of the pattern's kind. */
export type Check = (marked: Marked, start: number, end: number, kind: Kind | null) => Verdict;

/** The check of this name in the table. */
export function named(name: string): Check {
  const check = CHECKS[name];
  if (!check) throw new Error(`the table of patterns asks for the check ${name}`);
  return check;
}

const PLANNING =
  "ful out hse lbc tpo dis var adv cou pa res oha full dpa cond nma hh fu cm ia rem fpa ca lb tca tcac prior pip cle clp eia app".split(" ");

function planning(marked: Marked, start: number, end: number): Verdict {
  const s = marked.part(start, end);
  const last = lastOf(s, "/");
  if (startsWith(marked.after(end), "/*") || endsWith(marked.before(start), "/*")) return NO;
  // "11/1971" is a month, "36/40" a count.
  if (letters(s) === "" && last.length < 5) return NO;
  if (PLANNING.includes(last) || !marked.cue("crime", start)) return KEEP;
  return NO;
}

function mailbox(marked: Marked, start: number, end: number): Verdict {
  const s = marked.part(start, end);
  const signed = /[@([]/.test(s);
  const name = s.split(/[@([ ]/)[0] ?? "";
  const host = lastOf(s, /[ @)\]]/);
  if (!signed && (small(name) || plainWord(name) || ["live", "sky", "me", "outlook"].includes(host))) return NO;
  return hit("EMAIL", start, end);
}

const PUBLIC = ["gov.uk", "nhs.uk", "police.uk", "gov dot uk", "nhs dot uk", "police dot uk"];

/** "ada dot b at mail dot com", not "look at nhs dot uk". */
function spoken(marked: Marked, start: number, end: number): Verdict {
  const s = marked.part(start, end);
  const at = s.indexOf(" at ");
  const name = at < 0 ? s : s.slice(0, at);
  const host = at < 0 ? "" : s.slice(at + 4);
  if (PUBLIC.some((body) => host.includes(body))) return NO;
  if (/^[a-z]*$/.test(name) && (small(name) || plainWord(name)) && !host.includes(" dot ")) return NO;
  return hit("EMAIL", start, end);
}

function handle(marked: Marked, start: number, end: number): Verdict {
  const s = marked.part(start, end);
  const name = s.replace(/^[@ ]+/, "");
  const spaced = s.startsWith("@ ");
  const telling = name.includes("_") || (/[0-9]/.test(name) && !startsWithDigit(name));
  if (startsWithDigit(name) && !name.includes("_") && countDigits(name) + 2 >= name.length) return NO;
  if (telling || (!spaced && !plainWord(name))) return hit("HANDLE_URL", start, end);
  return NO;
}

function account(marked: Marked, start: number, matched: number): Verdict {
  const s = marked.part(start, matched).replace(/\.+$/, "");
  const end = start + s.length;
  if (!/[a-z]/.test(s) || small(s)) return NO;
  if (s.includes("_") || (s.replace(/^\.+|\.+$/g, "").includes(".") && !s.includes(".."))) return hit("HANDLE_URL", start, end);
  if (countDigits(s) > 0) {
    const spelt = letters(s);
    const measure = startsWithDigit(s) && (spelt.length <= 2 || plainWord(spelt));
    return measure ? NO : hit("HANDLE_URL", start, end);
  }
  if (any(WORDS.facts(s), COMMON + WORDLY + SURNAME + NAMELY) || s.length < 3) return NO;
  // "fb group", "whatsapp grps": small formations and slips are words.
  if (s.split("-").every((part) => WORDS.harmless(part) || WORDS.slip(part, false))) return NO;
  return hit("HANDLE_URL", start, end);
}

function iban(marked: Marked, start: number, end: number): Verdict {
  const s = marked.part(start, end);
  const count = s.replace(/[^0-9a-z]/g, "").length;
  return countDigits(s) >= 10 && count >= 15 ? hit("BANK", start, end) : NO;
}

function digits(marked: Marked, start: number, end: number, kind: Kind | null): Verdict {
  const s = marked.part(start, end);
  const first = letters(s.slice(0, 2));
  const before = marked.before(start);
  const cue = marked.cue("id", start) || before.includes("nino") || before.includes("insurance");
  if (countDigits(s) < 4) return NO;
  if (small(first) && s.charAt(2) === " " && !shouted(marked, start, end) && !cue) return NO;
  return hitOf(kind, start, end);
}

/** Whether figures alone can be a day: parted the same way twice, with a day and a month. */
function dayInFigures(marked: Marked, start: number, s: string, groups: string[]): boolean {
  // "1/3, 36 Mill Lane" is no day.
  const signs = s
    .split(/[0-9]/)
    .map((sign) => sign.trim())
    .filter((sign) => sign !== "");
  if ((signs.length === 2 && signs[0] !== signs[1]) || signs.length === 1) return false;
  if (groups.length !== 3 || (groups.every((g) => g.length === 2) && marked.cue("bank", start))) return false;
  const [first = "", second = "", third = ""] = groups;
  const day = value(first.length === 4 ? third : first);
  const month = value(second);
  return !(day === 0 || month === 0 || day > 31 || (month > 12 && day > 12));
}

/** Full dates. From so long ago that no note is about the day, or said to be a birthday: taken out. */
function born(marked: Marked, start: number, end: number): Verdict {
  const s = marked.part(start, end);
  const groups = piecesOf(s, /[^0-9]/);
  const spelt = letters(s) !== "";
  if (marked.cue("dob", start) || marked.cue("dob-after", end)) return hit("DOB", start, end);
  const first = groups[0];
  const last = groups.at(-1);
  if (first === undefined || last === undefined) return NO;
  const year = first.length === 4 ? first : last;
  if (!spelt && !dayInFigures(marked, start, s, groups)) return NO;
  if (year.length < 2 || groups.length < 2) return NO;
  const n = value(year);
  if (spelt && year.length === 2) {
    const past = n >= 31 && n <= 99 && startsWithDigit(s) && !marked.guarded("notunit", end) && !marked.cue("event", start);
    return past ? hit("DOB", start, end) : KEEP_UNLESS_NAMED;
  }
  const full = year.length === 2 ? (n <= 26 ? 2000 + n : 1900 + n) : n;
  if (full <= 2015 && !marked.cue("event", start)) return hit("DOB", start, end);
  return KEEP_UNLESS_NAMED;
}

/** A day in six figures: only a name beside it makes it one. */
function bareDate(marked: Marked, start: number, end: number): Verdict {
  const s = marked.part(start, end);
  const day = value(s.slice(0, 2));
  const month = value(s.slice(2, 4));
  if (day >= 1 && day <= 31 && month >= 1 && month <= 12 && !endsWith(marked.before(start), "$/-.")) return KEEP_UNLESS_NAMED;
  return NO;
}

const CHECKS: Record<string, Check> = {
  planning,
  mailbox,
  spoken,
  handle,
  account,
  iban,
  digits,
  born,
  house,
  unit,
  home,
  "named-house": namedHouse,
  postcode,
  number,
  sort,
  "nhs-shape": nhsShape,
  "bare-date": bareDate,
  "street-number": streetNumber,
  plate,
  id,
  reference,
};
