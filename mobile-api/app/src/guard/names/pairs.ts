/** Lists of names and names in pairs. Twin of `pairs.rs`. */

import { BETWEEN, DOING, HEAD, KIN, NAMELY, POSSESSED, REMARK, SMALL, SURNAME, WEAK_HEAD, WORDLY } from "../words";
import { W } from "./lists";
import { Unknown } from "./unknown";

export class Pairs extends Unknown {
  /** "violet no / Solange yes", "1) max 2) Danica": alone between signs, as a name is beside it. */
  protected listed(i: number): boolean {
    if (!this.has(i, NAMELY | WORDLY) || !this.beginsPiece(i)) return false;
    const behind = (k: number): boolean => k >= this.n || this.beginsPiece(k);
    const remark = (k: number): boolean => this.hasMore(k, REMARK) || this.is(k, W.role);
    const last = remark(i + 1) && !behind(i + 1) && behind(i + 2) ? i + 1 : behind(i + 1) ? i : -1;
    if (last < 0) return false;
    const number = (k: number): boolean => this.tokens[k]?.what === "number" && (this.tokens[k + 1]?.gap === "close" || this.tokens[k + 1]?.gap === "stop");
    // The piece before: a name, perhaps with a remark behind.
    let p = i - 1;
    if (number(p)) p -= 1;
    if (p >= 0 && remark(p) && p > 0 && !this.beginsPiece(p)) p -= 1;
    const before = p >= 0 && this.named(p) && this.gap(i) !== "stop" ? this.beginsPiece(p) || (p > 0 && this.named(p - 1)) : false;
    let q = last + 1;
    if (number(q)) q += 1;
    const after = q < this.n && this.named(q) && this.gap(last + 1) !== "stop" && (behind(q + 1) || (remark(q + 1) && behind(q + 2)));
    return before || after;
  }

  /** "Iris and Hazel fell out", "Hope, Joy and Ali". */
  protected coupled(i: number): number {
    const other = (j: number): boolean => j < this.n && this.word(j) && (this.named(j) || this.has(j, NAMELY | WORDLY));
    let w = 0;
    const next = this.tokens[i + 1];
    // The other one stands after.
    if (next?.gap === "comma" && this.named(i + 1)) w += 2;
    if (next && (next.gap === "and" || (i + 2 < this.n && this.is(i + 1, W.join)))) {
      const j = next.gap === "and" ? i + 1 : i + 2;
      if (j < this.n && this.named(j)) w += this.plural(j) || this.begins(i) ? 4 : 2;
      else if (other(j) && (this.does(j) >= 2 || this.plural(j)) && !this.describes(j)) w += 4;
    }
    // It stands before, and this one is not named yet.
    if (i >= 1) {
      const j = this.gap(i) === "and" ? i - 1 : i >= 2 && this.is(i - 1, W.join) && this.close(i) ? i - 2 : -1;
      if (j >= 0 && !this.named(j) && other(j) && (this.does(i) >= 2 || this.plural(i))) w += this.plural(i) ? 4 : 2;
    }
    return w;
  }

  /** Whether what follows is done by two. */
  private plural(i: number): boolean {
    return (this.close(i + 1) && this.is(i + 1, W.both)) || (this.tokens[i + 1]?.gap === "comma" && this.is(i + 1, W.both2));
  }

  /** A surname that is a word, after this one, and what the two of them do. */
  protected surnameActs(i: number): boolean {
    const j = i + 1;
    return (
      this.close(j) &&
      this.gap(j) === "space" &&
      !this.t(i).poss &&
      this.has(j, SURNAME) &&
      !this.has(j, HEAD | WEAK_HEAD | POSSESSED | BETWEEN | KIN | DOING | SMALL) &&
      this.capital(i) === this.capital(j) &&
      this.does(j) >= 2
    );
  }

  /** A surname that is a word, after this one. */
  protected surnameFollows(i: number): boolean {
    const j = i + 1;
    return j < this.n && this.close(j) && this.has(j, SURNAME) && this.tellingCapital(j) && this.capital(i);
  }
}
