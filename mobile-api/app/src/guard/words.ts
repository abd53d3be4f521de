/** What the guard knows about words: the shared data files, read once. Twin of `words.rs`. */

/** The shared files of `mobile-api/guard/`, as texts. */
export interface Data {
  words: string;
  names: string;
  lists: string;
  patterns: string;
}

/** Facts about a word, one bit each. A second row of bits holds lists that are only ever asked alone. */
export const NAMELY = 1 << 0;
export const WORDLY = 1 << 1;
export const SURNAME = 1 << 2;
export const TITLE = 1 << 3;
export const SIR = 1 << 4;
export const KIN = 1 << 5;
export const CUE = 1 << 6;
export const LINK = 1 << 7;
export const DOING = 1 << 8;
export const THINGS = 1 << 9;
export const PLACING = 1 << 10;
export const BEFORE_PLACE = 1 << 11;
export const HEAD = 1 << 12;
export const WEAK_HEAD = 1 << 13;
export const BETWEEN = 1 << 14;
export const POSSESSED = 1 << 15;
export const OFFICE = 1 << 16;
export const OFFICE_AFTER = 1 << 17;
export const SAINT = 1 << 18;
export const PARTICLE = 1 << 19;
export const SMALL = 1 << 20;
export const STATE = 1 << 21;
export const MONTH = 1 << 22;
export const HEAD_BEFORE = 1 << 23;
export const NAME = 1 << 24;
export const COMMON = 1 << 25;
export const RARE = 1 << 26;

export const ERA = 1 << 0;
export const ERA_WORD = 1 << 1;
export const BEFORE_TIME = 1 << 2;
export const DETERMINER = 1 << 3;
export const HALF_CUE = 1 << 4;
export const MODAL_FOLLOWER = 1 << 5;
export const ERA_FIRST = 1 << 6;
export const SURE_HEAD_BEFORE = 1 << 7;
export const PERSONAL = 1 << 8;
export const OFFER = 1 << 9;
export const SMALL_NAME = 1 << 10;
export const AIL = 1 << 11;
export const PERSON_VERB = 1 << 12;
export const UNDERGONE = 1 << 13;
export const ADVERB = 1 << 14;
export const SYLLABLE = 1 << 15;
export const OWNED = 1 << 16;
export const REMARK = 1 << 17;
export const ARTICLE = 1 << 18;

const LISTS = new Map<string, number>([
  ["names-mostly", NAMELY],
  ["words-mostly", WORDLY],
  ["word-surnames", SURNAME],
  ["titles", TITLE],
  ["sirs", SIR],
  ["kin", KIN],
  ["cues", CUE],
  ["cue-links", LINK],
  ["doings", DOING],
  ["doings-of-all", THINGS],
  ["placings", PLACING],
  ["place-before", BEFORE_PLACE],
  ["heads", HEAD],
  ["heads-weak", WEAK_HEAD],
  ["between", BETWEEN],
  ["possessed", POSSESSED],
  ["offices", OFFICE],
  ["offices-after", OFFICE_AFTER],
  ["saints", SAINT],
  ["particles", PARTICLE],
  ["small", SMALL],
  ["states", STATE],
  ["months", MONTH],
  ["heads-before", HEAD_BEFORE],
]);
const MORE_LISTS = new Map<string, number>([
  ["eras", ERA],
  ["era-words", ERA_WORD],
  ["time-before", BEFORE_TIME],
  ["determiners", DETERMINER],
  ["half-cues", HALF_CUE],
  ["modal-followers", MODAL_FOLLOWER],
  ["era-first", ERA_FIRST],
  ["heads-before-sure", SURE_HEAD_BEFORE],
  ["personal", PERSONAL],
  ["offers", OFFER],
  ["small-names", SMALL_NAME],
  ["ails", AIL],
  ["person-verbs", PERSON_VERB],
  ["undergone", UNDERGONE],
  ["adverbs", ADVERB],
  ["syllables", SYLLABLE],
  ["owned", OWNED],
  ["remarks", REMARK],
  ["articles", ARTICLE],
]);

const ENDS = ["s", "es", "ly", "ness", "less", "ish", "ing", "ed", "er", "ers", "ings", "ful", "able"];
const END_LETTERS = "syhgdrle";
const STARTS = ["un", "re", "non", "anti", "over", "under", "pre", "mis", "semi", "multi"];
/** How long words end that no name does: learned ones, and medicines. */
const LEARNED =
  /^.{3,}(?:tion|tions|sion|sions|ment|ments|ity|ities|ably|ibly|able|ible|ously|ive|ively|ism|isms|ical|ically|ology|ologist|graphy|grapher|ship|ships|ency|ancy|ised|ized|ising|izing|ified|ifies|ifying|ular|itis|osis|aemia|ectomy|oscopy|otomy|plasty|therapy|pathy|phobia|phobic|ists|istic|ional|ental|hood|ware|proof|keeper|keepers|maker|makers|holder|holders|worker|workers|seller|sellers|room|rooms|board|boards|light|lights)$/;
const MEDICINE =
  /^.{2,}(?:azepine|apine|pril|statin|sartan|olol|azole|cillin|mycin|oxetine|alopram|zepam|zolam|ridone|floxacin|cycline|triptan|gliptin|gliflozin|oxaban|formin|setron|profen|codeine|triptyline|lukast|solone|terol|tropium|pentin|gabalin|ciclovir|umab|thiazide|semide|dronate)$/;
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const KEYS: [string, number][] = [
  ["qwertyuiop", 0],
  ["asdfghjkl", 1],
  ["zxcvbnm", 3],
];

/** For each letter its neighbours on the keys, itself included. */
const BESIDE = new Map<string, string>();
for (const [row, [keys, shift]] of KEYS.entries()) {
  for (const [column, key] of [...keys].entries()) {
    let near = "";
    for (const [otherRow, [otherKeys, otherShift]] of KEYS.entries()) {
      for (const [otherColumn, other] of [...otherKeys].entries()) {
        const across = Math.abs(2 * column + shift - 2 * otherColumn - otherShift);
        if (Math.abs(row - otherRow) <= 1 && across <= 2) near += other;
      }
    }
    BESIDE.set(key, near);
  }
}

/** Reads front-coded words: a sign for the letters taken over, then the rest. */
function decode(coded: string, each: (word: string, rare: boolean) => void): void {
  let word = "";
  let rare = false;
  let rest = 0;
  for (let at = 0; at <= coded.length; at += 1) {
    const code = at < coded.length ? coded.charCodeAt(at) : 0;
    if (code >= 97 && code <= 122) continue;
    if (rest > 0) {
      word += coded.slice(rest, at);
      each(word, rare);
    }
    if (at === coded.length) break;
    rare = code >= 65 && code <= 90;
    word = word.slice(0, code - (rare ? 65 : 48));
    rest = at + 1;
  }
}

/** How a word sounds, roughly: its consonants, those alike made one, none twice in a row. */
function sound(word: string): string {
  let out = "";
  for (let i = 0; i < word.length; i += 1) {
    const c = word.charAt(i);
    const next = word.charAt(i + 1);
    let as = c;
    if ("aeiou".includes(c)) as = i === 0 ? "a" : "";
    else if (i > 0 && (c === "y" || c === "h" || (c === "g" && next === "h"))) as = "";
    else if (c === "p" && next === "h") as = "f";
    else if (c === "c") as = next === "h" ? "c" : next !== "" && "eiy".includes(next) ? "s" : "k";
    else if (c === "q") as = "k";
    else if (c === "x") as = "ks";
    else if (c === "z") as = "s";
    else if (i === 0 && ((c === "k" && next === "n") || (c === "w" && next === "r"))) as = "";
    for (const each of as) if (!out.endsWith(each)) out += each;
  }
  return out;
}

/** All words with their facts. */
export class Words {
  private readonly known = new Map<string, number>();
  private readonly moreKnown = new Map<string, number>();
  private readonly placeEnds: string[] = [];
  /** The words for streets. */
  readonly streetWords: ReadonlySet<string>;
  /** The same, joined for a pattern. */
  readonly streets: string;
  /** Names that stand for nobody near: brands, feasts, sayings. */
  readonly phrases: string[] = [];

  constructor(data: Data) {
    decode(data.words, (word, rare) => this.known.set(word, rare ? RARE : COMMON));
    decode(data.names, (word) => this.known.set(word, (this.known.get(word) ?? 0) | NAME));
    const streets: string[] = [];
    let section = "";
    for (const line of data.lists.split("\n")) {
      if (line.startsWith("#")) continue;
      if (line.startsWith("[")) {
        section = line.slice(1).replace(/\]+$/, "");
        continue;
      }
      const bit = LISTS.get(section);
      const more = MORE_LISTS.get(section);
      for (const raw of line.split(/[ \t]+/)) {
        if (raw === "") continue;
        if (section === "phrases") {
          this.phrases.push(raw.replaceAll("_", " "));
          continue;
        }
        const word = raw.replaceAll("'", "");
        if (section === "place-ends") this.placeEnds.push(word);
        else if (section === "streets-after-number") streets.push(word);
        else if (bit !== undefined) this.known.set(word, (this.known.get(word) ?? 0) | bit);
        else if (more !== undefined) this.moreKnown.set(word, (this.moreKnown.get(word) ?? 0) | more);
      }
    }
    // The longest first, so that "st" does not stop at "street".
    streets.sort((a, b) => b.length - a.length || (a < b ? -1 : a > b ? 1 : 0));
    this.streets = streets.join("|");
    this.streetWords = new Set(streets);
  }

  /** What is known of a word in plain letters without apostrophes. */
  facts(word: string): number {
    return this.known.get(word) ?? 0;
  }

  moreFacts(word: string): number {
    return this.moreKnown.get(word) ?? 0;
  }

  /** What is known of a word in a note: one that is formed from a common word counts as common. */
  factsInNote(word: string): number {
    const facts = this.facts(word);
    return (facts & (COMMON | RARE)) === 0 && this.harmless(word) ? facts | COMMON : facts;
  }

  /** Whether it is a harmless word or a small formation from one. */
  harmless(word: string): boolean {
    return (this.facts(word) & (COMMON | RARE)) !== 0 || this.remembered(this.formedOnes, word, () => this.formed(word) || this.learned(word));
  }

  // A note is looked at after every letter: what is known of its words is not worked out again.
  private readonly formedOnes = new Map<string, boolean>();
  private readonly slips = new Map<string, boolean>();
  private remembered(memory: Map<string, boolean>, key: string, work: () => boolean): boolean {
    let known = memory.get(key);
    if (known === undefined) {
      known = work();
      if (memory.size >= 2000) memory.clear();
      memory.set(key, known);
    }
    return known;
  }

  private common(word: string): boolean {
    return (this.facts(word) & COMMON) !== 0;
  }

  /** Whether it is formed from a common word by an ending or a beginning that English joins freely. */
  private formed(word: string): boolean {
    if ((this.facts(word) & (NAME | NAMELY)) !== 0) return false;
    // The last letter alone rules most words out.
    if (END_LETTERS.includes(word.charAt(word.length - 1))) {
      for (const end of ENDS) {
        if (!word.endsWith(end)) continue;
        const stem = word.slice(0, -end.length);
        if (stem.length < 4) continue;
        if (this.common(stem)) return true;
        if ("iea".includes(end.charAt(0))) {
          if (this.common(stem + "e")) return true;
          if (stem.at(-1) === stem.at(-2) && this.common(stem.slice(0, -1))) return true;
        }
      }
    }
    return STARTS.some((start) => word.startsWith(start) && word.length - start.length >= 4 && this.common(word.slice(start.length)));
  }

  /** Whether it is long and ends as no name does: "bronchiectasis", "mirtazapine". */
  private learned(word: string): boolean {
    return (this.facts(word) & (NAME | NAMELY)) === 0 && ((word.length >= 8 && LEARNED.test(word)) || (word.length >= 7 && MEDICINE.test(word)));
  }

  private meant(word: string): boolean {
    const facts = this.facts(word);
    return (facts & NAMELY) === 0 && ((facts & COMMON) !== 0 || this.formed(word));
  }

  /**
   * Whether it is one slip of the finger away from a common word: two letters swapped, one dropped, doubled, put in
   * or (in longer words) wrong. `wide` forgives more: for words that stand there as no name would.
   */
  slip(word: string, wide: boolean): boolean {
    return this.remembered(this.slips, wide ? `${word}~` : word, () => this.slipped(word, wide));
  }

  private slipped(word: string, wide: boolean): boolean {
    const n = word.length;
    if (n < 3 || (this.facts(word) & (NAME | NAMELY)) !== 0 || !/^[a-z]+$/.test(word)) return false;
    for (let i = 0; i < n - 1; i += 1) {
      if (word[i] !== word[i + 1] && this.meant(word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2))) return true;
    }
    if (n < 4) return false;
    // One letter too many: any that doubles, another only in a long word.
    for (let i = 1; i < n; i += 1) {
      if (n >= 6 || (wide && n >= 5) || word[i] === word[i - 1]) {
        if (n - 1 >= 4 && this.meant(word.slice(0, i) + word.slice(i + 1))) return true;
      }
    }
    // One too few: a vowel, or the second of two; another only in a long word.
    for (let i = 1; i <= n; i += 1) {
      for (const c of LETTERS) {
        if ((wide || n >= 6 || c === word[i - 1] || ("aeiou".includes(c) && i < n)) && this.meant(word.slice(0, i) + c + word.slice(i))) return true;
      }
    }
    // One beside the right one on the keys; any other only in a long word.
    for (let i = 0; i < n; i += 1) {
      const any = (n >= 8 || (wide && n >= 5)) && i > 0;
      for (const c of any ? LETTERS : (BESIDE.get(word.charAt(i)) ?? "")) {
        if (c !== word[i] && this.meant(word.slice(0, i) + c + word.slice(i + 1))) return true;
      }
    }
    return false;
  }

  /** Whether only two letters are swapped, one is doubled or one of a double is lost: no name looks so by chance. */
  plainSlip(word: string): boolean {
    const n = word.length;
    if (n < 4 || (this.facts(word) & (NAME | NAMELY)) !== 0 || !/^[a-z]+$/.test(word)) return false;
    for (let i = 0; i < n; i += 1) {
      if (i + 1 < n && word[i] !== word[i + 1] && this.meant(word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2))) return true;
      if (n < 5) continue;
      if (i > 0 && word[i] === word[i - 1] && this.meant(word.slice(0, i) + word.slice(i + 1))) return true;
      if (this.meant(word.slice(0, i + 1) + word.slice(i))) return true;
    }
    return false;
  }

  // By the first letter, each when it is first asked for: all of them at once would take a phone's breath.
  private readonly sounds = new Map<string, Set<string>>();
  /**
   * Whether it sounds as a common word does, its vowels apart, or as two, or lacks the g of "ing": "difrent",
   * "ambulanse", "fridgefreezer", "fumin". Few names do.
   */
  soundsCommon(word: string): boolean {
    return this.remembered(this.heard, word, () => this.sounding(word));
  }
  private readonly heard = new Map<string, boolean>();
  private sounding(word: string): boolean {
    if (word.length < 5 || (this.facts(word) & (NAME | NAMELY)) !== 0 || !/^[a-z]+$/.test(word)) return false;
    if (word.endsWith("in") && this.meant(`${word}g`)) return true;
    if (word.length < 6) return false;
    if (this.together(word)) return true;
    const first = word.charAt(0);
    let sounds = this.sounds.get(first);
    if (!sounds) {
      sounds = new Set();
      for (const [each, facts] of this.known) {
        if (each.startsWith(first) && (facts & (COMMON | NAMELY)) === COMMON && each.length >= 5) sounds.add(sound(each));
      }
      this.sounds.set(first, sounds);
    }
    for (const end of ["", "s", "ed", "in", "ing"]) {
      if (!word.endsWith(end)) continue;
      const key = sound(word.slice(0, word.length - end.length));
      if (key.length >= 5 && sounds.has(key)) return true;
    }
    return false;
  }

  /** Whether it is two common words without the space: "fridgefreezer". */
  private together(word: string): boolean {
    if (word.length < 9) return false;
    for (let i = 4; i <= word.length - 4; i += 1) if (this.meant(word.slice(0, i)) && this.meant(word.slice(i))) return true;
    return false;
  }

  /** What the common words are, all together, of which this could be a slip. */
  meantFacts(word: string): number {
    let known = this.meanings.get(word);
    if (known === undefined) {
      known = this.meaning(word);
      if (this.meanings.size >= 2000) this.meanings.clear();
      this.meanings.set(word, known);
    }
    return known;
  }
  private readonly meanings = new Map<string, number>();
  private meaning(word: string): number {
    const n = word.length;
    if (n < 3 || (this.facts(word) & (NAME | NAMELY)) !== 0 || !/^[a-z]+$/.test(word)) return 0;
    let all = 0;
    const take = (other: string): void => {
      const facts = this.facts(other);
      if ((facts & COMMON) !== 0 && (facts & NAMELY) === 0) all |= facts;
    };
    for (let i = 0; i < n; i += 1) {
      if (n === 3) {
        // Of three letters only what lacks one is looked at.
        for (const c of LETTERS) take(word.slice(0, i + 1) + c + word.slice(i + 1));
        continue;
      }
      if (i + 1 < n) take(word.slice(0, i) + word.charAt(i + 1) + word.charAt(i) + word.slice(i + 2));
      if (i > 0) take(word.slice(0, i) + word.slice(i + 1));
      for (const c of LETTERS) take(word.slice(0, i + 1) + c + word.slice(i + 1));
      if (i > 0) for (const c of BESIDE.get(word.charAt(i)) ?? "") take(word.slice(0, i) + c + word.slice(i + 1));
    }
    return all;
  }

  /** Whether it ends as names of places do. */
  likePlace(word: string): boolean {
    return word.length >= 5 && this.placeEnds.some((end) => word.length > end.length + 1 && word.endsWith(end));
  }
}
