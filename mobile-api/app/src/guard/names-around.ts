/** Names: the row of tokens, and what stands around each. */
import type { Kind } from "./kind";
import type { Gap, Token } from "./tokens";
import {
  any, COMMON, CUE, DOING, HALF_CUE, HEAD, KIN, LINK, MONTH, NAME, NAMELY, OFFER, PERSONAL, PLACING, SIR, SMALL, STATE,
  SURNAME, THINGS, TITLE, WEAK_HEAD, WORDLY, WORDS, type Facts,
} from "./words";

const CALLED = ["called", "named", "aka", "name", "surname", "nickname", "names", "forename"];
const IS_WHO = ["name", "names", "this", "who", "neighbour", "wife", "husband", "son", "daughter", "surname"];
const FROM = [
  "next", "number", "no", "flat", "church", "across", "over", "upstairs", "downstairs", "the", "opposite", "school",
  "work", "mosque",
];
const REACHED: (Kind | null)[] = ["PHONE", "EMAIL", "HANDLE_URL", "DOB", "NHS_NUMBER", "NINO"];
const AT_HOME: (Kind | null)[] = ["ADDRESS", "POSTCODE"];
const AT: (Kind | null)[] = ["PHONE", "EMAIL", "ADDRESS", "HANDLE_URL"];

/** What the passes know about each token. */
export class Around {
  readonly length: number;
  /** Harmless by its company: part of an organisation, a place, an elected person. */
  readonly safe: boolean[];
  readonly name: boolean[];
  readonly rule: string[];
  /** Neither listed, nor a word, nor formed from one. */
  readonly unknown: boolean[];
  /** Whether the note uses capitals at all beside runs of nothing else. */
  readonly cased: boolean;
  /** Whether a name-like word stands in it with a capital within a sentence. */
  readonly namesCased: boolean;

  constructor(readonly tokens: Token[]) {
    const n = tokens.length;
    this.length = n;
    this.safe = new Array<boolean>(n).fill(false);
    this.name = new Array<boolean>(n).fill(false);
    this.rule = new Array<string>(n).fill("");
    this.unknown = tokens.map(
      (t) => t.what === "word" && t.word.length > 1 && !any(t.facts, NAMELY + WORDLY) && !WORDS.harmless(t.word),
    );
    const lower = tokens.some((t) => t.what === "word" && !t.cap);
    const capital = tokens.some((t) => t.what === "word" && t.cap && !(t.caps && t.word.length > 1));
    this.cased = capital && lower;
    this.namesCased = tokens.some((t, i) => this.tellingCapital(i) && this.namelike(i) && !t.caps);
  }

  /** The token; the row holds it. */
  at(i: number): Token {
    const token = this.tokens[i];
    if (!token) throw new RangeError("no such token");
    return token;
  }

  has(i: number, facts: Facts): boolean {
    const t = this.at(i);
    return t.what === "word" && any(t.facts, facts);
  }

  is(i: number, ...words: string[]): boolean {
    const t = this.at(i);
    return t.what === "word" && words.includes(t.word);
  }

  word(i: number): boolean {
    return this.at(i).what === "word";
  }

  /** Whether one of these gaps stands before the token. */
  gap(i: number, ...gaps: Gap[]): boolean {
    return gaps.includes(this.at(i).gap);
  }

  /** Whether the token follows the one before it with nothing but space or a hyphen. */
  close(i: number): boolean {
    return this.gap(i, "space", "hyphen");
  }

  named(i: number): boolean {
    return this.name[i] === true || this.at(i).what === "taken";
  }

  /** Whether all around is in capitals, so that they prove nothing. */
  shouted(i: number): boolean {
    if (!this.at(i).caps) return false;
    for (let j = Math.max(0, i - 2); j < Math.min(i + 3, this.length); j += 1) {
      const t = this.at(j);
      if (j !== i && t.caps && any(t.facts, COMMON + SMALL) && t.word.length > 1) return true;
    }
    return false;
  }

  /** Whether a sentence begins here. */
  begins(i: number): boolean {
    return this.gap(i, "start", "stop");
  }

  /** Whether the capital letter proves something. */
  tellingCapital(i: number): boolean {
    return this.cased && this.at(i).cap && !this.begins(i) && !this.shouted(i);
  }

  capital(i: number): boolean {
    return this.cased && this.at(i).cap && !this.shouted(i);
  }

  /** A word that can be part of a name. */
  namelike(i: number): boolean {
    return this.word(i) && (this.unknown[i] === true || this.has(i, NAMELY + WORDLY + SURNAME + NAME));
  }

  modal(i: number): boolean {
    return this.is(i, "will", "may") && !this.capital(i);
  }

  /** How strongly what stands before says that a person follows: 0 to 3. */
  called(i: number): number {
    if (i === 0) return 0;
    const p = i - 1;
    const { gap } = this.at(i);
    if (gap === "and" && this.named(p)) return 2;
    if (gap === "slash" && this.named(p)) return 1;
    if (gap === "comma" && this.named(p)) {
      const next = this.tokens[i + 1];
      const ends = !next || ["comma", "stop", "and"].includes(next.gap) || next.word === "and";
      return this.capital(i) && ends ? 2 : 1;
    }
    if (!this.word(p)) return 0;
    if (gap === "colon") return this.has(p, KIN + CUE + TITLE) ? 2 : 1;
    if (!this.gap(i, "space", "open", "comma") || (gap === "comma" && !this.has(p, KIN))) return 0;
    if (this.at(p).poss) return 0;
    return this.calledBy(p);
  }

  /** The same for the word before, which stands near enough. */
  private calledBy(p: number): number {
    /** The word before that one. */
    const pp = p >= 1 && this.word(p - 1) && this.close(p) ? p - 1 : -1;
    // "Mr N. Lumb".
    if (this.at(p).word.length === 1 && pp >= 0 && this.has(pp, SIR)) return 3;
    if (this.has(p, SIR)) return 3;
    if (this.is(p, ...CALLED)) return 3;
    if (this.is(p, "im") || (this.is(p, "am") && pp >= 0 && this.is(pp, "i"))) return 3;
    if (this.is(p, "is") && pp >= 0 && this.is(pp, ...IS_WHO)) return 3;
    if (this.has(p, TITLE) || this.has(p, KIN)) return 2;
    if (this.is(p, "and", "or", "n", "with") && pp >= 0 && this.named(pp)) return 2;
    if (this.has(p, CUE)) return this.has(p, HALF_CUE) ? 1 : 2;
    if (this.has(p, LINK) && pp >= 0 && this.has(pp, CUE) && !this.is(pp, "visit", "looks")) return 2;
    return 0;
  }

  /** How strongly what follows says that this is a person: 0 to 3. */
  does(i: number): number {
    const next = this.tokens[i + 1];
    if (!next) return 0;
    const j = i + 1;
    const after = this.tokens[j + 1];
    if (this.at(i).poss) {
      if (this.has(j, KIN) && this.close(j)) return 3;
      return this.has(i, MONTH) || this.has(j, HEAD + WEAK_HEAD) ? 0 : 2;
    }
    if (next.what === "number") {
      if (next.gap === "open") return 3;
      if (next.gap === "comma" && next.end - next.start === 2 && (!after || ["comma", "stop"].includes(after.gap))) return 2;
      if (next.gap === "space" && after && ["yrs", "yo", "yr"].includes(after.word)) return 2;
    }
    if (next.what === "found") {
      if (REACHED.includes(next.kind) && next.gap !== "stop") return 3;
      if (AT_HOME.includes(next.kind) && this.gap(j, "comma", "space", "slash", "colon", "open")) return 2;
    }
    if (next.gap === "and" && this.is(j, "her", "his", "their") && after && this.has(j + 1, KIN)) return 3;
    if (next.what !== "word" || next.gap !== "space") return 0;
    return this.doneBy(j, after);
  }

  /** The same for the word that follows with a space. */
  private doneBy(j: number, after: Token | undefined): number {
    if (this.is(j, "next") && after && this.is(j + 1, "door")) return 3;
    if (this.is(j, "on", "at", "in", "from", "of") && after?.what === "found" && AT.includes(after.kind)) return 3;
    if (this.is(j, "from") && after && this.is(j + 1, ...FROM)) return 2;
    if (this.has(j, PLACING) || (this.is(j, "yr", "year") && after?.what === "number")) return 2;
    if (this.is(j, "and") && j + 2 < this.length && this.is(j + 1, "her", "his", "their") && this.has(j + 2, KIN)) return 3;
    if (this.has(j, THINGS)) return this.personal(j, after) ? 3 : 1;
    return this.has(j, DOING) ? 2 : 0;
  }

  /** Whether what things do as well is said as of a person. */
  private personal(j: number, after: Token | undefined): boolean {
    if (!after) return false;
    const state = after.what === "number" || (after.what === "word" && any(after.facts, STATE));
    if (state && this.is(j, "is", "was", "feels", "gets", "got", "looks", "keeps")) return true;
    if (after.what === "word" && after.gap === "space" && any(after.facts, PERSONAL) && !this.is(j, "is", "was")) return true;
    if (this.is(j, "would", "could") && any(after.facts, OFFER)) return true;
    return this.is(j, "has", "had") && j + 2 < this.length && this.is(j + 1, "been") && this.has(j + 2, STATE);
  }

  /** Whether a thing follows that the word only describes: "hazel hedge", "peace of mind". */
  describes(i: number): boolean {
    const j = i + 1;
    if (j >= this.length || !this.word(j) || !this.close(j) || this.at(i).poss || this.named(j)) return false;
    if (this.unknown[j] && !WORDS.slip(this.at(j).word, false)) return false;
    if (this.is(j, "of")) return true;
    if (this.is(j, "may", "will")) return false;
    return !this.has(j, SMALL + DOING + THINGS + PLACING + NAMELY);
  }
}
