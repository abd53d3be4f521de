/** What calls a person: the words before one. Twin of `called.rs`. */

import { CUE, DOING, HALF_CUE, KIN, LINK, NAMELY, PLACING, SIR, TITLE, WORDLY } from "../words";
import { FOUND_BEFORE, W } from "./lists";
import { Row } from "./row";

export class Called extends Row {
  /** How strongly what stands before says that a person follows: 0 to 3. */
  protected called(i: number): number {
    if (i === 0) return 0;
    const p = i - 1;
    const gap = this.gap(i);
    if (gap === "and" && this.named(p)) return 2;
    if (gap === "slash" && this.named(p)) return 1;
    if (gap === "comma" && this.named(p)) {
      const next = this.tokens[i + 1];
      const ends = !next || next.gap === "comma" || next.gap === "stop" || next.gap === "and" || next.word === "and";
      return ends && (this.capital(i) || this.has(i, NAMELY | WORDLY)) ? 2 : 1;
    }
    // "07700 900123 - Carol", "flat 3, Carol".
    const before = this.t(p);
    if (before.what === "found" && before.kind && FOUND_BEFORE.has(before.kind) && gap !== "stop" && gap !== "close")
      return this.ends(i) && !(gap === "space" && before.kind === "ADDRESS") ? 2 : 0;
    if (!this.word(p)) return 0;
    if (gap === "colon") return this.has(p, KIN | CUE | TITLE) || this.is(p, W.bell) ? 2 : 1;
    // "the man upstairs, X, shouts".
    if (gap === "comma" && this.has(p, PLACING) && this.close(p) && this.has(p - 1, KIN) && this.ends(i)) return 2;
    if (!(gap === "space" || gap === "open" || gap === "comma") || (gap === "comma" && !this.has(p, KIN))) return 0;
    if (this.t(p).poss) return 0;
    const pp = p > 0 && this.word(p - 1) && this.close(p) ? p - 1 : -1;
    // "Mr N. Lumb".
    if (this.t(p).word.length === 1 && this.has(pp, SIR)) return 3;
    if (this.has(p, SIR) || this.is(p, W.called)) return 3;
    // "everyone calls him X".
    if (gap === "space" && this.is(p, W.him) && this.is(pp, W.callsHim) && (this.ends(i) || this.capital(i))) return 3;
    // "till im blue".
    if (this.is(p, W.amIm) && this.is(i, W.colours) && !this.capital(i)) return 0;
    if (this.is(p, W.amIm) && (this.is(p, W.im) || this.is(pp, W.i))) return 3;
    if (this.is(p, W.is) && this.is(pp, W.beforeIs)) return 3;
    if (this.is(p, W.saysIs) && this.is(pp, W.bell)) return 3;
    if (this.is(p, W.isWas) && this.is(pp, W.it) && this.is(i + 1, W.who)) return 3;
    // "the nurse is lovely".
    if (this.is(p, W.isWas) && this.has(pp, KIN)) return this.is(i, W.colours) && !this.capital(i) ? 0 : 2;
    if (this.has(p, TITLE | KIN)) return 2;
    if (this.is(p, W.andOr) && pp >= 0 && this.named(pp)) return 2;
    if (this.is(p, W.thanks) && this.ends(i)) return 2;
    if (this.has(p, CUE)) return this.hasMore(p, HALF_CUE) && !this.is(i + 1, W.backOn) ? 1 : 2;
    if (this.has(p, LINK) && this.has(pp, CUE) && !this.is(pp, W.noLink))
      return this.is(p, W.onlyThe) && !this.t(i).word.endsWith("s") && !this.is(i + 1, W.group) ? 0 : 2;
    if (gap !== "space") return 0;
    // "me and X did it", "so will X", "if no answer try X".
    if (this.is(p, W.and) && this.is(pp, W.meAnd)) return 2;
    if (this.is(p, W.willDo) && this.is(pp, W.so)) return 2;
    if (this.is(p, W.tryAsk) && (this.ends(i) || this.tokens[i + 1]?.gap === "colon")) return 2;
    if (this.is(p, W.withW) && this.is(pp, W.housemate)) return 2;
    if (this.is(p, W.from) && this.is(pp, W.reply)) return 2;
    if (this.is(p, W.pairBy) && this.is(pp, W.notes)) return 2;
    if (this.is(p, W.both2) && this.is(i + 1, W.and)) return 2;
    // "follow up with", "put me on to", "instead of", "run by", "is X still there".
    if (this.is(p, W.pairWith) && this.is(pp, W.pairUp)) return 2;
    if (this.is(p, W.pairTo) && (this.is(pp, W.pairMe) || (pp > 0 && this.is(pp, W.pairOn) && this.is(pp - 1, W.pairMe)))) return 2;
    if (this.is(p, W.pairOf) && pp >= 0 && this.t(pp).word === "instead") return 2;
    if (this.is(p, W.pairBy) && pp >= 0 && this.has(pp, DOING | CUE) && (pp === 0 || !this.is(pp, W.passing))) return 2;
    if (this.is(p, W.pairIs) && this.begins(p) && this.is(i + 1, W.there)) return 2;
    if (this.is(p, W.pairIs) && this.is(pp, W.person)) return 2;
    return 0;
  }
}
