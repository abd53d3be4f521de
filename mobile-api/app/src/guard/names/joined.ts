/** What belongs to a name beside it: surnames, particles, initials. Twin of `joined.rs`. */

import {
  COMMON,
  CUE,
  DOING,
  HEAD,
  KIN,
  MONTH,
  NAMELY,
  OFFICE,
  PARTICLE,
  RARE,
  SMALL,
  SMALL_NAME,
  SURNAME,
  TITLE,
  WEAK_HEAD,
  WORDLY,
} from "../words";
import { W } from "./lists";
import { Weighed } from "./weighed";

export class Joined extends Weighed {
  /** What belongs to a name beside it: surnames, particles, initials, the other half. */
  joined(): boolean {
    let changed = false;
    for (let i = 0; i < this.n; i += 1) {
      if (this.name[i] || this.safe[i] || !this.word(i)) continue;
      if (this.afterName(i)) this.rule[i] = "name-second";
      else if (this.beforeName(i)) this.rule[i] = "name-first";
      else continue;
      this.name[i] = true;
      changed = true;
    }
    return changed;
  }

  private afterName(i: number): boolean {
    if (i === 0 || !this.named(i - 1) || this.t(i - 1).poss) return false;
    const t = this.t(i);
    // "Mr Mensah, E -": the initial behind.
    if (t.gap === "comma" && t.word.length === 1 && t.cap && this.cased && !this.close(i + 1) && !this.is(i, W.iA)) return true;
    if (!this.close(i)) return false;
    // "Nasreen apa".
    if (this.is(i, W.honours) && t.gap === "space") return true;
    const capital = this.tellingCapital(i);
    if (t.gap === "hyphen" && this.close(i + 1) && this.gap(i + 1) === "hyphen" && this.named(i + 1)) return true;
    if (t.gap === "hyphen")
      return capital || this.unknown[i] === true || !this.has(i, COMMON) || this.has(i, NAMELY | WORDLY | SURNAME);
    if (this.unknown[i]) return capital || (!this.words.slip(t.word, false) && !(t.caps && this.cased && !this.shouted(i)));
    if (t.word.length === 1) {
      const last = i + 1 < this.n && this.close(i + 1) && this.has(i + 1, DOING | SMALL);
      // "Zamzam K, flat 3": an initial at the end of the name.
      const end = this.ends(i) && (t.cap || !this.is(i, W.noLast));
      const muse = this.close(i + 1) && this.has(i + 1, SURNAME | NAMELY | WORDLY) && !this.has(i + 1, SMALL) && this.ends(i + 1) && !this.is(i, W.noMiddle);
      return (capital && !this.is(i, W.i)) || muse || this.particleBeforeName(i) || (last && !this.is(i, W.noLast)) || end;
    }
    if (this.has(i, PARTICLE) && this.particleBeforeName(i)) return true;
    const small = this.has(i, SMALL) || (this.has(i, DOING) && !this.has(i, SURNAME | NAMELY | WORDLY));
    const next = this.tokens[i + 1];
    const amid = i + 1 < this.n && this.close(i + 1) && this.named(i + 1) && !this.has(i, SMALL | DOING | KIN | TITLE | CUE | HEAD);
    if (amid && (t.word.length <= 4 || this.has(i, NAMELY | WORDLY | SURNAME | RARE))) return true;
    const syllable = (k: number): boolean => this.has(k, SURNAME | WORDLY | NAMELY) && this.t(k).word.length <= 4;
    const ends =
      (syllable(i) && this.close(i + 1) && syllable(i + 1) && !this.modal(i + 1)) ||
      !next ||
      !this.close(i + 1) ||
      this.has(i + 1, DOING) ||
      this.is(i + 1, W.ends) ||
      (next.what !== "word" && next.what !== "number") ||
      t.poss;
    if (capital && ends && this.hasMore(i, SMALL_NAME)) return true;
    if (small || this.modal(i)) return false;
    if (capital && this.has(i, NAMELY | WORDLY | SURNAME | RARE) && (!this.has(i, HEAD | WEAK_HEAD) || ends)) return true;
    if (capital && ends && !this.has(i, DOING | KIN | HEAD | WEAK_HEAD | TITLE)) return true;
    return (
      this.has(i, NAMELY | WORDLY | SURNAME | RARE) &&
      !this.has(i, DOING | KIN | HEAD) &&
      ends &&
      (!this.cased || capital || this.shouted(i)) &&
      !(this.has(i, MONTH) && !this.has(i, SURNAME))
    );
  }

  private particleBeforeName(i: number): boolean {
    const j = i + 1;
    return (
      j < this.n &&
      this.close(j) &&
      this.word(j) &&
      (this.named(j) ||
        (this.unknown[j] === true && !this.safe[j]) ||
        (this.has(j, PARTICLE) && j + 1 < this.n && this.named(j + 1)) ||
        (this.tellingCapital(j) && !this.has(j, SMALL)))
    );
  }

  private beforeName(i: number): boolean {
    const j = i + 1;
    const t = this.t(i);
    if (this.is(i, W.x) && this.close(j) && this.t(j).kind === "HANDLE_URL") return true;
    if (j >= this.n || !this.close(j) || !this.named(j) || t.poss) return false;
    const capital = this.tellingCapital(i);
    if (this.gap(j) === "hyphen")
      return !this.has(i, COMMON) || this.has(i, NAMELY | WORDLY | PARTICLE | SURNAME) || (capital && !this.has(i, SMALL));
    if (
      this.unknown[i] &&
      this.words.slip(t.word, false) &&
      (capital || (this.begins(i) && t.cap) || (!this.cased && (this.begins(i) || t.gap !== "space" || this.called(i) >= 1)))
    )
      return true;
    const led =
      i > 0 &&
      this.close(i) &&
      ((!this.is(i, W.noParticle) && (this.named(i - 1) || this.has(i - 1, TITLE))) ||
        (this.is(i, W.laLe) && (this.has(i - 1, PARTICLE) || (this.has(i - 1, TITLE) && t.cap))));
    if (led && this.has(i, PARTICLE)) return true;
    // "de Souza, first name not given", "Nana Ama".
    if (this.is(i, W.firstParticle) && this.gap(j) === "space" && (this.t(j).cap || !this.cased)) return true;
    if (this.is(i, W.nana) && this.gap(j) === "space") return true;
    // Initials, and short names of one syllable.
    if (t.word.length === 1) {
      const first = this.begins(i) || t.gap !== "space" || (i > 0 && this.has(i - 1, TITLE | KIN));
      // "a. nagra": the dot makes an initial of the small word.
      const dot = this.gap(j) === "space" && this.t(j).start - t.end >= 2;
      // "R.V. Shrestha", "N Joshi" where a note begins.
      const initial = (k: number): boolean => this.word(k) && this.t(k).word.length === 1;
      if (initial(j) || (i > 0 && initial(i - 1) && this.close(i) && t.start - this.t(i - 1).end === 1 && !this.is(i - 1, W.iA))) return true;
      return (dot && (first || !this.is(i, W.iA))) || (first && this.capital(i) && !this.is(i, W.iA)) || (i > 0 && this.has(i - 1, TITLE)) || (!this.is(i, W.iA) && (capital || (first && !this.is(i, W.noFirst))));
    }
    const first = this.begins(i) && this.capital(i) && this.has(i, SURNAME);
    return (
      (capital || first) &&
      !this.has(i, SMALL | TITLE | KIN | CUE | HEAD | DOING | OFFICE) &&
      (t.word.length <= 3 || this.has(i, SURNAME | RARE))
    );
  }
}
