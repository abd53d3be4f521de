/** A word behind a title, beside an age or before "family". Twin of `titled.rs`. */

import {
  BETWEEN,
  DOING,
  HEAD,
  KIN,
  NAME,
  NAMELY,
  OFFICE,
  PARTICLE,
  RARE,
  REMARK,
  SIR,
  SMALL,
  STATE,
  SURNAME,
  THINGS,
  TITLE,
  WEAK_HEAD,
} from "../words";
import { W } from "./lists";
import { Pairs } from "./pairs";

export class Titled extends Pairs {
  /** "church family, flat 3". */
  protected heads(i: number): boolean {
    const after = this.tokens[i + 2];
    // "the price family".
    if (
      !this.cased &&
      this.has(i, SURNAME) &&
      !this.has(i, HEAD | WEAK_HEAD | BETWEEN | KIN | SMALL) &&
      !this.is(i, W.notSurname) &&
      i > 0 &&
      this.close(i) &&
      this.is(i - 1, W.onlyThe) &&
      this.close(i + 1) &&
      this.is(i + 1, W.fam)
    )
      return true;
    return (
      this.has(i, SURNAME) &&
      this.begins(i) &&
      this.close(i + 1) &&
      this.is(i + 1, W.family) &&
      after !== undefined &&
      after.what === "found" &&
      after.gap !== "stop"
    );
  }

  /** A word after a title or beside an age, with the capital of a name. */
  protected titled(i: number): boolean {
    if (this.has(i, SMALL | TITLE) || i === 0 || (this.unknown[i] && !this.is(i - 1, W.anyTitle))) return false;
    const t = this.t(i);
    const p = i - 1;
    const close = this.gap(i) === "space";
    const does = this.does(i);
    if (close && this.has(p, SIR)) return this.capital(i) || this.has(i, SURNAME) || (this.is(p, W.mr) && !this.has(i, DOING | KIN));
    if (
      this.has(i, SURNAME) &&
      close &&
      this.has(p, TITLE) &&
      !this.has(p, OFFICE) &&
      ((this.capital(i) && this.capital(p)) || does >= 2) &&
      !this.has(i, DOING | HEAD)
    )
      return true;
    if (close && this.is(p, W.anyTitle) && !this.has(i, DOING | THINGS | KIN | STATE) && !this.hasMore(i, REMARK)) return true;
    if (close && this.has(i, SURNAME) && this.is(p, W.surTitle) && !this.has(i, DOING | KIN) && (this.ends(i) || does >= 1 || (this.has(i + 1, SMALL) && this.close(i + 1)))) return true;
    if (close && this.is(p, W.miss) && p > 0 && this.close(p) && this.is(p - 1, W.teacher) && !this.has(i, DOING | KIN | THINGS)) return true;
    // "mx ten Brink".
    if (close && p > 0 && this.has(p, PARTICLE) && this.close(p) && this.is(p - 1, W.yearTitle) && !this.has(i, DOING | KIN)) return true;
    // "my name righteous".
    if (close && this.is(p, W.nameOf) && this.is(p - 1, W.theirName) && !this.has(i, DOING | THINGS | KIN | HEAD)) return true;
    // "sister gully and mr karim".
    if (close && this.has(i, SURNAME) && this.has(p, TITLE) && !this.has(p, OFFICE) && this.is(i + 1, W.and) && this.has(i + 2, TITLE)) return true;
    // "genets mum".
    if (t.word.endsWith("s") && this.close(i + 1) && this.has(i + 1, KIN) && (this.words.facts(t.word.slice(0, -1)) & (NAME | NAMELY)) !== 0) return true;
    if (!this.tellingCapital(i)) return false;
    if (this.is(p, W.named) && close && !this.has(i, HEAD | KIN)) return true;
    const next = this.tokens[i + 1];
    if (next && next.gap === "open" && next.what === "number" && next.end - next.start <= 2 && !this.has(i, KIN)) return true;
    // "the Baker family", "the Baker lads".
    if (this.is(p, W.onlyThe) && this.is(i + 1, W.family) && !this.has(i, HEAD | WEAK_HEAD | KIN) && (this.has(i, SURNAME) || t.word.length < 4)) return true;
    return this.has(i, SURNAME | RARE) && this.has(p, KIN) && close && does >= 2;
  }
}
