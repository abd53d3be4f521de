/** Words that no list knows: places, slips of writing, shorthand, or names. Twin of `unknown.rs`. */

import { OTHER_LETTER } from "../normal";
import { ARTICLE, BEFORE_PLACE, CUE, DOING, HEAD, KIN, NAME, NAMELY, PARTICLE, SMALL, THINGS, TITLE, WORDLY } from "../words";
import { CONFIDES, W } from "./lists";
import { Stays } from "./stays";

export class Unknown extends Stays {
  unknowns(): void {
    let foreign = 0;
    let latin = 0;
    for (const t of this.tokens) {
      if (t.word.includes(OTHER_LETTER)) foreign += 1;
      else if (t.what === "word") latin += 1;
    }
    for (let i = 0; i < this.n; i += 1) {
      if (!this.unknown[i] || this.safe[i]) continue;
      if (this.t(i).word.includes(OTHER_LETTER)) {
        // A note in another script cannot be read word by word.
        if (foreign <= 3 && latin >= 3) {
          this.name[i] = true;
          this.rule[i] = "name-other-script";
        }
      } else if (!this.harmlessUnknown(i)) {
        this.name[i] = true;
        this.rule[i] = "name-unknown-word";
      }
    }
  }

  private harmlessUnknown(i: number): boolean {
    const t = this.t(i);
    const plural =
      t.word.endsWith("s") && (this.words.facts(t.word.slice(0, -1)) & NAME) !== 0 && i > 0 && this.is(i - 1, W.the);
    const known = (t.facts & NAME) !== 0 || plural;
    const called = this.called(i);
    const does = this.does(i);
    const next = i + 1 < this.n && this.word(i + 1) && this.close(i + 1);
    const beside = (i > 0 && this.close(i) && (this.named(i - 1) || this.unknown[i - 1] === true || this.has(i - 1, NAMELY | WORDLY | NAME))) || (this.close(i + 1) && this.namelike(i + 1));
    const wide = this.cased && !t.cap && called < 2 && does < 2;
    // "J Pettifer".
    if (t.cap && this.cased && i > 0 && t.gap === "space" && this.t(i - 1).word.length === 1 && this.t(i - 1).cap && this.begins(i - 1) && !this.is(i - 1, W.iA)) return false;
    if (called >= 3 || (called === 2 && this.has(i - 1, KIN | TITLE) && (known || !this.words.slip(t.word, wide)))) return false;
    // "the driver wairs": a slip of what somebody does; "famiy": of what somebody is.
    if (!known && !t.marked && !this.tellingCapital(i) && !(called >= 2 && !this.has(i - 1, KIN) && !this.is(i - 1, W.pairBy)) && t.gap !== "comma") {
      const meant = this.words.meantFacts(t.word);
      if ((meant & KIN) !== 0 && (called < 2 || !t.cap)) return true;
      if (called === 2 && (meant & (DOING | THINGS | SMALL)) !== 0 && !t.cap) return true;
    }
    // "diagnosed wih": a small word that lacks a letter.
    if (!known && !t.cap && !t.marked && t.word.length === 3 && called < 2 && does < 2 && (this.words.meantFacts(t.word) & SMALL) !== 0) return true;
    // "jsut", "smeell": two letters swapped, one doubled or of a double one lost.
    if (!known && !t.marked && !t.poss && (called < 2 || (called === 2 && !t.cap && t.word.length >= 5 && t.gap === "space" && !this.has(i - 1, TITLE))) && (!t.cap || (this.beginsPiece(i) && does < 2)) && this.words.plainSlip(t.word)) {
      // "jsut gives" stands before a verb as no name does.
      if (!(does >= 2 && this.has(i + 1, DOING | THINGS)) || (this.words.meantFacts(t.word) & SMALL) !== 0) return true;
    }
    // "difrent": written as it sounds, where no name is due.
    if (!known && !t.cap && !t.marked && !t.poss && called < 2 && does < 2 && !beside && (this.cased || (t.gap === "space" && called === 0)) && this.words.soundsCommon(t.word)) return true;
    // "a chandler", "the beck": no name stands so, unless a family follows.
    if (
      !t.cap &&
      !t.poss &&
      i > 0 &&
      t.gap === "space" &&
      this.hasMore(i - 1, ARTICLE) &&
      t.start - this.t(i - 1).end < 2 &&
      !t.word.endsWith("s") &&
      !this.is(i + 1, W.group) &&
      (!this.is(i - 1, W.onlyThe) || this.describes(i) || (i >= 2 && (this.has(i - 2, BEFORE_PLACE) || this.is(i - 2, W.atFrom)))) &&
      !(this.close(i + 1) && this.namelike(i + 1))
    )
      return true;
    // "plays tavli": a small letter where names have capitals.
    if (this.wellCased && !known && !t.cap && !t.marked && called < 2 && does < 2 && !beside && !this.is(i + 1, W.sheHe)) return true;
    // No vowel: shorthand.
    if (!known && t.word.length >= 3 && !/[aeiouy]/.test(t.word)) return true;
    // PIP, HMO.
    const amongCapitals = (j: number): boolean => this.tokens[j]?.caps === true && this.unknown[j] === true;
    if (
      t.caps &&
      this.cased &&
      !this.shouted(i) &&
      t.word.length <= 5 &&
      !known &&
      called < 2 &&
      does < 2 &&
      !t.marked &&
      !(i > 0 && this.is(i - 1, W.whose)) &&
      !amongCapitals(i + 1) &&
      !amongCapitals(i - 1)
    )
      return true;
    const coupled = (i > 0 && this.named(i - 1)) || (called === 2 && !this.has(i - 1, CUE));
    if (!known && !coupled && called < 2) {
      // Organisations are many: "Mencap only help", "they don't".
      const two = i >= 2 && ((this.is(i - 1, W.and) && this.namelike(i - 2)) || (t.gap === "and" && this.namelike(i - 1)));
      if (next && this.is(i + 1, W.plural) && does < 3 && !two) return true;
      if (next && this.is(i + 1, W.bus)) return true;
      if (i > 0 && this.close(i) && this.is(i - 1, W.speaks)) return true;
    }
    // "came from Bolanle di Marco" is no place.
    const longer = this.close(i + 1) && (this.namelike(i + 1) || this.has(i + 1, PARTICLE));
    if (i >= 2 && !t.poss && t.gap === "space" && does === 0 && !longer && this.is(i - 1, W.toFrom) && this.is(i - 2, W.travel)) return true;
    if (i >= 2 && !known && !longer && !t.poss && t.gap === "space" && does === 0 && this.is(i - 1, W.from) && this.is(i - 2, W.beFrom)) return true;
    // "Holbeck gets nowt": ends as a place does, and nothing speaks for a person.
    const alone = !(this.close(i) && i > 0 && (this.namelike(i - 1) || this.named(i - 1))) && !(this.close(i + 1) && this.namelike(i + 1));
    if (!known && !t.poss && !t.marked && t.word.length >= 6 && called < 2 && does < 2 && alone && !this.is(i + 1, W.group) && this.words.likePlace(t.word)) return true;
    // "Ying's do a decent portion": a shop.
    if (t.poss && called < 2 && t.gap !== "and" && this.close(i + 1) && (this.is(i + 1, W.doShop) || (this.begins(i) && this.is(i + 1, W.does) && this.is(i + 2, W.aOrThe)))) return true;
    const like = (): boolean => this.words.likePlace(t.word);
    const beforePlace = i > 0 && t.gap === "space" && this.has(i - 1, BEFORE_PLACE);
    // "he was at Orgreave": one is at a place, unless one shouts at somebody.
    if (i > 0 && !t.poss && t.gap === "space" && does === 0 && !longer && this.is(i - 1, W.atOnly) && !this.is(i - 2, W.aimed) && this.endsOrJoins(i)) return true;
    // "a class in Douglas."
    const before = this.tokens[i - 2]?.word ?? "";
    if (beforePlace && !t.poss && does === 0 && this.is(i - 1, W.inOnly) && !CONFIDES.has(before) && !this.owned(i)) return true;
    if (beforePlace && !t.poss && does < 2 && ((!known && this.is(i - 1, W.inNear)) || like())) return true;
    if (!known && i > 0 && this.is(i - 1, W.atFrom) && called < 2 && does < 2 && !t.poss && like()) return true;
    if (known || t.marked || !this.words.slip(t.word, wide)) return false;
    // "Sanjs mum".
    if (t.word.endsWith("s") && this.close(i + 1) && this.has(i + 1, KIN) && (this.words.meantFacts(t.word) & (KIN | SMALL | DOING)) === 0) return false;
    // A slip of a word, unless it is used like a name.
    const short = t.word.length <= 5 && t.word.length >= 3 && this.begins(i) && does >= 1;
    return !((this.tellingCapital(i) && t.word.length < 8) || (called >= 2 && t.gap !== "comma") || (does >= 2 && (t.word.length < 7 || (t.cap && (this.words.meantFacts(t.word) & (KIN | HEAD | TITLE | SMALL)) === 0))) || coupled || t.poss || short);
  }

  /** "in Diogo Boukhari's name": the last of the names has something. */
  protected owned(i: number): boolean {
    let j = i;
    while (j + 1 < this.n && this.close(j + 1) && this.namelike(j + 1) && !this.t(j).poss) j += 1;
    return this.t(j).poss;
  }
}
