/**
 * Names: a word that is not known to be harmless is one; a word that is both is one where it is used like one.
 * Twin of `names/mod.rs`, which says what each file holds. Here each file adds its own to the class of the one before.
 */

import type { Hit, Marked } from "../patterns";
import type { Places } from "../places";
import { Joined } from "./joined";
import { W } from "./lists";

/** Finds the names and adds them to the hits. `known` are places that everybody knows. */
export function names(marked: Marked, known: Places, places: Places): void {
  const row = new Names(marked);
  row.keepPlaces(known);
  row.keepPlaces(places);
  row.numberedStreets(places, marked);
  row.keepOffices();
  row.keepOrganisations();
  row.unknowns();
  for (let round = 0; round < 4; round += 1) {
    const words = row.wordNames();
    const joined = row.joined();
    if (!words && !joined) break;
  }
  row.namedDates(marked);
  row.namedNumbers(marked);
  for (const hit of row.hits()) marked.add(hit);
}

class Names extends Joined {
  /** A full date beside a name is a birthday. */
  namedDates(marked: Marked): void {
    for (const kept of marked.kept) {
      if (!kept.date) continue;
      const i = this.tokens.findIndex((t) => t.start === kept.start && t.what === "kept");
      if (i < 1) continue;
      const before = this.t(i - 1);
      if (
        (this.named(i - 1) || before.what === "found") &&
        ["space", "comma", "open", "slash", "colon"].includes(this.gap(i)) &&
        !before.poss
      )
        marked.add({ start: kept.start, end: kept.end, kind: "DOB", rule: "dob-beside-name" });
    }
  }

  /** "Farzana from 68": a number that a name lives at; a small one may be an hour. */
  namedNumbers(marked: Marked): void {
    for (let i = 2; i < this.n; i += 1) {
      const number = this.t(i);
      if (number.what !== "number" || number.gap !== "space" || !this.close(i - 1) || !this.is(i - 1, W.homeAt) || !this.named(i - 2) || this.t(i - 2).poss) continue;
      const written = marked.part(number.start, number.end);
      if (!/^[0-9]{1,3}[a-h]?$/.test(written) || (Number.parseInt(written, 10) < 13 && /[0-9]$/.test(written)) || marked.guarded("nothome", number.end)) continue;
      marked.add({ start: number.start, end: number.end, kind: "ADDRESS", rule: "address-of-name" });
    }
  }

  hits(): Hit[] {
    const out: Hit[] = [];
    let last = -2;
    for (const [i, token] of this.tokens.entries()) {
      if (!this.name[i]) continue;
      const open = out.at(-1);
      if (open && last + 1 === i && this.close(i) && !this.t(last).poss) open.end = token.end;
      else out.push({ start: token.start, end: token.end, kind: "PERSON", rule: this.rule[i] ?? "" });
      last = i;
    }
    return out;
  }
}
