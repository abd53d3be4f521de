/** What a person does: the words behind one. Twin of `does.rs`. */

import {
  ADVERB,
  AIL,
  BETWEEN,
  DOING,
  HEAD,
  KIN,
  MONTH,
  NAME,
  NAMELY,
  OFFER,
  OWNED,
  PERSONAL,
  PERSON_VERB,
  PLACING,
  REMARK,
  SMALL,
  STATE,
  THINGS,
  UNDERGONE,
  WEAK_HEAD,
  WORDLY,
} from "../words";
import { Called } from "./called";
import { LIVES, REACHED, REACHED_ON, W, YEARS } from "./lists";

export class Does extends Called {
  /** How strongly what follows says that this is a person: 0 to 3. */
  protected does(i: number): number {
    let j = i + 1;
    let next = this.tokens[j];
    if (!next) return 0;
    // "X always helps": the small word between says nothing.
    const own = !this.t(i).poss;
    let often = false;
    if (own && next.gap === "space" && this.hasMore(j, ADVERB) && this.tokens[j + 1]?.gap === "space" && this.has(j + 1, DOING | THINGS)) {
      j += 1;
      next = this.t(j);
      often = true;
    }
    const after = this.tokens[j + 1];
    if (this.t(i).poss) {
      if (this.has(j, KIN) && this.close(j)) return 3;
      if (this.hasMore(j, OWNED) && this.close(j)) return 2;
      return this.has(i, MONTH) || this.has(j, HEAD | WEAK_HEAD) ? 0 : 2;
    }
    if (next.what === "number") {
      if (next.gap === "open") return 3;
      if (next.gap === "comma" && next.end - next.start === 2 && (!after || after.gap === "comma" || after.gap === "stop")) return 2;
      if (next.gap === "space" && after && YEARS.has(after.word)) return 2;
    }
    if (next.what === "found" && next.kind) {
      if (REACHED.has(next.kind) && next.gap !== "stop") return 3;
      if (LIVES.has(next.kind) && ["comma", "space", "slash", "colon", "open"].includes(next.gap)) return 2;
    }
    if (next.gap === "and" && this.is(j, W.their) && this.has(j + 1, KIN)) return 3;
    // "Patience - braider".
    if (next.what === "word" && next.gap === "colon" && this.begins(i) && this.has(i, NAMELY) && !this.has(j, SMALL) && this.endsOrJoins(j)) return 2;
    // "X: wants lights on".
    if (next.what === "word" && next.gap === "colon" && this.begins(i) && this.has(j, DOING) && !this.has(j, THINGS)) return 2;
    // "X - keen", "X (mum of three)", "X, top floor", "X re bins".
    if (next.what === "word" && (next.gap === "colon" || next.gap === "open") && this.hasMore(j, REMARK) && this.endsOrJoins(j)) return 2;
    if (next.what === "word" && next.gap === "open" && (this.is(j, W.oneOf) || this.has(j, KIN))) return 3;
    if (next.what === "word" && next.gap === "comma" && this.is(j, W.whichFloor) && this.is(j + 1, W.floor)) return 2;
    if (next.what === "word" && next.gap === "comma" && this.is(j, W.kinOf) && this.has(j + 1, KIN)) return 2;
    if (next.what === "word" && next.gap === "comma" && this.is(j, W.who)) return 2;
    if (next.gap === "comma" && this.is(j, W.idWord) && after?.what === "found") return 3;
    if (next.what !== "word" || next.gap !== "space") return 0;
    if (this.is(j, W.nee) || (this.is(j, W.onThe) && this.is(j + 1, W.media))) return 3;
    if (this.is(j, W.whichFloor) && this.is(j + 1, W.floor)) return 2;
    // "X chair, Y treasurer", "X yes / Y no".
    if (this.is(j, W.role) && this.ends(j) && (this.has(i, NAMELY) || this.beginsPiece(i))) return 2;
    if (this.is(j, W.and) && this.is(j + 1, W.meAnd) && this.begins(i)) return 2;
    if (this.is(j, W.put) && this.is(j + 1, W.it)) return 3;
    if (this.is(j, W.is) && this.is(j + 1, W.at) && this.tokens[j + 2]?.what === "found") return 3;
    if (this.is(j, W.onlyThe) && (this.has(j + 1, KIN) || (this.word(j + 1) && this.has(j + 2, KIN)))) return 2;
    if (this.is(j, W.where) && this.is(j + 1, W.onlyThe) && this.is(j + 2, W.spot)) return 2;
    if (this.is(j, W.re)) return 2;
    if (this.is(j, W.oneWord) && this.has(i, NAMELY) && this.ends(j)) return 2;
    if (this.is(j, W.idWord) && after?.what === "found") return 3;
    if (this.is(j, W.kinOf) && this.has(j + 1, KIN) && this.has(i, NAMELY | WORDLY) && this.begins(i)) return 1;
    if (this.is(j, W.sheHe) && this.has(i, NAMELY) && !this.is(j + 1, W.quoting)) return 2;
    if (this.is(j, W.next) && this.is(j + 1, W.door)) return 3;
    if (this.is(j, W.at) && after?.what === "found" && after.kind && REACHED_ON.has(after.kind)) return 3;
    if (this.is(j, W.from) && this.is(j + 1, W.fromWhere)) return 2;
    if (this.has(j, PLACING) || (this.is(j, W.year) && after?.what === "number")) return 2;
    if (this.is(j, W.andOrTheir) && this.is(j + 1, W.their) && this.has(j + 2, KIN)) return 3;
    // "X on the ground floor", "X two doors up", "X too".
    if (this.is(j, W.on) && this.is(j + 1, W.onlyThe) && this.is(j + 2, W.upLevels) && this.is(j + 3, W.floor)) return 3;
    if (this.is(j, W.howManyDoors) && this.is(j + 1, W.doors)) return 3;
    if (this.is(j, W.too) && this.has(i, NAMELY) && this.begins(i) && this.ends(j)) return 2;
    // "patience is what they tell you to have".
    if (this.is(j, W.isWas) && this.is(j + 1, W.what)) return 0;
    if (this.has(j, THINGS)) {
      const person =
        (this.is(j, W.stative) && ((after?.what === "number" && after.start - next.end === 1) || this.has(j + 1, STATE))) ||
        (this.hasMore(j + 1, PERSONAL) && after?.gap === "space" && !this.is(j, W.isWas)) ||
        (this.is(j, W.has) && this.hasMore(j + 1, AIL)) ||
        (this.is(j, W.would) && this.hasMore(j + 1, OFFER)) ||
        (this.is(j, W.has) && this.is(j + 1, W.been) && (this.has(j + 2, STATE) || this.hasMore(j + 2, UNDERGONE)));
      if (person) return 3;
      const close = after?.what === "word" && after.gap === "space";
      const likely =
        close &&
        ((this.is(j, W.hasIs) && this.hasMore(j + 1, UNDERGONE)) ||
          (this.is(j, W.hasGet) && this.is(j + 1, W.hadOne)) ||
          (this.is(j, W.has) && this.is(j + 1, W.the) && this.is(j + 2, W.keys)) ||
          (this.is(j, W.came) && this.is(j + 1, W.wentTo) && this.is(j + 2, W.the) && this.is(j + 3, W.door2)) ||
          (this.is(j, W.usedTo) && this.is(j + 1, W.wentTo) && this.hasMore(j + 2, PERSON_VERB)) ||
          (this.is(j, W.runs) && this.is(j + 1, W.aOrThe) && this.has(j + 2, HEAD | WEAK_HEAD | BETWEEN)) ||
          (this.is(j, W.runs) && (this.has(j + 1, HEAD) || this.t(j + 1).cap)) ||
          (this.is(j, W.does) && this.is(j + 1, W.days)) ||
          (this.is(j, W.keeps) && this.is(j + 1, W.aOrThe)) ||
          (this.is(j, W.got) && this.is(j + 1, W.the) && this.is(j + 2, W.letter)) ||
          (this.is(j, W.works) && this.is(j + 1, W.worksAt)) ||
          (this.is(j, W.went) && this.is(j + 1, W.wentTo)) ||
          (this.is(j, W.needs) && this.is(j + 1, W.needed)) ||
          (this.is(j, W.notDo) && this.hasMore(j + 1, PERSON_VERB)) ||
          (this.is(j, W.notIs) && this.is(j + 1, W.inWell) && this.endsOrJoins(j + 1)) ||
          (this.is(j, W.isWas) && this.is(j + 1, W.aThe) && this.has(j + 2, KIN)));
      return likely || often ? 2 : 1;
    }
    if (this.has(j, DOING)) return 2;
    // "X will come", "X will not": not what hope or summer does.
    if (this.is(j, W.cannot) && !this.has(i, MONTH | SMALL) && !this.is(i, W.hopes)) {
      if (this.hasMore(j + 1, PERSON_VERB) || this.hasMore(j + 1, OFFER) || (this.is(j + 1, W.willNot) && this.ends(j + 1))) return 2;
    }
    // "Jess from Govan".
    if (this.is(j, W.from) && this.begins(i) && this.has(i, NAMELY) && (this.unknown[j + 1] || this.tokens[j + 1]?.cap)) return 2;
    // "X wnats lights": a slip of what a person does.
    if (this.unknown[j] && this.has(i, NAMELY | WORDLY) && (this.t(j).facts & NAME) === 0) {
      const meant = this.words.meantFacts(this.t(j).word);
      if ((meant & DOING) !== 0) return (meant & THINGS) === 0 ? 2 : 1;
    }
    return 0;
  }

  /** Whether a thing follows that the word only describes: "hazel hedge", "peace of mind". */
  protected describes(i: number): boolean {
    const j = i + 1;
    if (j >= this.n || !this.word(j) || !this.close(j) || this.t(i).poss || this.named(j)) return false;
    if (this.unknown[j] && !this.words.slip(this.t(j).word, false)) return false;
    if (this.is(j, W.of)) return true;
    if (this.is(j, W.modal) || (this.is(j, W.tells) && this.is(j + 1, W.him))) return false;
    return !this.has(j, SMALL | DOING | THINGS | PLACING | NAMELY);
  }
}
