/** Houses without their street, and those that have a name. Twin of `checks/homes.rs` and `checks/named.rs`. */

import { bare, type Check, countDigits, full, hasDigit, hit, isDigit, lastOf, letters, shouted, small, value } from "./signs";

const NUMBERED = new Set("number numbers numbr numba numbe nunber nubmer num nr nmbr numb no nos".split(" "));

export const unit: Check = (marked, start, end, kind) => {
  const s = marked.part(start, end);
  const n = value(s);
  const word = letters(s.split(/[^a-z]/)[0] ?? "");
  if (hasDigit(s)) {
    if (n === 0 || (n === 1 && ["no", "number"].includes(word) && countDigits(s) === 1 && !s.includes(".") && !/[a-z]$/.test(s))) return "no";
    const numbered = NUMBERED.has(word);
    // "the number 62 goes past": a bus, unless somebody is in, at or from it.
    if (numbered && marked.cue("the", start) && !marked.cue("at-the", start)) return "no";
    if (numbered && n < 10 && [" is the ", " is our", " is my", " is her", " is his"].some((is) => marked.after(end).startsWith(is))) return "no";
    // "number 4 a day".
    if (/ [a-h]$/.test(s) && marked.guarded("notunit", end - 2)) return "no";
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
export const there: Check = (marked, start, end) => {
  const s = marked.part(start, end);
  const n = value(s);
  const lettered = /[a-h]$/.test(s);
  const before = marked.before(start);
  // "at 18c" may be warm, "in 7b" at school.
  if (n < (lettered ? (before.endsWith("in ") ? 14 : 1) : 25) || n > 999 || (s.endsWith("c") && before.endsWith("at ") && n < 45)) return "no";
  return hit("ADDRESS", start, end);
};

export const home: Check = (marked, start, end) => {
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

/** The letters that postcodes begin with. */
const AREAS = new Set(
  "ab al b ba bb bd bh bl bn br bs bt ca cb cf ch cm co cr ct cv cw da dd de dg dh dl dn dt dy e ec eh en ex fk fy g gl gu ha hd hg hp hr hs hu hx ig ip iv ka kt kw ky l la ld le ll ln ls lu m me mk ml n ne ng nn np nr nw ol ox pa pe ph pl po pr rg rh rm s sa se sg sk sl sm sn so sp sr ss st sw sy ta td tf tn tq tr ts tw ub w wa wc wd wf wn wr ws wv yo ze".split(
    " ",
  ),
);

export const postcode: Check = (marked, start, end) => {
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

/** A house's name with its street: a comma parts them. */
export const houseName: Check = (marked, start, end, kind) => {
  const s = marked.part(start, end);
  const street = full(s.split(/[^a-z']/)).slice(2, -1);
  if (!s.includes(",") || street.some((word) => small(marked, word) && !["the", "of", "st", "may"].includes(word))) return "no";
  return hit(kind, start, end);
};

/** Ordinary words after "the", of which a small letter makes no street. */
const WEAK_THE = new Set("close drive green street square lane lanes rise quay mall meadow meadows oak oaks heights".split(" "));

/** "6 The Hollies", but not "2 the green". */
export const theStreet: Check = (marked, start, end) => {
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

const SURE_HOUSES = new Set("cottage cottages bungalow farm farmhouse villa vicarage rectory barn croft nook manor grange lodge lea holme keepers gatehouse".split(" "));

const HOUSES = new Set(
  "cottage farm farmhouse lodge villa bungalow manor vicarage rectory barn house cottages grange croft nook dene hall lea holme mount keepers gatehouse".split(" "),
);

export const namedHouse: Check = (marked, start, end) => {
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
