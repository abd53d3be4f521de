/** Letters and figures together: plates, documents, references, planning. Twin of `checks/codes.rs`. */

import { type Check, countDigits, full, hit, lastOf, letters, shouted, small, startsDigit, value } from "./signs";

const PLANNING = new Set(
  "ful out hse lbc tpo dis var adv cou pa res oha full dpa cond nma hh fu cm ia rem fpa ca lb tca tcac prior pip cle clp eia app".split(" "),
);

export const planning: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const last = lastOf(s.split("/"));
  if (/^[/*]/.test(marked.after(end)) || /[/*]$/.test(marked.before(start))) return "no";
  // "11/1971" is a month, "36/40" a count.
  if (letters(s) === "" && last.length < 5) return "no";
  return PLANNING.has(last) || !marked.cue("crime", start) ? "keep" : "no";
};

const MEASURES = new Set(
  "am pm st nd rd th k m p kg km hr hrs min ft yrs yr mph s x pcm pw gbp eur usd gb mb g wks mins ish plus odd".split(" "),
);

export const plate: Check = (marked, start, end) => {
  const written = marked.part(start, end);
  // "sh7o kvu": the letter stands for a digit.
  const s = written.replace(/^([a-z]{2}[ .,_-]?)(?:o([0-9])|([0-9])o)/, (_, head: string, a?: string, b?: string) => head + (a ? `0${a}` : `${b ?? ""}0`));
  const spaced = /[ -]/.test(s);
  const groups = full(s.split(/[^a-z]/));
  const [g = "", later = ""] = groups;
  // Asked last: it costs the most.
  const cue = (): boolean => marked.cue("plate", start);
  const known = (word: string): boolean => (word.length >= 2 && marked.words.harmless(word)) || word === "a" || word === "i";
  const firstDigit = Math.max(0, s.search(/[0-9]/));
  const number = s.replace(/[^0-9o]/g, "");
  const road = ["a", "b", "m"].includes(g);
  const yes = hit("VEHICLE", start, end);
  const fourth = s.slice(-4, -3);
  if (groups.length === 2 && g.length === 2 && later.length === 3 && firstDigit > 0) {
    const apart = s[2] === " ";
    const late = known(later) && fourth === " ";
    if (shouted(marked, start, end)) return yes;
    if (apart && known(g) && late) return "no";
    const year = value(number);
    const made = (year >= 2 && year <= 26) || (year >= 51 && year <= 76);
    return !cue() && ((apart && ((known(g) && (!made || fourth !== " ")) || late)) || (number.includes("o") && late)) ? "no" : yes;
  }
  if (groups.length === 2 && g.length === 1 && firstDigit > 0) {
    const gap = fourth === " ";
    const told = shouted(marked, start, end);
    const bus = marked.after(end).trimStart().startsWith("bus") || ["bus", "jct", "rbt", "rdbt"].includes(later);
    if (bus || MEASURES.has(later) || (!told && ((gap && known(later) && !(cue() && !road)) || (road && gap && !cue() && (known(later) || number.length < 3))))) return "no";
    return yes;
  }
  if (groups.length === 2 && g.length === 3) {
    if (MEASURES.has(g)) return "no";
    if (shouted(marked, start, end) && number.length >= 2) return yes;
    if ((spaced && known(g)) || (MEASURES.has(later) && !cue() && spaced) || (known(g) && !cue())) return "no";
    return yes;
  }
  if (groups.length === 1) {
    const irish = /[iz]/.test(g);
    const year = number.length === 4 && /^(?:19|20)/.test(number);
    if (firstDigit > 0 && g.length === 3 && !spaced && number.length >= 3 && !year && irish) return yes;
    if (known(g) || MEASURES.has(g) || (g.length === 1 && (spaced || road))) return irish && !year && (g.length === 3 ? number.length >= 3 : g.length === 2 && countDigits(s) === 4) && cue() ? yes : "no";
    if (
      firstDigit > 0 &&
      ((cue() && (number.length >= 2 || g.length === 3)) ||
        (g.length === 3 && irish && number.length >= 3) ||
        (g.length === 3 && number.length === 4 && !spaced))
    )
      return yes;
    if (firstDigit === 0 && cue() && g.length >= 2 && number.length >= 2) return yes;
  }
  return "no";
};

const yearLike = (digits: string): boolean => digits.length === 4 && /^(?:19|20)/.test(digits);

const FIRM = ["passport", "licen", "brp", "dbs", "visa", "crime", "incident", "tenancy", "rent", "council tax", "ref", "claim", "case", "urn", "share code"];

/** Before any code, and none of it. */
const OF_ALL = new Set("no num nr ref id is was for my her his the nos number card code".split(" "));

/** A code after a word that says what it is. */
export const id: Check = (marked, wholeStart, end, kind) => {
  let start = wholeStart;
  let led = -1;
  let s = marked.part(start, end);
  // Fewer digits are never enough, and most of what comes here is a count or an hour.
  if (countDigits(s) < 3) return "no";
  const firstDigit = Math.max(0, s.search(/[0-9]/));
  const prefix = s.slice(0, firstDigit);
  if (/[ /-]$/.test(prefix)) {
    const word = prefix.slice(0, -1);
    if (small(marked, word) || (word.length > 2 && (marked.words.harmless(word) || (prefix.endsWith(" ") && word.length > 4)))) {
      // "Tenancy TEN 004 771 92": capitals behind the word that says what it is belong to the code.
      const own = shouted(marked, start, start + word.length) && !OF_ALL.has(word) && marked.cue("id", start);
      start += firstDigit;
      s = marked.part(start, end);
      if (own) led = start - firstDigit;
    }
  }
  const count = countDigits(s);
  const code = s.split(" ")[0] ?? "";
  const near = marked.before(start);
  const firmly = FIRM.some((word) => near.includes(word));
  if (s.endsWith("000") && letters(s) === "" && !/[-/ ]/.test(s) && !s.startsWith("0")) return "no";
  if (!(marked.cue("id", start) || led >= 0) || count < (firmly ? 3 : 5) || (yearLike(s) && !code.includes("-"))) return "no";
  if (marked.part(start - 2, start).includes("$") || marked.cue("charity", start)) return "no";
  if ((countDigits(code) < 3 && !s.includes(" ")) || (marked.guarded("notunit", end) && count <= 4)) return "no";
  return hit(kind, led < 0 ? start : led, end);
};

const CODE_MEASURES = new Set("km kg k m kw kwh ml mm gb mb ish ppl people quid pm am hrs mins yrs s".split(" "));

/** A code whose shape alone tells. */
export const reference: Check = (marked, start, end, kind) => {
  const s = marked.part(start, end);
  const n = countDigits(s);
  // Fewer are never enough, and most of what comes here is a word.
  if (n < 4) return "no";
  const spelt = letters(s);
  const before = marked.part(start - 2, start);
  if (before.includes("$") || (/[.,]$/.test(before) && startsDigit(before)) || marked.cue("charity", start) || marked.cue("charity-after", end))
    return "no";
  const longest = Math.max(...s.split(/[^0-9]/).map((group) => group.length));
  const groups = s.split(/[/-]/);
  if (groups.length > 1 && spelt === "" && (longest <= 4 || groups.every(yearLike))) return "no";
  const round = s.endsWith("000") && spelt === "" && groups.length === 1;
  if (spelt === "" && (n < 7 || round)) return "no";
  if (spelt !== "" && (longest < 3 || (CODE_MEASURES.has(spelt) && startsDigit(s)))) return "no";
  // "covid2020", "class of2019": a year at a word.
  if (groups.length === 1 && n === 4 && marked.words.harmless(spelt)) return "no";
  if (groups.length > 1 && n < 5) return "no";
  return hit(kind, start, end);
};
