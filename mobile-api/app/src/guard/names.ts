/**
 * Names: a word that is not known to be harmless is one; a word that is both is one where it is
 * used like one.
 */
import { Kept } from "./names-kept";
import { OTHER_LETTER } from "./normal";
import { add, type Hit, type Marked } from "./patterns";
import { KNOWN, type Places } from "./places";
import { cut } from "./tokens";
import {
  any, BEFORE_PLACE, BEFORE_TIME, COMMON, CUE, DETERMINER, DOING, HALF_CUE, HEAD, KIN, MODAL_FOLLOWER, MONTH, NAME,
  NAMELY, OFFICE, PARTICLE, RARE, SIR, SMALL, SURNAME, TITLE, WEAK_HEAD, WORDLY, WORDS,
} from "./words";

/** Finds the names and adds them to the hits. */
export function run(marked: Marked, places: Places): void {
  const row = new Row(cut(marked));
  row.keepPlaces(KNOWN);
  row.keepPlaces(places);
  row.keepOffices();
  row.keepOrganisations();
  row.unknowns();
  for (let n = 0; n < 4; n += 1) {
    const words = row.wordNames();
    const joined = row.joined();
    if (!words && !joined) break;
  }
  row.namedDates(marked);
  for (const hit of row.hits()) add(marked, hit);
}

const STILL = [
  "still", "also", "never", "always", "just", "now", "only", "and", "from", "at", "on", "who", "will", "may", "twice",
  "again", "today", "yesterday",
];
const PLURALS = ["are", "were", "both", "share", "do", "fell", "swap", "live", "argue", "argued"];
const FAMILY = ["family", "girls", "boys", "lads", "kids", "sisters", "brothers", "twins"];

class Row extends Kept {
  unknowns(): void {
    const foreign = this.tokens.filter((t) => t.word.includes(OTHER_LETTER)).length;
    const latin = this.tokens.filter((t) => t.what === "word" && !t.word.includes(OTHER_LETTER)).length;
    for (let i = 0; i < this.length; i += 1) {
      if (!this.unknown[i] || this.safe[i]) continue;
      if (this.at(i).word.includes(OTHER_LETTER)) {
        // A note in another script cannot be read word by word.
        if (foreign <= 3 && latin >= 3) {
          this.name[i] = true;
          this.rule[i] = "name-other-script";
        }
        continue;
      }
      if (!this.harmlessUnknown(i)) {
        this.name[i] = true;
        this.rule[i] = "name-unknown-word";
      }
    }
  }

  private harmlessUnknown(i: number): boolean {
    const t = this.at(i);
    const plural =
      t.word.endsWith("s") && any(WORDS.facts(t.word.slice(0, -1)), NAME) && i > 0 && this.is(i - 1, "the", "them", "those");
    const known = any(t.facts, NAME) || plural;
    const called = this.called(i);
    const does = this.does(i);
    const next = i + 1 < this.length && this.word(i + 1) && this.close(i + 1);
    const wide = this.namesCased && !t.cap && called < 2 && does < 2;
    if (called >= 3) return false;
    if (called === 2 && this.has(i - 1, KIN + TITLE) && (known || !WORDS.slip(t.word, wide))) return false;
    // No vowel: shorthand.
    if (!known && t.word.length >= 3 && !/[aeiouy]/.test(t.word)) return true;
    // PIP, HMO.
    if (t.caps && this.cased && !this.shouted(i) && t.word.length <= 5 && !known) return true;
    const coupled = (i > 0 && this.named(i - 1)) || (called === 2 && !this.has(i - 1, CUE));
    if (!known && !coupled && called < 2) {
      // Organisations are many: "Mencap only help", "they don't".
      if (next && this.is(i + 1, "only", "are", "dont", "were", "wont") && does < 3 && !this.is(i + 1, "wont")) return true;
      if (next && this.is(i + 1, "bus", "buses", "tram")) return true;
      if (i > 0 && this.close(i) && this.is(i - 1, "speaks", "speaking", "speak")) return true;
    }
    if (i > 0 && this.gap(i, "space") && this.has(i - 1, BEFORE_PLACE) && !t.poss && does < 2) {
      if ((!known && this.is(i - 1, "in", "near", "around", "outside")) || WORDS.likePlace(t.word)) return true;
    }
    if (!known && WORDS.likePlace(t.word) && i > 0 && this.is(i - 1, "at", "from", "to", "of", "off")) {
      if (called < 2 && does < 2 && !t.poss) return true;
    }
    if (known || !WORDS.slip(t.word, wide)) return false;
    // A slip of a word, unless it is used like a name.
    const short = t.word.length <= 5 && this.begins(i) && does >= 1 && t.word.length >= 3;
    return !(this.tellingCapital(i) || called >= 2 || (does >= 2 && t.word.length < 7) || coupled || t.poss || short);
  }

  wordNames(): boolean {
    let changed = false;
    for (let i = 0; i < this.length; i += 1) {
      if (this.safe[i] || this.name[i] || !this.word(i)) continue;
      let rule = "";
      if (this.has(i, NAMELY + WORDLY + SURNAME) && this.weight(i) >= 3) rule = "name-or-word";
      else if (this.titled(i)) rule = "name-after-title";
      else continue;
      this.name[i] = true;
      this.rule[i] = rule;
      changed = true;
    }
    return changed;
  }

  /** How much speaks for a name, in halves. */
  private weight(i: number): number {
    const t = this.at(i);
    const namely = any(t.facts, NAMELY);
    const month = any(t.facts, MONTH);
    let called = this.called(i);
    let w = namely ? 2 : any(t.facts, WORDLY) ? -1 : -4;
    if (called === 1 && i > 0 && this.has(i - 1, HALF_CUE) && namely) called = 2;
    w += 2 * called;
    const does = this.does(i);
    if (does === 3) w += 5;
    else if (does === 2) w += 4;
    else if (does === 1 && namely) w += 2;
    if (month && i > 0 && this.has(i - 1, BEFORE_TIME) && called < 2) w -= 5;
    const telling = this.tellingCapital(i);
    if (telling && !month) {
      w += 3;
      if (called === 0 && i > 0 && this.gap(i, "space") && this.is(i - 1, "for", "with", "w", "by", "from")) w += 2;
    }
    const next = i + 1 < this.length && this.close(i + 1);
    if (namely && next && this.is(i + 1, "may", "will", "can", "cannot")) w += 2;
    if (this.namesCased && !t.cap && called < 2) w -= 2;
    if (i > 0 && this.close(i) && this.word(i - 1)) {
      if (this.has(i - 1, DETERMINER)) w -= 4;
      if (this.at(i - 1).poss) w -= 2;
    }
    if (i > 0 && this.close(i) && this.at(i - 1).what === "number") w -= 2;
    if (next && this.named(i + 1) && this.gap(i + 1, "space") && !t.poss) w += 4;
    if (this.describes(i) && does < 2 && !this.surnameFollows(i)) w -= called >= 2 ? 2 : 4;
    if (this.is(i, "will", "may") && next && this.has(i + 1, MODAL_FOLLOWER)) {
      w -= 6;
    } else if (next && this.has(i + 1, SMALL) && !this.has(i + 1, DOING) && !namely && called < 2 && does === 0) {
      if (month || !telling) w -= 2;
    }
    if (namely && (i + 1 === this.length || this.gap(i + 1, "stop", "comma", "open", "slash"))) w += 1;
    return w + this.coupled(i);
  }

  /** "Iris and Hazel fell out", "Hope, Joy and Ali". */
  private coupled(i: number): number {
    const other = (j: number): boolean => j < this.length && this.word(j) && (this.named(j) || this.has(j, NAMELY + WORDLY));
    let w = 0;
    // The other one stands after.
    if (i + 1 < this.length && this.gap(i + 1, "comma") && this.named(i + 1)) w += 2;
    if (i + 1 < this.length) {
      const sign = this.gap(i + 1, "and");
      if (sign || (i + 2 < this.length && this.is(i + 1, "and", "n", "or"))) {
        const j = sign ? i + 1 : i + 2;
        if (j < this.length && this.named(j)) w += 2;
        else if (other(j) && (this.does(j) >= 2 || this.plural(j)) && !this.describes(j)) w += 4;
      }
    }
    // It stands before, and this one is not named yet.
    let j = -1;
    if (i >= 1 && this.gap(i, "and")) j = i - 1;
    else if (i >= 2 && this.is(i - 1, "and", "n", "or") && this.close(i)) j = i - 2;
    if (j >= 0 && !this.named(j) && other(j)) {
      if (this.plural(i)) w += 4;
      else if (this.does(i) >= 2) w += 2;
    }
    return w;
  }

  /** Whether what follows is done by two. */
  private plural(i: number): boolean {
    return i + 1 < this.length && this.close(i + 1) && this.is(i + 1, ...PLURALS);
  }

  /** A surname that is a word, after this one. */
  private surnameFollows(i: number): boolean {
    const j = i + 1;
    return j < this.length && this.close(j) && this.has(j, SURNAME) && this.tellingCapital(j) && this.capital(i);
  }

  /** A word after a title or beside an age, with the capital of a name. */
  private titled(i: number): boolean {
    if (this.has(i, SMALL + TITLE) || i === 0 || this.unknown[i]) return false;
    const p = i - 1;
    const close = this.gap(i, "space");
    const does = this.does(i);
    if (close && this.has(p, SIR)) {
      return this.capital(i) || this.has(i, SURNAME) || (this.is(p, "mr", "mrs", "ms") && !this.has(i, DOING + KIN));
    }
    if (this.has(i, SURNAME) && close && this.has(p, TITLE) && !this.has(p, OFFICE)) {
      if (((this.capital(i) && this.capital(p)) || does >= 2) && !this.has(i, DOING + HEAD)) return true;
    }
    if (!this.tellingCapital(i)) return false;
    if (this.is(p, "called", "named", "name", "surname", "nickname") && close && !this.has(i, HEAD + KIN)) return true;
    const next = this.tokens[i + 1];
    if (next?.gap === "open" && next.what === "number" && next.end - next.start <= 2 && !this.has(i, KIN)) return true;
    // "the Baker family", "the Bakers at number 4".
    if (this.has(i, SURNAME) && this.is(p, "the") && next && this.is(i + 1, ...FAMILY)) return true;
    return this.has(i, SURNAME + RARE) && this.has(p, KIN) && close && does >= 2;
  }

  /** What belongs to a name beside it: surnames, particles, initials, the other half. */
  joined(): boolean {
    let changed = false;
    for (let i = 0; i < this.length; i += 1) {
      if (this.name[i] || this.safe[i] || !this.word(i)) continue;
      let rule = "";
      if (this.afterName(i)) rule = "name-second";
      else if (this.beforeName(i)) rule = "name-first";
      else continue;
      this.name[i] = true;
      this.rule[i] = rule;
      changed = true;
    }
    return changed;
  }

  private afterName(i: number): boolean {
    if (i === 0 || !this.close(i) || !this.named(i - 1) || this.at(i - 1).poss) return false;
    const t = this.at(i);
    const small = this.has(i, SMALL) || (this.has(i, DOING) && !this.has(i, SURNAME + NAMELY + WORDLY));
    const capital = this.tellingCapital(i);
    if (t.gap === "hyphen") {
      return capital || this.unknown[i] === true || !this.has(i, COMMON) || this.has(i, NAMELY + WORDLY + SURNAME);
    }
    if (this.unknown[i]) return capital || (!WORDS.slip(t.word, false) && !(t.caps && this.cased && !this.shouted(i)));
    if (t.word.length === 1) {
      const last = i + 1 < this.length && this.close(i + 1) && this.has(i + 1, DOING + SMALL);
      if ((capital && !this.is(i, "i")) || this.particleBeforeName(i)) return true;
      return last && !this.is(i, "a", "i", "u", "r", "n", "w", "s");
    }
    if (this.has(i, PARTICLE) && this.particleBeforeName(i)) return true;
    if (small || this.modal(i)) return false;
    const next = this.tokens[i + 1];
    const ends =
      !next ||
      !this.close(i + 1) ||
      this.has(i + 1, DOING) ||
      this.is(i + 1, ...STILL) ||
      (next.what !== "word" && next.what !== "number") ||
      t.poss;
    if (capital && this.has(i, NAMELY + WORDLY + SURNAME + RARE) && (!this.has(i, HEAD + WEAK_HEAD) || ends)) return true;
    if (capital && ends && !this.has(i, DOING + KIN + HEAD + WEAK_HEAD + TITLE)) return true;
    return (
      this.has(i, NAMELY + WORDLY + SURNAME + RARE) &&
      !this.has(i, DOING + KIN + HEAD) &&
      ends &&
      (!this.cased || capital || this.shouted(i)) &&
      !(this.has(i, MONTH) && !this.has(i, SURNAME))
    );
  }

  private particleBeforeName(i: number): boolean {
    const j = i + 1;
    if (j >= this.length || !this.close(j) || !this.word(j)) return false;
    return (
      this.named(j) ||
      (this.unknown[j] === true && !this.safe[j]) ||
      (this.has(j, PARTICLE) && j + 1 < this.length && this.named(j + 1)) ||
      (this.tellingCapital(j) && !this.has(j, SMALL))
    );
  }

  private beforeName(i: number): boolean {
    const j = i + 1;
    if (j >= this.length || !this.close(j) || !this.named(j) || this.at(i).poss) return false;
    const t = this.at(i);
    const capital = this.tellingCapital(i);
    if (this.gap(j, "hyphen")) {
      return !this.has(i, COMMON) || this.has(i, NAMELY + WORDLY + PARTICLE + SURNAME) || (capital && !this.has(i, SMALL));
    }
    if (this.unknown[i] && this.gap(j, "space") && WORDS.slip(t.word, false)) {
      const free = !this.cased && (this.begins(i) || t.gap !== "space" || this.called(i) >= 1);
      if (capital || (this.begins(i) && t.cap) || free) return true;
    }
    if (this.has(i, PARTICLE) && !this.is(i, "la", "do", "ben", "le", "ten", "st") && i > 0 && this.close(i)) {
      if (this.named(i - 1) || this.has(i - 1, TITLE)) return true;
    }
    // Initials, and short names of one syllable.
    if (t.word.length === 1) {
      const led = this.begins(i) || t.gap !== "space" || (i > 0 && this.has(i - 1, TITLE + KIN));
      return !this.is(i, "i", "a") && (capital || (led && !this.is(i, "u", "n", "r", "w")));
    }
    const other = this.has(i, SMALL + TITLE + KIN + CUE + HEAD + DOING + OFFICE);
    return capital && !other && (t.word.length <= 3 || this.has(i, SURNAME + RARE));
  }

  /** A full date beside a name is a birthday. */
  namedDates(marked: Marked): void {
    for (const { start, end } of marked.kept.filter((kept) => kept.date)) {
      const i = this.tokens.findIndex((t) => t.start === start && t.what === "kept");
      if (i <= 0 || this.at(i - 1).poss) continue;
      const beside = this.named(i - 1) || this.at(i - 1).what === "found";
      if (beside && this.gap(i, "space", "comma", "open", "slash", "colon")) {
        add(marked, { start, end, kind: "DOB", rule: "dob-beside-name" });
      }
    }
  }

  hits(): Hit[] {
    const out: Hit[] = [];
    let last = -2;
    for (const [i, token] of this.tokens.entries()) {
      if (!this.name[i]) continue;
      const before = out.at(-1);
      if (before && last + 1 === i && this.close(i) && !this.at(last).poss) before.end = token.end;
      else out.push({ start: token.start, end: token.end, kind: "PERSON", rule: this.rule[i] ?? "" });
      last = i;
    }
    return out;
  }
}
