/**
 * The first guard on notes: text comes in, the stretches that point at somebody come out. Pure, no
 * look-behind and no back-references (older phones have no look-behind), every pattern linear.
 *
 * It knows phone and other long numbers, e-mail addresses, postcodes, house and flat numbers and
 * names on the internet. It does not know people's names: that is the second guard's work.
 */

export type MarkKind = "number" | "email" | "postcode" | "house" | "web";

/** A stretch of the text, counted as the text field counts (UTF-16 units). */
export interface Mark {
  start: number;
  end: number;
  kind: MarkKind;
}

/** What stands in the text instead. The same word for the same kind, so that two mentions are not linked. */
const PLACEHOLDERS: Record<MarkKind, string> = {
  number: "[number]",
  email: "[e-mail]",
  postcode: "[postcode]",
  house: "[house]",
  web: "[web name]",
};

/** The zeros of the digits that the app's languages are typed with: each is followed by its nine. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xff10];

/** The text with one kind of digit, space, hyphen and at-sign; every place stays where it was. */
function plain(text: string): string {
  return text
    .replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f\uff10-\uff19]/g, (digit) => {
      const code = digit.charCodeAt(0);
      const zero = ZEROS.find((first) => code >= first && code <= first + 9) ?? code;
      return String(code - zero);
    })
    .replace(/[\u00a0\u2007\u2009\u202f]/g, " ")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\uff20/g, "@");
}

type Finder = (text: string, found: (start: number, end: number) => void) => void;

/** Calls `each` for every match; the pattern has the flag `g`. */
function every(pattern: RegExp, text: string, each: (match: RegExpExecArray) => void): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    each(match);
    if (match[0] === "") pattern.lastIndex += 1;
  }
}

/** Where the `n`th group of a match whose groups follow each other without a gap begins. */
function begins(match: RegExpExecArray, n: number): number {
  let at = match.index;
  for (let i = 1; i < n; i += 1) at += (match[i] ?? "").length;
  return at;
}

const EMAIL = /[a-z0-9._%+-]{1,64} ?@ ?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}/gi;
/** Spoken or dictated: "joe dot blogs at mail dot com". */
const SPOKEN_EMAIL =
  /[a-z0-9_]{1,40}(?:(?: dot | underscore |\.)[a-z0-9_]{1,40}){0,3} ?(?:\(at\)|\[at\]| at ) ?[a-z0-9-]{1,40}(?:(?: dot |\.)[a-z]{2,12}){1,3}(?![a-z])/gi;
/** What every spoken address has; looked for first, because most notes have none. */
const SPOKEN = / dot [a-z]|[([]at[)\]]| at [a-z0-9-]{1,40}\.[a-z]/i;
/** Ends of addresses, so that "meet at the shop dot" is no e-mail address. */
const MAIL_END = /(?: dot |\.)(?:com|net|org|uk|co|me|info|eu|pl|ro|ie)$/i;

const emails: Finder = (text, found) => {
  if (text.includes("@")) every(EMAIL, text, (m) => found(m.index, m.index + m[0].length));
  if (!SPOKEN.test(text)) return;
  every(SPOKEN_EMAIL, text, (m) => {
    if (MAIL_END.test(m[0])) found(m.index, m.index + m[0].length);
  });
};

/** Bodies whose pages show nobody. */
const PUBLIC = /(?:^|[./])(?:gov|nhs|police|ac|sch|parliament)\.uk(?:$|[/:?#])/i;
const URL_LIKE = /(?:https?:\/\/|www\.)[^\s,;)]+|[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){0,3}\.(?:com|net|info|me|uk|org|social)\/[^\s,;)]+/gi;
const HANDLE = /(^|[^a-z0-9._%+@-])(@[a-z0-9_][a-z0-9_.]{1,}[a-z0-9_])/gi;
/** "insta kaz_88", "on facebook as kaz.m": the name, told from ordinary words by a digit, dot or line in it. */
const NAMED_HANDLE =
  /((?:^|[^a-z])(?:insta|instagram|ig|facebook|fb|twitter|tiktok|tik tok|snap|snapchat|telegram|skype|whatsapp|threads|bluesky|discord|linkedin|youtube|nextdoor)(?: (?:is|as|under|name|handle|account|user|username|her|his|me|on|add|find|msg|message|dm|inbox)){0,3}[ :=/-]{1,3})([a-z0-9]*[0-9_.][a-z0-9_.]*[a-z0-9_])/gi;

const web: Finder = (text, found) => {
  if (/\/|www\./i.test(text)) every(URL_LIKE, text, (m) => {
    const url = m[0].replace(/[.!?'"]+$/, "");
    if (!PUBLIC.test(url)) found(m.index, m.index + url.length);
  });
  if (text.includes("@")) every(HANDLE, text, (m) => found(begins(m, 2), m.index + m[0].length));
  every(NAMED_HANDLE, text, (m) => {
    const name = m[2] ?? "";
    // A plain number after "facebook" is no name: "facebook 300 members".
    if (/[a-z]/i.test(name) && !PUBLIC.test(name)) found(begins(m, 2), m.index + m[0].length);
  });
};

/** Inward halves never hold C, I, K, M, O or V, so "M1 5pm" is no postcode. */
const POSTCODE = /(^|[^a-z0-9])([a-z]{1,2}[0-9o][0-9a-z]?[ -]{0,3}[0-9o][abd-hjlnp-uw-z]{2})(?![a-z0-9])/gi;
const ORDINAL = /(?:1st|2nd|3rd|[04-9]th)$/;

const postcodes: Finder = (text, found) => {
  every(POSTCODE, text, (m) => {
    const code = m[2] ?? "";
    if (ORDINAL.test(code)) return;
    // An "o" may be a nought, but then there is a real digit too.
    if (/[0-9]/.test(code)) found(begins(m, 2), m.index + m[0].length);
  });
};

/** A run of digits, in groups or not; the letter O stands for a nought after a first digit or before one. */
const RUN = /(^|[^a-z0-9£$€.,/:])(\+?\(?[0-9o](?:[ ().-]{0,3}[0-9o]){5,})(?![a-z0-9])/gi;
/** Numbers that everybody may know. */
const HELPLINE = /^(?:\+?44)?0?(?:300|303|330|333|343|345|370|371|500|800|808|845)/;
const DATE = /^(?:[0-3]?\d[ ./-][01]?\d[ ./-](?:19|20)?\d\d|(?:19|20)\d\d[ ./-][01]?\d[ ./-][0-3]?\d)$/;
/** "10.30-12.30", "10 30 - 12 30". */
const HOURS = /^[0-2]?\d[. ]?[0-5]\d ?- ?[0-2]?\d[. ]?[0-5]\d$/;
const YEARS = /^(?:19|20)\d\d(?:[ -]{1,3}(?:19|20)?\d\d)+$/;

/** Sort codes have the shape of a date; only these words beside them make them one. */
const BANK = /(?:sort|code|account|acc|a\/c|bank)[^0-9]{0,15}$/i;
/** A charity's number is for everybody. */
const CHARITY = /charity(?: reg(?:istered)?\.?)?(?: no\.?| number)?[ :#]{0,2}$/i;
/** "700 homes 20 streets" never runs together, but "10 20 30 40" does: single small numbers counted on. */
const COUNTED_ON = /^(?:[0-9]{1,2}[ -]){2,}[0-9]{1,2}$/;

const LETTERED = [
  // National Insurance number.
  /(^|[^a-z0-9])([a-ceghj-prstw-z][a-ceghj-npr-tw-z] ?[0-9o]{2} ?[0-9o]{2} ?[0-9o]{2} ?[a-d])(?![a-z0-9])/gi,
  // Bank account in the international way.
  /(^|[^a-z0-9])(gb ?[0-9]{2} ?[a-z]{4}(?: ?[0-9]){14})(?![0-9])/gi,
];

const numbers: Finder = (text, found) => {
  every(RUN, text, (m) => {
    const raw = (m[2] ?? "").replace(/[ ().-]+$/, "");
    const start = begins(m, 2);
    const digits = raw.replace(/[^0-9o+]/gi, "").replace(/o/gi, "0");
    const count = digits.replace("+", "").length;
    if ((raw.match(/[0-9]/g) ?? []).length * 2 < count) return;
    if (HELPLINE.test(digits)) return;
    const before = text.slice(Math.max(0, start - 30), start);
    if (CHARITY.test(before)) return;
    const bank = BANK.test(before);
    if (!bank && (DATE.test(raw) || HOURS.test(raw) || YEARS.test(raw))) return;
    if (!bank && !/^[0+]/.test(digits) && COUNTED_ON.test(raw) && !/^\d\d-\d\d-\d\d$/.test(raw)) return;
    // Six figures in one piece can be an amount; with a hyphen twice they are a sort code.
    if (count >= 7 || bank || /^\d\d-\d\d-\d\d$/.test(raw)) found(start, start + raw.length);
  });
  for (const pattern of LETTERED) every(pattern, text, (m) => found(begins(m, 2), m.index + m[0].length));
};

const STREET_WORD =
  "street|st|str|road|rd|avenue|ave|av|lane|ln|close|cl|drive|dr|court|ct|crescent|cres|terrace|terr|ter|place|pl|gardens|gdns|grove|gr|way|walk|square|sq|hill|mews|row|parade|rise|view|mount|croft|fold|garth|gate|green|house|buildings|tower|towers|heights|point|villas|cottages|wharf|quay|yard|bank|vale|dale|end|side|mead|meadows|fields|brow|drove|chase|copse|dene|ridge";
const HOUSE_IN_STREET = new RegExp(
  `(^|[^a-z0-9£$€.,:/])([0-9]{1,4} ?[a-h]?(?: ?[-/&] ?[0-9]{1,4}[a-h]?)?)((?:,? +[a-z'’.]{2,}){1,3}?[ ,]+(?:${STREET_WORD}))(?![a-z])`,
  "gi",
);
/** Words that stand between a number and a street when the number is not the house's. */
const BETWEEN =
  /(?:^|[ ,])(?:in|on|at|of|off|the|from|and|or|our|this|that|my|her|his|their|to|by|for|with|near|down|up|along|round|around|across|is|are|was|were|has|have|not|no|bus|buses|am|pm|hours?|hrs?|minutes?|mins?|days?|weeks?|months?|years?|yrs?|times?|people|kids|children|families|houses|homes|flats|doors|cars|shops|bins|trees|lads|dogs|talks|chats|visits|knocks|voices|homes|miles?|metres?|pounds?|quid|percent|degrees|more|new|old|big|other|school|st\.? ?(?:mary|john|paul|peter|luke|george|james|mark|anne?)['’s]*)(?=[ ,]|$)/i;
const YEAR = /^(?:19|20)\d\d$/;
/** A road's or a bus's number, an age, a rank: what goes before a number that is no house. */
const BEFORE_NO_HOUSE = /(?:bus|route|tram|line|aged?|since|until|till|about|over|under|nearly|almost|top|a|m|b) ?$/i;

const NAMED_HOUSE =
  /(^|[^a-z])((?:flat|flt|apartment|apt|appt|maisonette|bedsit|unit)(?: (?:no|number))?[. #]{0,2}[0-9]{1,4}[a-h]?|(?:house|door|room)(?: (?:no|number))?[. #]{0,2}[0-9]{1,4}[a-h]?|(?:flat|flt|apartment|apt) [a-h](?=[ ,.;:]+(?:at|in|on|of|upstairs|downstairs|is|was|has|next)|[,.;:]|$)|(?:number|numbr|nr|no\.|no|num|nmbr|#|№) ?[0-9]{1,4}[a-h]?)(?![a-z0-9])/gi;
/** "number 7 bus", "number 1 worry", "flat 30 degrees", "no 10 people", "no 2 ways". */
const AFTER_NO_HOUSE =
  /^[ -]*(?:%|£|:[0-9]|\.[0-9]|\/[0-9]|(?:bus|buses|route|tram|train|line|priority|thing|things|reason|problem|concern|worry|issue|wish|idea|fan|rule|spot|choice|one|on|of|for|is the|months?|years?|yrs?|days?|hours?|hrs?|weeks?|mins?|minutes?|times?|degrees?|percent|per cent|quid|pounds?|people|kids|children|families|ways?|miles?|metres?|goals?|nights?|pm|am|till|until|to the|stop|stops|school|in (?:the|a|all|his|her|my|our)|player|shirt)(?![a-z]))/i;

/** "the lady at 31", "lives at 12a". */
const SOMEBODY_AT =
  /((?:^|[^a-z])(?:live|lives|living|lived|lady|man|woman|bloke|guy|lad|girl|couple|family|families|neighbour|neighbours|neighbor|resident|residents|tenant|tenants|person|people|folk|folks|mum|dad|house|home|door|him|her|them|she|he)(?:['’]s)? (?:at|in|from|over at|up at|down at|across at|of) )([0-9]{1,4}[a-h]?)(?![a-z0-9.:,%]*[0-9]| ?(?:am|pm|o['’ ]?clock|hours?|hrs?|minutes?|mins?|years?|yrs?|days?|weeks?|months?|different|other|of|streets?|houses?|flats?|homes?|places?|schools?|%|percent|per|people|families)(?![a-z]))(?![a-z0-9])/gi;

const houses: Finder = (text, found) => {
  every(HOUSE_IN_STREET, text, (m) => {
    const number = (m[2] ?? "").trim();
    const between = m[3] ?? "";
    const start = begins(m, 2);
    // Another house may begin inside the words that were skipped.
    HOUSE_IN_STREET.lastIndex = start + number.length;
    if (YEAR.test(number) || BETWEEN.test(between.replace(/ +[a-z]+$/i, ""))) return;
    if (BEFORE_NO_HOUSE.test(text.slice(Math.max(0, start - 8), start).replace(/^.*[^a-z ]/i, " ").replace(/^[a-z]* /i, ""))) return;
    found(start, start + number.length);
  });
  every(NAMED_HOUSE, text, (m) => {
    const end = m.index + m[0].length;
    if (!AFTER_NO_HOUSE.test(text.slice(end, end + 16))) found(begins(m, 2), end);
  });
  every(SOMEBODY_AT, text, (m) => {
    if (!YEAR.test(m[2] ?? "")) found(begins(m, 2), m.index + m[0].length);
  });
};

const FINDERS: [MarkKind, Finder][] = [
  ["email", emails],
  ["web", web],
  ["postcode", postcodes],
  ["number", numbers],
  ["house", houses],
];

/** What in this text points at somebody, from the beginning to the end, without overlaps. */
export function marks(text: string): Mark[] {
  const even = plain(text);
  const all: Mark[] = [];
  for (const [kind, finder] of FINDERS) finder(even, (start, end) => all.push({ start, end, kind }));
  // Of two that overlap, the first finder's stands, widened to both, so that nothing sticks out.
  const standing: Mark[] = [];
  for (const mark of all) {
    const other = standing.find((it) => mark.start < it.end && it.start < mark.end);
    if (other) {
      other.start = Math.min(other.start, mark.start);
      other.end = Math.max(other.end, mark.end);
    } else standing.push(mark);
  }
  return standing.sort((a, b) => a.start - b.start);
}

/** The marks that nobody has looked at and kept. */
export function unkept(text: string, kept: readonly string[]): Mark[] {
  return marks(text).filter((mark) => !kept.includes(text.slice(mark.start, mark.end)));
}

/** The text as it is saved: what was warned about and not kept is taken out, in doubt for the resident. */
export function cleaned(text: string, kept: readonly string[]): string {
  return replaced(text, unkept(text, kept));
}

/** The text with a placeholder at each mark. Doing it again changes nothing. */
export function replaced(text: string, found: Mark[]): string {
  let out = "";
  let at = 0;
  for (const mark of [...found].sort((a, b) => a.start - b.start)) {
    if (mark.start < at) continue;
    out += text.slice(at, mark.start) + PLACEHOLDERS[mark.kind];
    at = mark.end;
  }
  return out + text.slice(at);
}

/** A piece of the text; `kind` where it is marked. */
export interface Piece {
  text: string;
  kind: MarkKind | null;
}

/** The text cut at its marks, for showing it. */
export function pieces(text: string, found: Mark[]): Piece[] {
  const out: Piece[] = [];
  let at = 0;
  for (const mark of found) {
    if (mark.start > at) out.push({ text: text.slice(at, mark.start), kind: null });
    out.push({ text: text.slice(mark.start, mark.end), kind: mark.kind });
    at = mark.end;
  }
  if (at < text.length) out.push({ text: text.slice(at), kind: null });
  return out;
}
