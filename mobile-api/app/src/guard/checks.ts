/** What a pattern alone cannot tell: is this run of signs a number of somebody's? Twin of `checks/`. */

import type { Kind, Marked, Verdict } from "./patterns";
import { COMMON, NAMELY, RARE, SMALL, SURNAME, WORDLY } from "./words";

/** Decides about a match of the pattern's kind. */
export type Check = (marked: Marked, start: number, end: number, kind: Kind | null) => Verdict;

const isDigit = (c: string | undefined): boolean => c !== undefined && c >= "0" && c <= "9" && c.length === 1;
const startsDigit = (s: string): boolean => isDigit(s[0]);
const hasDigit = (s: string): boolean => /[0-9]/.test(s);
const hasLower = (s: string): boolean => /[a-z]/.test(s);
const digitsOf = (s: string): string => s.replace(/[^0-9]/g, "");
export function countDigits(s: string): number {
  let count = 0;
  for (let at = 0; at < s.length; at += 1) if (isDigit(s[at])) count += 1;
  return count;
}
const letters = (s: string): string => s.replace(/[^a-z]/g, "");

function value(s: string): number {
  const digits = digitsOf(s);
  const number = digits === "" ? 0 : Number(digits);
  return number > 4_294_967_295 ? 0 : number;
}

const full = (parts: string[]): string[] => parts.filter((part) => part !== "");
const bare = (word: string): string => word.replaceAll("'", "");
const lastOf = (parts: string[]): string => parts.at(-1) ?? "";

/** A word that everybody uses and that is no name. */
function plainWord(marked: Marked, word: string): boolean {
  const facts = marked.words.facts(word);
  return ((facts & COMMON) !== 0 || marked.words.harmless(word)) && (facts & (WORDLY | NAMELY | SURNAME)) === 0;
}

const small = (marked: Marked, word: string): boolean => (marked.words.facts(word) & SMALL) !== 0;

const hit = (kind: Kind | null, start: number, end: number): Verdict => (kind === null ? "no" : { kind, start, end });

/** Whether its letters are capitals in a note that has small ones too. */
function shouted(marked: Marked, start: number, end: number): boolean {
  const text = marked.text;
  const lower = (n: number): boolean => {
    const code = text.charCodeAt(n);
    return code >= 97 && code <= 122 && !marked.normal.capital[n];
  };
  for (let n = start; n < end; n += 1) if (lower(n)) return false;
  for (let n = 0; n < text.length; n += 1) if (lower(n)) return true;
  return false;
}

const PLANNING = new Set(
  "ful out hse lbc tpo dis var adv cou pa res oha full dpa cond nma hh fu cm ia rem fpa ca lb tca tcac prior pip cle clp eia app".split(" "),
);

const planning: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const last = lastOf(s.split("/"));
  if (/^[/*]/.test(marked.after(end)) || /[/*]$/.test(marked.before(start))) return "no";
  // "11/1971" is a month, "36/40" a count.
  if (letters(s) === "" && last.length < 5) return "no";
  return PLANNING.has(last) || !marked.cue("crime", start) ? "keep" : "no";
};

const HOST_END = /[ .,](?:com|co|uk|org|net|info|eu|me|io|ie|pl|ro|de|fr|es|it|pt|tr|in|pk|ng|ru|ua|live|email)$/;

/** An address with a sign; what is written apart behind its host belongs to it only with an ending that hosts have. */
const mail: Check = (marked, start, wholeEnd, kind) => {
  const s = marked.part(start, wholeEnd);
  const at = s.indexOf("@");
  let host = s.slice(at + 1).trimStart();
  const from = wholeEnd - host.length;
  const apart = s.slice(at - 1, at + 2).includes(" ");
  while (/[.,] /.test(host) && !HOST_END.test(host)) host = host.slice(0, Math.max(host.lastIndexOf(". "), host.lastIndexOf(", ")));
  if (apart && !/[.,]| dot /.test(host)) return "no";
  return hit(kind, start, from + host.length);
};

const mailbox: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const signed = /[@([]/.test(s);
  const boxEnd = s.search(/[@([ ]/);
  const name = boxEnd < 0 ? s : s.slice(0, boxEnd);
  const host = lastOf(s.split(/[ @)\]]/));
  if (!signed && (small(marked, name) || plainWord(marked, name) || ["live", "sky", "me", "outlook"].includes(host))) return "no";
  return hit("EMAIL", start, end);
};

/** "ada dot b at mail dot com", not "look at nhs dot uk". */
const spoken: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const at = s.indexOf(" at ");
  const name = at < 0 ? s : s.slice(0, at);
  const host = at < 0 ? "" : s.slice(at + 4);
  const isPublic = ["gov.uk", "nhs.uk", "police.uk", "gov dot uk", "nhs dot uk", "police dot uk"].some((body) => host.includes(body));
  if (isPublic || (/^[a-z]*$/.test(name) && (small(marked, name) || plainWord(marked, name)) && !host.includes(" dot "))) return "no";
  return hit("EMAIL", start, end);
};

const handle: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const name = s.replace(/^[@ ]+/, "");
  const spaced = s.startsWith("@ ");
  // "@ Sally Army": at a place.
  if (spaced && !name.includes("_") && marked.normal.capital[end - name.length]) return "no";
  const telling = name.includes("_") || (hasDigit(name) && !startsDigit(name));
  if (startsDigit(name) && !name.includes("_") && countDigits(name) + 2 >= name.length) return "no";
  const foreign = name.length >= 5 && !marked.words.harmless(name) && !marked.words.slip(name, false);
  return telling || (!spaced && !plainWord(marked, name)) || (spaced && foreign) ? hit("HANDLE_URL", start, end) : "no";
};

const account: Check = (marked, start, wholeEnd) => {
  const s = marked.part(start, wholeEnd).replace(/\.+$/, "");
  const end = start + s.length;
  if (!hasLower(s) || small(marked, s) || /(?:^|[^a-z])x-$/.test(marked.before(start))) return "no";
  if (s.includes("_") || (s.replace(/^\.+|\.+$/g, "").includes(".") && !s.includes(".."))) return hit("HANDLE_URL", start, end);
  if (hasDigit(s)) {
    const spelt = letters(s);
    const measure = startsDigit(s) && (spelt.length <= 2 || plainWord(marked, spelt));
    return measure ? "no" : hit("HANDLE_URL", start, end);
  }
  if ((marked.words.facts(s) & (COMMON | WORDLY | SURNAME | NAMELY)) !== 0 || s.length < 3) return "no";
  // "fb group", "whatsapp grps": small formations and slips are words.
  if (s.split("-").every((part) => marked.words.harmless(part) || marked.words.slip(part, false))) return "no";
  return hit("HANDLE_URL", start, end);
};

/** "kehinde2003": a name with a number, not "covid19". */
const lettered: Check = (marked, start, end, kind) => {
  const parts = full(marked.part(start, end).split(/[^a-z]/));
  const harmless = parts.every((part) => part.length < 4 || marked.words.harmless(part) || marked.words.slip(part, false));
  return harmless || /[/.@]$/.test(marked.before(start)) ? "no" : hit(kind, start, end);
};

/** A house's name with its street: a comma parts them. */
const houseName: Check = (marked, start, end, kind) => {
  const s = marked.part(start, end);
  const street = full(s.split(/[^a-z']/)).slice(2, -1);
  if (!s.includes(",") || street.some((word) => small(marked, word) && !["the", "of", "st", "may"].includes(word))) return "no";
  return hit(kind, start, end);
};

const iban: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  return countDigits(s) >= 10 && s.replace(/[^0-9a-z]/g, "").length >= 15 ? hit("BANK", start, end) : "no";
};

const digits: Check = (marked, start, end, kind) => {
  const s = marked.part(start, end);
  const first = letters(s.slice(0, 2));
  const cue = marked.cue("id", start) || marked.before(start).includes("nino") || marked.before(start).includes("insurance");
  if (countDigits(s) < (cue ? 2 : 4) || (small(marked, first) && s[2] === " " && !shouted(marked, start, end) && !cue)) return "no";
  return hit(kind, start, end);
};

/** Full dates. From so long ago that no note is about the day, or said to be a birthday: taken out. */
const born: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const groups = full(s.split(/[^0-9]/));
  const spelt = letters(s) !== "";
  if (marked.cue("dob", start) || marked.cue("dob-after", end)) return hit("DOB", start, end);
  const first = groups[0];
  const last = groups.at(-1);
  if (first === undefined || last === undefined) return "no";
  const yearText = first.length === 4 ? first : last;
  if (!spelt) {
    // Parted the same way twice: "1/3, 36 Mill Lane" is no day.
    const signs = full(s.split(/[0-9]/).map((sign) => sign.trim()));
    if ((signs.length === 2 && signs[0] !== signs[1]) || signs.length === 1) return "no";
    if (groups.length !== 3 || (groups.every((group) => group.length === 2) && marked.cue("bank", start))) return "no";
    const day = value((first.length === 4 ? groups[2] : first) ?? "");
    const month = value(groups[1] ?? "");
    if (day === 0 || month === 0 || day > 31 || (month > 12 && day > 12)) return "no";
  }
  if (yearText.length < 2 || groups.length < 2) return "no";
  // "3 Nov. 07 4482 91730": the number goes on.
  if (spelt && yearText.length === 2 && /^ ?[0-9]{3}/.test(marked.after(end))) return "no";
  if (spelt && yearText.length === 2) {
    const year = value(yearText);
    const past = year >= 31 && year <= 99 && startsDigit(s) && !marked.guarded("notunit", end) && !marked.cue("event", start);
    return past ? hit("DOB", start, end) : "keep-unless-named";
  }
  const short = value(yearText);
  const year = yearText.length === 2 ? (short <= 26 ? 2000 : 1900) + short : short;
  return year <= 2015 && !marked.cue("event", start) ? hit("DOB", start, end) : "keep-unless-named";
};

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

const house: Check = (marked, start, end) => {
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

const NUMBERED = new Set("number numbers numbr numba numbe nunber nubmer num nr nmbr numb no nos".split(" "));

const unit: Check = (marked, start, end, kind) => {
  const s = marked.part(start, end);
  const n = value(s);
  const word = letters(s.split(/[^a-z]/)[0] ?? "");
  if (hasDigit(s)) {
    if (n === 0 || (n === 1 && ["no", "number"].includes(word) && countDigits(s) === 1 && !s.includes(".") && !/[a-z]$/.test(s))) return "no";
    const numbered = NUMBERED.has(word);
    // "the number 62 goes past": a bus, unless somebody is in, at or from it.
    if (numbered && marked.cue("the", start) && !marked.cue("at-the", start)) return "no";
    if (numbered && n < 10 && [" is the ", " is our", " is my", " is her", " is his"].some((is) => marked.after(end).startsWith(is))) return "no";
    // "nhs no 943 476 5919": the number goes on.
    if (numbered && /^[-./ ][0-9]{2}/.test(marked.after(end))) return "no";
    if (n >= 1900 && n < 2040 && ["house", "no", "unit", "room", "door", "plot"].includes(word)) return "no";
  } else if (lastOf(s.split(" ")).length > 1) {
    const placed = ["at", "from", "of", "to", "in", "opposite", "by", "lives", "live", "behind", "outside", "side", "door", "says", "see"];
    const last = lastOf(marked.before(start).trimEnd().split(" "));
    // "number fifty-two", wherever it stands.
    if (NUMBERED.has(word) && s.split(/[ -]/).at(-2)?.endsWith("ty")) return hit(kind, start, end);
    if (!["flat", "apartment", "apt", "flt"].includes(word) && !placed.includes(last)) return "no";
  } else if (/^ ?[a-z0-9]/.test(marked.after(end)) && (s.endsWith("a") || !["flat", "flt", "apt", "apartment"].includes(word))) return "no";
  return hit(kind, start, end);
};

/** A house's number after a thing that stands there: "the bin at 29", "in 15c". */
const there: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const n = value(s);
  const lettered = /[a-h]$/.test(s);
  const before = marked.before(start);
  // "at 18c" may be warm, "in 7b" at school.
  if (n < (lettered ? (before.endsWith("in ") ? 14 : 1) : 25) || n > 999 || (s.endsWith("c") && before.endsWith("at ") && n < 45)) return "no";
  return hit("ADDRESS", start, end);
};

/** A number with a street that lacks its kind: "outside 90 Brackenhurst". */
const bareStreet: Check = (marked, start, end) => {
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

/** Ordinary words after "the", of which a small letter makes no street. */
const WEAK_THE = new Set("close drive green street square lane lanes rise quay mall meadow meadows oak oaks heights".split(" "));

/** "6 The Hollies", but not "2 the green". */
const theStreet: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const n = value(s);
  const capital = marked.normal.capital[start + s.indexOf("the ")] === true;
  if (n === 0 || (n >= 1900 && n < 2040) || "$.:/-".includes(marked.part(start - 1, start) || " ")) return "no";
  if (!capital && (s.startsWith("2 ") || s.startsWith("4 "))) return "no";
  const words = s.split(" ");
  const last = lastOf(words);
  const written = capital || marked.normal.capital[end - last.length] === true || !marked.normal.capital.includes(true);
  return !written && words.at(-2) === "the" && WEAK_THE.has(last) ? "no" : hit("ADDRESS", start, end);
};

const home: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const n = value(s);
  const lettered = /[a-z]$/.test(s);
  const before = full(marked.before(start).split(" ")).reverse();
  const preposition = before[0] ?? "";
  let who = before[1] ?? "";
  if (["over", "up", "down", "across", "moved", "back", "next", "knock", "knocked"].includes(who)) who = "";
  if (n === 0 || (n >= 1900 && n < 2040)) return "no";
  if (!lettered && ((["of", "in"].includes(preposition) && n < 25) || (["him", "her", "them", "she", "he", "home"].includes(who) && n <= 24))) return "no";
  return hit("ADDRESS", start, end);
};

const SURE_HOUSES = new Set("cottage cottages bungalow farm farmhouse villa vicarage rectory barn croft nook manor grange lodge lea holme keepers gatehouse".split(" "));
const HOUSES = new Set(
  "cottage farm farmhouse lodge villa bungalow manor vicarage rectory barn house cottages grange croft nook dene hall lea holme mount keepers gatehouse".split(" "),
);

const namedHouse: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const words: { at: number; word: string }[] = [];
  let at = start;
  for (const word of s.split(/[^a-z']/)) {
    if (word !== "") words.push({ at, word });
    at += word.length + 1;
  }
  const h = words.findIndex((each, n) => n > 0 && HOUSES.has(each.word));
  const named = words[h];
  if (!named) return "no";
  const capital = marked.normal.capital[named.at] ?? false;
  const first = words[0]?.word === "the" ? 1 : 0;
  const comma = marked.part(named.at, end).includes(",");
  if ((marked.normal.capital.includes(true) && !capital) || h < first || (h === first && !comma)) return "no";
  const lives = marked.cue("home-named", named.at);
  const sure = SURE_HOUSES.has(named.word);
  if (!((sure && (comma || lives)) || (comma && lives) || (capital && sure))) return "no";
  for (const [n, each] of words.entries()) {
    const plain = bare(each.word);
    if (n !== h && small(marked, plain) && !["the", "of", "may", "back"].includes(plain)) {
      if (n + 1 < h) continue;
      if (n > h && ["on", "in", "off", "at"].includes(plain)) continue;
      return "no";
    }
  }
  // Small words that were caught before the house's name are left outside.
  let from = h;
  while (from > 0) {
    const before = words[from - 1]?.word ?? "";
    if (small(marked, before) && before !== "the") break;
    from -= 1;
  }
  if (from >= h) return "no";
  return hit("ADDRESS", words[from]?.at ?? start, end);
};

/** The letters that postcodes begin with. */
const AREAS = new Set(
  "ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g gl gu ha hd hg hp hr hs hu hx ig ip iv ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze".split(
    " ",
  ),
);

const postcode: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  if (countDigits(s) === 0) return "no";
  const spaced = s.includes(" ");
  const cut = /[ -]$/.test(s.replace(/[a-z]+$/, "")) || [" ", "-"].includes(s.slice(-2, -1));
  if (cut || s[1] === " " || (s[2] === " " && /^[a-z]/.test(s) && !isDigit(s[1]))) {
    // Cut in odd places: only where no piece is a word.
    const pieces = full(s.split(/[^a-z]/));
    const told = ["pc ", "postcode ", "post code ", "satnav ", "pcode "].some((cue) => marked.before(start).endsWith(cue));
    const area = AREAS.has(pieces[0] ?? "") && pieces.length === 2;
    const smallTail = small(marked, pieces.at(-1) ?? "");
    if (!told && !shouted(marked, start, end) && !(area && !smallTail) && pieces.some((piece) => small(marked, piece) || (piece.length > 1 && marked.words.harmless(piece))))
      return "no";
  }
  const squeezed = s.replace(/[^0-9a-z]/g, "");
  const inward = squeezed.slice(-3);
  const outward = squeezed.slice(0, -3);
  const tail = inward.slice(1);
  if (/[cikmov]/.test(tail)) return "no";
  const ordinal = tail === ({ 1: "st", 2: "nd", 3: "rd" }[inward[0] ?? ""] ?? "th");
  const measure = ["hr", "ft", "yr", "wk", "lb", "gb", "pt", "qt", "bn"].includes(tail) && !shouted(marked, start, end);
  // "eh6 9th": a postcode where it is said to be one; "dn4 1lb": one where the post knows the place.
  const told = /(?:pc|postcode|post code|satnav|pcode|lives|at) $/.test(marked.before(start));
  const placed = told || AREAS.has(outward.replace(/[^a-z].*$/, ""));
  if (spaced && ((ordinal && !told) || (measure && !placed) || !(hasDigit(outward) || (outward.endsWith("o") && !marked.words.harmless(outward))))) return "no";
  return hit("POSTCODE", start, end);
};

/** Ten digits in the groups of an NHS number. */
const nhsShape: Check = (marked, start, end) =>
  /[+$]$/.test(marked.before(start)) || /^[-/]/.test(marked.after(end)) ? "no" : hit("NHS_NUMBER", start, end);

/** A day in six figures: only a name beside it makes it one. */
const bareDate: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const day = value(s.slice(0, 2));
  const month = value(s.slice(2, 4));
  return day >= 1 && day <= 31 && month >= 1 && month <= 12 && !/[$/.-]$/.test(marked.before(start)) ? "keep-unless-named" : "no";
};

/** A street with its number behind it. */
const streetNumber: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const n = value(lastOf(s.split(/[^0-9a-z]/)));
  const first = s.split(" ")[0] ?? "";
  if (n === 0 || lastOf(s.split(/[^0-9a-z]/)).startsWith("0") || (n >= 1900 && n < 2040) || small(marked, first) || marked.guarded("notunit", end)) return "no";
  return hit("ADDRESS", start, end);
};

function nhsValid(digits: string): boolean {
  if (digits.length !== 10) return false;
  let sum = 0;
  for (let i = 0; i < 9; i += 1) sum += Number(digits[i]) * (10 - i);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}

/** Runs of digits, whatever they are. */
const number: Check = (marked, start, wholeEnd) => {
  if (marked.hits.some((each) => start < each.end && each.start < wholeEnd)) return "no";
  const s = marked.part(start, wholeEnd).replace(/[ .()-]+$/, "");
  const end = start + s.length;
  const digits = s.replace(/o/g, "0").replace(/l/g, "1").replace(/[^0-9]/g, "");
  const n = digits.length;
  // "o77oo 9ooo46": said to be digits by the way it begins.
  const spelt = n === 11 && /^[0o]7/.test(s) && countDigits(s) >= 3;
  if (countDigits(s) * 2 < n && !spelt) return "no";
  const money =
    marked.part(0, start).trimEnd().endsWith("$") || (marked.part(start - 1, start) === "," && isDigit(marked.part(start - 2, start)[0]));
  if (money || marked.cue("charity", start) || marked.cue("charity-after", end)) return n >= 5 ? "keep" : "no";
  let local = digits;
  if (digits.startsWith("0044")) local = digits.slice(4);
  else if (digits.startsWith("44") && (/^[+(]/.test(s) || n >= 12)) local = digits.slice(2);
  const national0 = local.startsWith("0") ? local.slice(1) : local;
  const national = s.startsWith("+") || digits.startsWith("0") || local.length < digits.length;
  const helpline = /^(?:30|33|34|37|55|80|84|87)/.test(national0);
  if (national && helpline && national0.length >= 7 && national0.length <= 11 && !marked.cue("nhs", start)) return "keep";
  const bank = marked.cue("bank", start) || ((n === 6 || n === 8) && marked.cue("bank-after", end));
  if (national && /^[0o+(4]/.test(s) && /^[127]/.test(national0) && national0.length >= 9 && national0.length <= 10)
    return hit(n === 10 && marked.cue("nhs", start) ? "NHS_NUMBER" : "PHONE", start, end);
  if (s.startsWith("+") && n >= 8) return hit("PHONE", start, end);
  const groups = full(s.split(/[^0-9a-z]/));
  const sizes = groups.map((group) => group.length);
  const shape = sizes.join();
  const century = digits.startsWith("19") || digits.startsWith("20");
  const sort = shape === "2,2,2" && ((s.match(/-/g) ?? []).length === 2 || bank);
  const years = groups.every((group) => group.length === 4 && /^(?:19|20)/.test(group)) || (shape === "4,2" && century);
  if ((years && !bank) || (shape === "4,2,2" && century)) return "no";
  if ((n >= 6 && bank) || (n >= 13 && n <= 19) || sort || shape === "2,2,2,8" || shape === "8,2,2,2") return hit("BANK", start, end);
  if ((marked.cue("nhs", start) && n >= 8 && n <= 11) || shape === "3,3,4") return hit("NHS_NUMBER", start, end);
  if (
    n === 10 &&
    nhsValid(digits) &&
    (groups.length === 1 || shape === "3,4,3" || shape === "2,2,2,2,2" || groups.length === 2) &&
    !marked.cue("id", start)
  )
    return hit("NHS_NUMBER", start, end);
  if (marked.cue("id", start) && n >= 5 && groups.length <= 3) return "no";
  const large = sizes.every((size) => size >= 3);
  if (n >= 6 && n <= 8 && large && marked.cue("phone", start)) return hit("PHONE", start, end);
  // "10 20 30 40", "700 homes", "1 000 000": counted on, or an amount.
  const counted = sizes.every((size) => size <= 2);
  if (n < 7 || counted || (sizes.slice(1).every((size) => size === 3) && digits.endsWith("000")) || (s.includes(".") && groups.length > 1))
    return "no";
  return (national || groups.length > 1) && large ? hit("PHONE", start, end) : "no";
};

/** Six figures in twos: a sort code by what stands beside it, or because no day is meant. */
const sort: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const beside = marked.hits.some(
    (each) => each.kind === "BANK" && ((each.end <= start && start - each.end <= 8) || (end <= each.start && each.start - end <= 8)),
  );
  if (beside || marked.cue("bank", start) || marked.cue("bank-after", end)) return hit("BANK", start, end);
  const parts = full(s.split(/[^0-9]/)).map(value);
  const [a = 0, b = 0] = parts;
  if (parts.length !== 3) return "no";
  const day = (d: number, m: number): boolean => d >= 1 && d <= 31 && m >= 1 && m <= 12;
  const count = (signs: RegExp): number => (s.match(signs) ?? []).length;
  if ((count(/-/g) === 2 && !day(a, b)) || (count(/[./_]/g) === 2 && !day(a, b) && !day(b, a))) return hit("BANK", start, end);
  return "no";
};

const MEASURES = new Set(
  "am pm st nd rd th k m p kg km hr hrs min ft yrs yr mph s x pcm pw gbp eur usd gb mb g wks mins ish plus odd".split(" "),
);

const plate: Check = (marked, start, end) => {
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
const id: Check = (marked, wholeStart, end, kind) => {
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
const reference: Check = (marked, start, end, kind) => {
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

/** The checks by their names in the table. */
export const CHECKS: Record<string, Check> = {
  planning,
  mail,
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
  there,
  "bare-street": bareStreet,
  "the-street": theStreet,
  "named-house": namedHouse,
  postcode,
  number,
  sort,
  lettered,
  "house-name": houseName,
  "nhs-shape": nhsShape,
  "bare-date": bareDate,
  "street-number": streetNumber,
  plate,
  id,
  reference,
};
