/** What stays: places and streets, offices and who holds them, organisations and things. Twin of `stays.rs`. */

import type { Marked } from "../patterns";
import type { Places } from "../places";
import { whole } from "../tokens";
import {
  BEFORE_PLACE,
  BETWEEN,
  CUE,
  DOING,
  ERA,
  ERA_FIRST,
  ERA_WORD,
  HEAD,
  HEAD_BEFORE,
  KIN,
  NAME,
  NAMELY,
  OFFICE,
  OFFICE_AFTER,
  PARTICLE,
  POSSESSED,
  SAINT,
  SIR,
  SMALL,
  SURE_HEAD_BEFORE,
  SURNAME,
  THINGS,
  TITLE,
  WEAK_HEAD,
  WORDLY,
} from "../words";
import { Does } from "./does";
import { W } from "./lists";

export class Stays extends Does {
  keepPlaces(places: Places): void {
    let i = 0;
    while (i < this.n) {
      let longest = 0;
      if (this.word(i)) {
        for (const phrase of places.from(whole(this.t(i)))) {
          const fits =
            i + phrase.length <= this.n &&
            phrase.every((word, k) => {
              const t = this.t(i + k);
              return (
                whole(t) === word &&
                (k === 0 || t.gap === "space" || t.gap === "hyphen" || t.gap === "and" || (t.gap === "comma" && phrase.length > 3))
              );
            });
          if (fits && phrase.length > longest && !(phrase.length === 1 && this.called(i) >= 2)) longest = phrase.length;
        }
      }
      for (let j = i; j < i + longest; j += 1) this.safe[j] = true;
      i += Math.max(1, longest);
    }
  }

  /** "14 Garibaldi", where there is a Garibaldi Street. */
  numberedStreets(places: Places, marked: Marked): void {
    for (let i = 0; i + 1 < this.n; i += 1) {
      const number = this.t(i);
      const next = this.t(i + 1);
      if (number.what !== "number" || marked.part(number.start, number.end).replace(/[a-h]+$/, "").length > 3) continue;
      if (next.what !== "word" || !(next.gap === "space" || next.gap === "comma") || marked.guarded("notunit", number.end)) continue;
      for (const stem of places.street(whole(next))) {
        const last = i + stem.length;
        const fits = last < this.n && stem.every((word, k) => whole(this.t(i + 1 + k)) === word && (k === 0 || this.close(i + 1 + k)));
        if (!fits) continue;
        for (let j = i; j <= last; j += 1) this.safe[j] = true;
        marked.add({ start: number.start, end: this.t(last).end, kind: "ADDRESS", rule: "address-local-street" });
      }
    }
  }

  keepOffices(): void {
    for (let i = 0; i < this.n; i += 1) {
      if (this.has(i, OFFICE) && !this.t(i).poss && !(this.is(i, W.pm) && (i === 0 || this.t(i - 1).what === "number"))) {
        let j = i + 1;
        // "Mayor of Leeds Ana Sanz", "MP for Selby, Ana Sanz".
        if (j + 1 < this.n && this.close(j) && this.is(j, W.ofFor) && this.word(j + 1) && !this.has(j + 1, SMALL)) {
          this.safe[j + 1] = true;
          j += 2;
        }
        const first = j;
        let taken = 0;
        while (j < this.n && taken < 4 && this.word(j) && (this.close(j) || (j === first && this.gap(j) === "comma"))) {
          if (this.has(j, OFFICE) || (taken === 0 && this.has(j, SIR)) || (taken > 0 && this.is(i, W.manyOffices) && this.is(j, W.and))) {
            j += 1;
            continue;
          }
          const part =
            this.unknown[j] === true ||
            this.has(j, NAME | NAMELY) ||
            (this.has(j, WORDLY | SURNAME) && !this.modal(j)) ||
            (this.capital(j) && !this.has(j, SMALL)) ||
            (this.has(j, PARTICLE) && taken > 0);
          if (!part || (taken > 0 && !this.capital(j) && this.has(j, DOING))) break;
          this.safe[j] = true;
          taken += 1;
          if (this.t(j).poss) break;
          j += 1;
        }
      }
      if (this.has(i, OFFICE_AFTER) && i > 0) {
        const short = this.is(i, W.shortOffice);
        if (!((short && this.close(i)) || this.gap(i) === "comma" || this.gap(i) === "open")) continue;
        let j = i;
        while (
          j > 0 &&
          i - j < 4 &&
          this.word(j - 1) &&
          !this.t(j - 1).poss &&
          (this.namelike(j - 1) || (this.capital(j - 1) && !this.has(j - 1, SMALL)) || this.has(j - 1, PARTICLE))
        ) {
          if (j < i && !this.close(j)) break;
          j -= 1;
          this.safe[j] = true;
        }
      }
      if (this.hasMore(i, ERA)) {
        const first = i > 0 && this.hasMore(i - 1, ERA_FIRST) && this.close(i);
        const before = first || (i > 0 && this.hasMore(i - 1, ERA_WORD) && this.close(i));
        const after = this.hasMore(i + 1, ERA_WORD) && this.close(i + 1);
        if (before || after) {
          this.safe[i] = true;
          if (first) this.safe[i - 1] = true;
        }
      }
    }
  }

  keepOrganisations(): void {
    for (let h = 0; h < this.n; h += 1) {
      if ((this.has(h, HEAD | WEAK_HEAD) || this.wares(h)) && h > 0 && this.gap(h) !== "hyphen") this.keepBeforeHead(h);
      if (this.has(h, SAINT) && !(h > 0 && this.close(h) && this.namelike(h - 1))) {
        let j = h + 1;
        while (j < this.n && j <= h + 2 && this.close(j) && (this.namelike(j) || (this.capital(j) && !this.has(j, SMALL)))) {
          if (j === h + 1 && !this.is(h, W.saint) && !this.t(j).poss) break;
          if (j > h + 1 && !(this.capital(j) && this.t(j).poss)) break;
          this.safe[j] = true;
          this.safe[h] = true;
          if (this.t(j).poss) break;
          j += 1;
        }
      }
      if (this.has(h, HEAD_BEFORE) && (this.capital(h) || this.hasMore(h, SURE_HEAD_BEFORE))) {
        let j = h + 1;
        if (this.is(j, W.ofE)) j += 1;
        while (
          j < this.n &&
          j <= h + 3 &&
          this.close(j) &&
          !this.has(j, SMALL) &&
          (this.capital(j) || (!this.capital(h) && this.namelike(j) && j <= h + 2))
        ) {
          this.safe[j] = true;
          this.safe[h] = true;
          j += 1;
        }
      }
      // "seen at Queen Alexandra", "Our Lady of Czestochowa".
      const named = this.is(h, W.royals) && h > 0 && this.is(h - 1, W.atOnly);
      const lady = this.is(h, W.of) && this.is(h - 1, W.lady) && this.is(h - 2, W.whose);
      if ((named || lady) && this.close(h + 1) && this.tellingCapital(h + 1) && !this.has(h + 1, SMALL)) {
        this.safe[h] = true;
        this.safe[h + 1] = true;
      }
    }
  }

  /** "cash and carry", "fish and chips": a shop. */
  private wares(h: number): boolean {
    return this.is(h, W.wares) && this.is(h + 1, W.andN) && this.is(h + 2, W.carry);
  }

  private keepBeforeHead(h: number): void {
    const headCapital = this.capital(h);
    let j = h;
    while (j > 0 && h - j < 5) {
      const p = j - 1;
      const gap = this.gap(j);
      if (!this.word(p) || !(gap === "space" || gap === "hyphen" || gap === "and")) break;
      if (this.t(p).poss && p + 1 < h && this.has(p + 1, KIN) && !this.has(p + 1, BETWEEN)) break;
      const part =
        (this.namelike(p) && !this.modal(p)) ||
        (this.capital(p) && !this.has(p, SMALL | TITLE | CUE | KIN)) ||
        this.has(p, BETWEEN) ||
        (this.has(p, HEAD | WEAK_HEAD) && !this.has(p, SMALL));
      if (!part) {
        const and = this.is(p, W.and) && p > 0;
        const firm = and && this.is(p + 1, W.firmEnd) && (this.namelike(p - 1) || this.capital(p - 1));
        // "Drs Dar and Petrov surgery".
        const two =
          and && p + 2 === h && this.namelike(p - 1) && this.namelike(p + 1) && this.close(p) && p > 1 && this.is(p - 2, W.doctors);
        if (!firm && !two) break;
      }
      j = p;
    }
    while (j < h && this.has(j, BETWEEN) && !this.namelike(j)) j += 1;
    let any = false;
    let count = 0;
    for (let k = j; k < h; k += 1) {
      any ||= this.namelike(k) || this.capital(k);
      if (!this.has(k, BETWEEN) || this.unknown[k]) count += 1;
    }
    if (!any) return;
    const single = count === 1;
    const placed = j > 0 && !this.begins(j) && (this.has(j - 1, BEFORE_PLACE) || this.is(j - 1, W.placed));
    const called = this.called(j);
    const strong =
      this.wares(h) ||
      (this.has(h, HEAD) && !(this.has(h, WEAK_HEAD) && this.cased)) ||
      (this.is(h, W.blocks) && (this.capital(j) || this.begins(j) || (!this.cased && called < 2))) ||
      ((this.capital(j) || !this.cased) && this.has(h - 1, BETWEEN) && h - 1 > j && !this.has(h - 1, SURNAME));
    // "vaughan green is dark", "Ropewalk library is shutting": what follows is no person's.
    const thing = this.begins(j) && this.close(h + 1) && this.has(h + 1, THINGS) && this.does(h) < 2;
    let business = this.t(h - 1).poss && this.has(h, HEAD) && !this.has(h, POSSESSED);
    for (let k = j; k < h - 1; k += 1) business ||= this.t(k).poss;
    const kin = j > 0 && this.close(j) && this.has(j - 1, KIN | TITLE) && !this.has(j - 1, HEAD | SAINT) && !this.is(j - 1, W.noKin);
    // "told Jess council says": the head is the next sentence's.
    const runsOn = h + 1 < this.n && this.close(h + 1) && this.has(h + 1, DOING);
    // "pastor Serwan St John keen".
    if (kin && this.is(h, W.st) && this.close(h + 1) && this.capital(h + 1) && this.namelike(h + 1)) return;
    if (!headCapital && !business && (called >= 3 || kin || (called >= 2 && single && runsOn))) return;
    if (this.t(h - 1).poss) {
      // "Stavroula's optician".
      if (single && this.has(h, KIN) && !headCapital) return;
      if (!this.has(h, HEAD) && !this.wares(h) && !headCapital && (this.cased || !placed)) return;
      if (this.has(h, POSSESSED) && !headCapital && !(this.has(j, SAINT) || (j > 0 && this.has(j - 1, SAINT)))) return;
    } else if (!strong && !headCapital && !thing && (this.cased || !placed)) return;
    else if (this.has(h, POSSESSED) && single && !headCapital && !placed && !thing) return;
    for (let k = j; k <= h; k += 1) this.safe[k] = true;
  }
}
