/** Words that are names too: what speaks for which. Twin of `weighed.rs`. */

import {
  BEFORE_TIME,
  COMMON,
  DETERMINER,
  DOING,
  HALF_CUE,
  HEAD,
  KIN,
  MODAL_FOLLOWER,
  MONTH,
  NAMELY,
  OFFICE,
  RARE,
  SAINT,
  SMALL,
  SURNAME,
  SYLLABLE,
  TITLE,
  WEAK_HEAD,
  WORDLY,
} from "../words";
import { CONFIDES, W } from "./lists";
import { Titled } from "./titled";

export class Weighed extends Titled {
  wordNames(): boolean {
    let changed = false;
    for (let i = 0; i < this.n; i += 1) {
      if (this.safe[i] || this.name[i] || !this.word(i)) continue;
      if ((this.has(i, NAMELY | WORDLY | SURNAME) || this.syllableWithMarks(i) || this.syllableCalled(i)) && this.weight(i) >= 3) this.rule[i] = "name-or-word";
      else if (this.titled(i)) this.rule[i] = "name-after-title";
      else if (this.heads(i)) this.rule[i] = "name-of-family";
      else if (this.syllabic(i) || this.syllabic(i - 1)) this.rule[i] = "name-syllables";
      else continue;
      this.name[i] = true;
      changed = true;
    }
    return changed;
  }

  /** "hui min", "Man-kit": this syllable and the next are a name. */
  private syllabic(i: number): boolean {
    const j = i + 1;
    if (i < 0 || j >= this.n || !this.close(j) || !this.hasMore(i, SYLLABLE) || !this.hasMore(j, SYLLABLE)) return false;
    if (this.safe[i] || this.safe[j] || this.t(i).poss) return false;
    if (this.gap(j) === "hyphen") return this.t(i).cap || !this.cased;
    // "Fan Fang": words, but not with two capitals.
    const written = this.capital(i) && this.tellingCapital(j) && !this.has(i, KIN | SMALL) && !this.has(j, KIN | SMALL | HEAD | WEAK_HEAD);
    return this.unknown[i] === true || this.unknown[j] === true || written;
  }

  /** "Hồng", "tô": a syllable of a name whose letters carry marks, as no English word's do. */
  private syllableWithMarks(i: number): boolean {
    return this.t(i).marked && this.hasMore(i, SYLLABLE);
  }

  /** "ask for Sun": a syllable that is a word too, with the capital of a name where one is due. */
  private syllableCalled(i: number): boolean {
    return this.hasMore(i, SYLLABLE) && !this.has(i, SMALL | KIN) && this.tellingCapital(i) && this.called(i) >= 2;
  }

  /** Whether plants are spoken of around it. */
  private grown(i: number): boolean {
    for (let j = Math.max(0, i - 4); j < Math.min(i + 4, this.n); j += 1) if (this.is(j, W.grown)) return true;
    return false;
  }

  /** How much speaks for a name, in halves. */
  private weight(i: number): number {
    const t = this.t(i);
    const namely = (t.facts & NAMELY) !== 0 || this.syllableWithMarks(i);
    const month = (t.facts & MONTH) !== 0;
    let called = this.called(i);
    // What is a name and in no list of words needs less to be one.
    const foreign = (t.facts & WORDLY) !== 0 && (t.facts & (COMMON | RARE)) === 0 && !this.words.harmless(t.word);
    let w = namely ? 2 : foreign ? 1 : (t.facts & WORDLY) !== 0 || this.syllableCalled(i) ? -1 : -4;
    if (called === 1 && i > 0 && this.hasMore(i - 1, HALF_CUE) && namely) called = 2;
    w += 2 * called;
    const does = this.does(i);
    if (does === 3) w += 5;
    else if (does === 2) w += 4;
    else if (does === 1 && (namely || foreign)) w += 2;
    if (month && i > 0 && this.hasMore(i - 1, BEFORE_TIME) && called < 2 && does < 3) w -= 5;
    const dated = (j: number): boolean => this.tokens[j]?.what === "number" || this.tokens[j]?.what === "kept";
    if (month && ((dated(i + 1) && this.gap(i + 1) === "space") || (dated(i - 1) && t.gap === "space"))) w -= 6;
    // "11 years in Preston".
    if (namely && i > 0 && t.gap === "space" && this.is(i - 1, W.inOnly) && does === 0 && !CONFIDES.has(this.tokens[i - 2]?.word ?? "") && !this.owned(i)) w -= 4;
    const telling = this.tellingCapital(i);
    const coupled = this.coupled(i);
    // "I think Hope would", but "Hope they come", "Faith in the council".
    const phrase = this.close(i + 1) && this.has(i + 1, SMALL) && !this.has(i + 1, DOING);
    if (telling && !month) w += (t.facts & WORDLY) !== 0 && !phrase && (t.facts & (SAINT | TITLE | OFFICE)) === 0 ? 4 : 3;
    if (telling && !month && called === 0 && i > 0 && t.gap === "space" && this.is(i - 1, W.withFor)) w += 2;
    if (this.syllableWithMarks(i)) w += 2;
    if (namely && this.close(i + 1) && this.is(i + 1, W.may)) w += 2;
    if (i > 0 && t.gap === "space" && does > 0 && this.is(i - 1, W.ifWhen)) w += 2;
    if (i > 0 && t.gap === "space" && this.is(i - 1, W.sure) && this.is(i + 1, W.willDo)) w += 2;
    if (i > 0 && t.gap === "space" && called < 2 && this.is(i - 1, W.howOld) && (does >= 2 || (namely && this.ends(i)))) w += 2;
    if (this.listed(i)) w += 4;
    // "a retired potter", "worked as a mason".
    if (i > 0 && t.gap === "space" && !telling && (t.facts & SURNAME) !== 0 && this.is(i - 1, W.jobBefore)) w -= 4;
    // "grow rosemary, sage and basil".
    if (this.is(i, W.herbs) && !telling && called < 2 && (does < 2 || this.is(i + 1, W.from)) && this.grown(i)) w -= 6;
    if (this.namesCased && !t.cap && called < 2 && does < 2) w -= 1;
    if (i > 0 && this.is(i - 1, W.bell) && t.gap === "colon") w += 4;
    if (i > 1 && this.is(i - 1, W.saysIs) && this.is(i - 2, W.bell)) w += 2;
    if (i > 0 && this.close(i) && this.word(i - 1)) {
      if (this.hasMore(i - 1, DETERMINER) && !(telling && this.is(i - 1, W.ofIn))) w -= 4;
      if (this.t(i - 1).poss) w -= 2;
    }
    if (i > 0 && this.close(i) && this.t(i - 1).what === "number") w -= 2;
    const next = i + 1 < this.n && this.close(i + 1);
    if (next && this.named(i + 1) && this.gap(i + 1) === "space" && !t.poss) w += 4;
    // "Grace Bond came": the verb is of both.
    const full = (t.facts & (NAMELY | WORDLY)) !== 0 && this.surnameActs(i);
    if (full) w += 4;
    if (does < 2 && !full && !this.syllableWithMarks(i) && this.describes(i) && !this.surnameFollows(i)) w -= called >= 2 ? 2 : 4;
    if (this.is(i, W.modal) && next && this.hasMore(i + 1, MODAL_FOLLOWER)) w -= 6;
    else if (next && this.has(i + 1, SMALL) && !this.has(i + 1, DOING) && !namely && called < 2 && does === 0 && (month || !telling) && coupled < 4) w -= 2;
    if (namely && (i + 1 === this.n || ["stop", "comma", "open", "slash"].includes(this.gap(i + 1)))) w += 1;
    return w + coupled;
  }
}
