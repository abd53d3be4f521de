/** What the guard knows about words: the shared data files, read once. */

/**
 * A set of facts about a word, one bit each. More than 32 of them, so that sets are joined with `+`
 * (of different facts) and asked with `any`.
 */
export type Facts = number;

const HALF = 2 ** 32;

/** Whether the two sets share a fact. */
export function any(facts: Facts, of: Facts): boolean {
  return (facts & of) !== 0 || ((facts / HALF) & (of / HALF)) !== 0;
}

/** Both sets together. */
function joined(facts: Facts, of: Facts): Facts {
  return any(facts, of) ? facts : facts + of;
}

const LISTS = new Map<string, Facts>();
let bits = 0;

function fact(list?: string): Facts {
  const bit = 2 ** bits;
  bits += 1;
  if (list) LISTS.set(list, bit);
  return bit;
}

/** A harmless word that everybody uses. */
export const COMMON = fact();
/** A rarer harmless word. */
export const RARE = fact();
/** A name that could be taken for a slip of a word. */
export const NAME = fact();
/** A name that is a word too, and mostly a name. */
export const NAMELY = fact("names-mostly");
/** A word that is a name too, and mostly a word. */
export const WORDLY = fact("words-mostly");
/** A surname that is a word. */
export const SURNAME = fact("word-surnames");
/** Stands before a name: Mrs, Dr. */
export const TITLE = fact("titles");
/** A title that is nothing else. */
export const SIR = fact("sirs");
/** What somebody is to somebody, or does. */
export const KIN = fact("kin");
/** A verb that takes somebody. */
export const CUE = fact("cues");
/** A small word between such a verb and the name. */
export const LINK = fact("cue-links");
/** What a person does. */
export const DOING = fact("doings");
/** What things do as well. */
export const THINGS = fact("doings-of-all");
/** upstairs, opposite. */
export const PLACING = fact("placings");
/** in, near. */
export const BEFORE_PLACE = fact("place-before");
/** street, surgery, butchers. */
export const HEAD = fact("heads");
/** close, park: words as well. */
export const WEAK_HEAD = fact("heads-weak");
/** May stand between a name and its head. */
export const BETWEEN = fact("between");
/** What somebody may have: after `'s` no head of an organisation. */
export const POSSESSED = fact("possessed");
/** Cllr, Mayor. */
export const OFFICE = fact("offices");
/** MP, after the name. */
export const OFFICE_AFTER = fact("offices-after");
/** A past prime minister. */
export const ERA = fact("eras");
/** years, since. */
export const ERA_WORD = fact("era-words");
/** St, Queen. */
export const SAINT = fact("saints");
/** bin, de, al. */
export const PARTICLE = fact("particles");
/** Small words of English. */
export const SMALL = fact("small");
/** lonely, retired. */
export const STATE = fact("states");
/** May, summer. */
export const MONTH = fact("months");
/** since, last. */
export const BEFORE_TIME = fact("time-before");
/** the, her. */
export const DETERMINER = fact("determiners");
/** cafe, masjid: before a name. */
export const HEAD_BEFORE = fact("heads-before");
/** phone, text: a thing as often as a verb. */
export const HALF_CUE = fact("half-cues");
/** be, not: after "will" and "may". */
export const MODAL_FOLLOWER = fact("modal-followers");
/** Tony, Margaret. */
export const ERA_FIRST = fact("era-first");
/** masjid, ysgol: before a name, also in lower case. */
export const SURE_HEAD_BEFORE = fact("heads-before-sure");
/** me, into: after "got", a person did it. */
export const PERSONAL = fact("personal");
/** help, drive: after "would". */
export const OFFER = fact("offers");

/** The texts of the data files that words are read from. */
export interface WordTexts {
  words: string;
  names: string;
  lists: string;
}

/** Reads front-coded words: a sign for the letters taken over, then the rest. */
function decode(coded: string, each: (word: string, rare: boolean) => void): void {
  let word = "";
  for (const [part] of coded.matchAll(/[^a-z][a-z]*/g)) {
    const code = part.charCodeAt(0);
    const rare = code >= 65;
    word = word.slice(0, code - (rare ? 65 : 48)) + part.slice(1);
    each(word, rare);
  }
}

const ROWS: [string, number][] = [
  ["qwertyuiop", 0],
  ["asdfghjkl", 1],
  ["zxcvbnm", 3],
];

/** Whether two letters are neighbours on the keys. */
function beside(a: string, b: string): boolean {
  const at = (c: string): [number, number] => {
    const row = ROWS.findIndex(([keys]) => keys.includes(c));
    const [keys, shift] = ROWS[row] ?? ["", 0];
    return [row, 2 * keys.indexOf(c) + shift];
  };
  const [rowA, columnA] = at(a);
  const [rowB, columnB] = at(b);
  return Math.abs(rowA - rowB) <= 1 && Math.abs(columnA - columnB) <= 2;
}

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];
const BESIDE = new Map(LETTERS.map((a) => [a, new Set(LETTERS.filter((b) => beside(a, b)))]));

const ENDS = ["s", "es", "ly", "ness", "less", "ish", "ing", "ed", "er", "ers", "ings", "ful", "able"];
const STARTS = ["un", "re", "non", "anti", "over", "under", "pre", "mis", "semi", "multi"];

/** All words with their facts. */
export class Words {
  readonly #facts = new Map<string, Facts>();
  /** How long the longest harmless word is. */
  #longest = 0;
  /** What was asked of slips: the same words are asked for again at every letter typed. */
  readonly #slips = new Map<string, boolean>();
  /** Ends of names of places. */
  readonly placeEnds: string[] = [];
  /** The words for streets, joined for a pattern. */
  readonly streets: string;
  /** Names that stand for nobody near: brands, feasts, sayings. */
  readonly phrases: string[] = [];

  constructor(texts: WordTexts) {
    decode(texts.words, (word, rare) => {
      this.#facts.set(word, rare ? RARE : COMMON);
      this.#longest = Math.max(this.#longest, word.length);
    });
    decode(texts.names, (word) => this.#add(word, NAME));
    const streets: string[] = [];
    let section = "";
    for (const line of texts.lists.split("\n")) {
      if (line.startsWith("#")) continue;
      if (line.startsWith("[")) {
        section = line.slice(1).replace(/\]+\r?$/, "");
        continue;
      }
      for (const raw of line.split(/[ \t\r]+/)) {
        if (raw === "") continue;
        if (section === "phrases") {
          this.phrases.push(raw.replaceAll("_", " "));
          continue;
        }
        const word = raw.replaceAll("'", "");
        const bit = LISTS.get(section);
        if (section === "place-ends") this.placeEnds.push(word);
        else if (section === "streets-after-number") streets.push(word);
        else if (bit !== undefined) this.#add(word, bit);
      }
    }
    // The longest first, so that "st" does not stop at "street".
    streets.sort((a, b) => b.length - a.length || (a < b ? -1 : a > b ? 1 : 0));
    this.streets = streets.join("|");
  }

  #add(word: string, bit: Facts): void {
    this.#facts.set(word, joined(this.facts(word), bit));
  }

  /** What is known of a word in plain letters without apostrophes. */
  facts(word: string): Facts {
    return this.#facts.get(word) ?? 0;
  }

  /** Whether it is a harmless word or small formation from one. */
  harmless(word: string): boolean {
    return any(this.facts(word), COMMON + RARE) || this.#formed(word);
  }

  /** Whether it is formed from a common word by an ending or a beginning that English joins freely. */
  #formed(word: string): boolean {
    if (any(this.facts(word), NAME + NAMELY)) return false;
    const common = (stem: string): boolean => stem.length >= 3 && any(this.facts(stem), COMMON);
    for (const end of ENDS) {
      if (!word.endsWith(end)) continue;
      const stem = word.slice(0, -end.length);
      if (stem.length < 4) continue;
      if (common(stem)) return true;
      if ("iea".includes(end.charAt(0))) {
        if (common(`${stem}e`)) return true;
        if (stem.at(-1) === stem.at(-2) && common(stem.slice(0, -1))) return true;
      }
    }
    for (const start of STARTS) {
      if (!word.startsWith(start)) continue;
      const stem = word.slice(start.length);
      if (stem.length >= 4 && common(stem)) return true;
    }
    return false;
  }

  /**
   * Whether it is one slip of the finger away from a common word: two letters swapped, one dropped,
   * doubled, put in or (in longer words) wrong.
   *
   * `wide` forgives more: for words that stand there as no name would.
   */
  slip(word: string, wide: boolean): boolean {
    const key = wide ? `${word} ` : word;
    let known = this.#slips.get(key);
    if (known === undefined) {
      if (this.#slips.size > 2000) this.#slips.clear();
      known = this.#slipped(word, wide);
      this.#slips.set(key, known);
    }
    return known;
  }

  #slipped(word: string, wide: boolean): boolean {
    const n = word.length;
    // Nothing that is longer by two can become a word.
    if (n < 3 || n > this.#longest + 1 || any(this.facts(word), NAME + NAMELY)) return false;
    if (!/^[a-z]+$/.test(word)) return false;
    const common = (s: string): boolean => {
      const facts = this.facts(s);
      return any(facts, COMMON) && !any(facts, NAMELY);
    };
    const w = (i: number): string => word.charAt(i);
    for (let i = 0; i < n - 1; i += 1) {
      if (w(i) !== w(i + 1) && common(word.slice(0, i) + w(i + 1) + w(i) + word.slice(i + 2))) return true;
    }
    if (n < 4) return false;
    // One letter too many: any that doubles, another only in a long word.
    for (let i = 1; i < n; i += 1) {
      if (n >= 6 || (wide && n >= 5) || w(i) === w(i - 1)) {
        const less = word.slice(0, i) + word.slice(i + 1);
        if (less.length >= 4 && common(less)) return true;
      }
    }
    // One too few: a vowel, or the second of two; another only in a long word.
    for (let i = 1; i <= n; i += 1) {
      for (const c of LETTERS) {
        const free = wide || n >= 6 || c === w(i - 1) || ("aeiou".includes(c) && i < n);
        if (free && common(word.slice(0, i) + c + word.slice(i))) return true;
      }
    }
    // One beside the right one on the keys; any other only in a long word.
    for (let i = 0; i < n; i += 1) {
      for (const c of LETTERS) {
        const near = (n >= 8 || (wide && n >= 5)) && i > 0 || BESIDE.get(c)?.has(w(i)) === true;
        if (c !== w(i) && near && common(word.slice(0, i) + c + word.slice(i + 1))) return true;
      }
    }
    return false;
  }

  /** Whether it ends as names of places do. */
  likePlace(word: string): boolean {
    return word.length >= 5 && this.placeEnds.some((end) => word.length > end.length + 1 && word.endsWith(end));
  }
}

/** The words; `guard.ts` puts them here before anything else is asked. */
export let WORDS: Words;

/** Reads the words. */
export function readWords(texts: WordTexts): void {
  WORDS = new Words(texts);
}
