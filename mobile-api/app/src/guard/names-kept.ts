/** Names: what stays, because it is a place, an organisation or somebody elected. */
import { Around } from "./names-around";
import type { Places } from "./places";
import { whole } from "./tokens";
import {
  BEFORE_PLACE, BETWEEN, DOING, ERA, ERA_FIRST, ERA_WORD, HEAD, HEAD_BEFORE, KIN, NAME, NAMELY, OFFICE, OFFICE_AFTER,
  PARTICLE, POSSESSED, SAINT, SMALL, SURE_HEAD_BEFORE, SURNAME, TITLE, WEAK_HEAD, WORDLY,
} from "./words";

const AND_SONS = ["sons", "son", "co", "daughters", "daughter", "bros"];
const WHERE = [
  "on", "at", "off", "of", "by", "past", "to", "from", "the", "local", "opposite", "called", "down", "up",
];

export class Kept extends Around {
  keepPlaces(places: Places): void {
    let i = 0;
    while (i < this.length) {
      let longest = 0;
      if (this.word(i)) {
        for (const phrase of places.from(whole(this.at(i)))) {
          const fits =
            i + phrase.length <= this.length &&
            phrase.every((word, n) => whole(this.at(i + n)) === word && (n === 0 || this.gap(i + n, "space", "hyphen", "and")));
          if (fits && phrase.length > longest && !(phrase.length === 1 && this.called(i) >= 2)) longest = phrase.length;
        }
      }
      for (let j = i; j < i + longest; j += 1) this.safe[j] = true;
      i += Math.max(longest, 1);
    }
  }

  keepOffices(): void {
    for (let i = 0; i < this.length; i += 1) {
      const clock = this.is(i, "pm") && (i === 0 || this.at(i - 1).what === "number");
      if (this.has(i, OFFICE) && !this.at(i).poss && !clock) this.keepAfterOffice(i);
      if (this.has(i, OFFICE_AFTER) && i > 0) this.keepBeforeOffice(i);
      if (this.has(i, ERA)) this.keepEra(i);
    }
  }

  private keepAfterOffice(i: number): void {
    let j = i + 1;
    let taken = 0;
    while (j < this.length && taken < 4 && this.word(j) && (this.close(j) || (j === i + 1 && this.gap(j, "comma")))) {
      const part =
        this.unknown[j] ||
        this.has(j, NAME + NAMELY) ||
        (this.has(j, WORDLY + SURNAME) && !this.modal(j)) ||
        (this.capital(j) && !this.has(j, SMALL)) ||
        (this.has(j, PARTICLE) && taken > 0);
      const more = taken > 0 && this.is(i, "cllrs", "councillors", "mps") && this.is(j, "and");
      if (this.has(j, OFFICE) || more) {
        j += 1;
        continue;
      }
      if (!part || (taken > 0 && !this.capital(j) && this.has(j, DOING))) break;
      this.safe[j] = true;
      taken += 1;
      if (this.at(j).poss) break;
      j += 1;
    }
  }

  private keepBeforeOffice(i: number): void {
    const short = this.is(i, "mp", "mps", "msp", "mep", "mla");
    if (!((short && this.close(i)) || this.gap(i, "comma", "open"))) return;
    let j = i;
    while (j > 0 && i - j < 4 && this.word(j - 1) && !this.at(j - 1).poss) {
      const p = j - 1;
      if (!(this.namelike(p) || (this.capital(p) && !this.has(p, SMALL)) || this.has(p, PARTICLE))) break;
      if (j < i && !this.close(j)) break;
      j = p;
      this.safe[j] = true;
    }
  }

  private keepEra(i: number): void {
    const first = i > 0 && this.has(i - 1, ERA_FIRST) && this.close(i);
    const before = first || (i > 0 && this.has(i - 1, ERA_WORD) && this.close(i));
    const after = i + 1 < this.length && this.has(i + 1, ERA_WORD) && this.close(i + 1);
    if (!before && !after) return;
    this.safe[i] = true;
    if (first) this.safe[i - 1] = true;
  }

  keepOrganisations(): void {
    for (let h = 0; h < this.length; h += 1) {
      if (this.has(h, HEAD + WEAK_HEAD) && h > 0 && !this.gap(h, "hyphen")) this.keepBeforeHead(h);
      if (this.has(h, SAINT) && !(h > 0 && this.close(h) && this.namelike(h - 1))) this.keepSaint(h);
      if (this.has(h, HEAD_BEFORE) && (this.capital(h) || this.has(h, SURE_HEAD_BEFORE))) this.keepAfterHead(h);
    }
  }

  private keepSaint(h: number): void {
    let j = h + 1;
    while (j < this.length && j <= h + 2 && this.close(j) && (this.namelike(j) || (this.capital(j) && !this.has(j, SMALL)))) {
      if (j === h + 1 && !this.is(h, "st", "saint", "santa", "sts", "ss") && !this.at(j).poss) break;
      if (j > h + 1 && !(this.capital(j) && this.at(j).poss)) break;
      this.safe[j] = true;
      if (this.at(j).poss) break;
      j += 1;
    }
  }

  private keepAfterHead(h: number): void {
    let j = h + 1;
    if (j < this.length && this.is(j, "of", "e")) j += 1;
    while (
      j < this.length &&
      j <= h + 3 &&
      this.close(j) &&
      !this.has(j, SMALL) &&
      (this.capital(j) || (!this.capital(h) && this.namelike(j) && j <= h + 2))
    ) {
      this.safe[j] = true;
      j += 1;
    }
  }

  /** Where the words begin that belong to the head at `h`. */
  private beginOfHead(h: number): number {
    let j = h;
    while (j > 0 && h - j < 5) {
      const p = j - 1;
      if (!this.word(p) || !this.gap(j, "space", "hyphen", "and")) break;
      if (this.at(p).poss && p + 1 < h && this.has(p + 1, KIN) && !this.has(p + 1, BETWEEN)) break;
      const part =
        (this.namelike(p) && !this.modal(p)) ||
        (this.capital(p) && !this.has(p, SMALL + TITLE)) ||
        this.has(p, BETWEEN) ||
        (this.has(p, HEAD + WEAK_HEAD) && !this.has(p, SMALL));
      if (!part) {
        // "Drs Dar and Petrov surgery".
        if (!this.is(p, "and") || p === 0) break;
        const firm = this.is(p + 1, ...AND_SONS) && (this.namelike(p - 1) || this.capital(p - 1));
        const doctors =
          p + 2 === h &&
          this.namelike(p - 1) &&
          this.namelike(p + 1) &&
          this.close(p) &&
          p > 1 &&
          this.is(p - 2, "drs", "dr", "at", "the", "doctors");
        if (!firm && !doctors) break;
      }
      j = p;
    }
    while (j < h && this.has(j, BETWEEN) && !this.namelike(j)) j += 1;
    return j;
  }

  private keepBeforeHead(h: number): void {
    const headCapital = this.capital(h);
    const j = this.beginOfHead(h);
    const parts = Array.from({ length: h - j }, (_, n) => j + n);
    if (!parts.some((k) => this.namelike(k) || this.capital(k))) return;
    const single = parts.filter((k) => !this.has(k, BETWEEN) || this.unknown[k]).length === 1;
    const placed = j > 0 && !this.begins(j) && (this.has(j - 1, BEFORE_PLACE) || this.is(j - 1, ...WHERE));
    const strong = this.has(h, HEAD) && !(this.has(h, WEAK_HEAD) && this.cased);
    const called = this.called(j);
    const owned = this.at(h - 1).poss;
    const business =
      (owned && this.has(h, HEAD) && !this.has(h, POSSESSED)) || parts.slice(0, -1).some((k) => this.at(k).poss);
    const kin =
      j > 0 &&
      this.close(j) &&
      this.has(j - 1, KIN + TITLE) &&
      !this.has(j - 1, HEAD + SAINT) &&
      !this.is(j - 1, "sir", "lady", "lord", "dame", "guru");
    // "told Jess council says": the head is the next sentence's.
    const runsOn = h + 1 < this.length && this.close(h + 1) && this.has(h + 1, DOING);
    if (!headCapital && !business && (called >= 3 || kin || (called >= 2 && single && runsOn))) return;
    if (owned) {
      const saint = this.has(j, SAINT) || (j > 0 && this.has(j - 1, SAINT));
      if (this.has(h, POSSESSED) && !headCapital && !saint) return;
    } else if (!strong && !headCapital && (this.cased || !placed)) {
      return;
    } else if (this.has(h, POSSESSED) && single && !headCapital && !placed) {
      return;
    }
    for (let k = j; k <= h; k += 1) this.safe[k] = true;
  }
}
