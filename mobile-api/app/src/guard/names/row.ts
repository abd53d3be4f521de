/** What the passes know about each word of a note, and what they ask of one. Twin of `row.rs`. */

import type { Marked } from "../patterns";
import { cut, type Gap, type Token } from "../tokens";
import { COMMON, NAME, NAMELY, SMALL, SURNAME, WORDLY, type Words } from "../words";
import { W } from "./lists";

/** What the passes know about each token. */
export class Row {
  protected readonly tokens: Token[];
  protected readonly words: Words;
  protected readonly n: number;
  /** Harmless by its company: part of an organisation, a place, an elected person. */
  protected readonly safe: boolean[];
  protected readonly name: boolean[];
  protected readonly rule: string[];
  /** Neither listed, nor a word, nor formed from one. */
  protected readonly unknown: boolean[];
  /** Whether the note uses capitals at all beside runs of nothing else. */
  protected readonly cased: boolean;
  /** Whether a name-like word stands in it with a capital within a sentence. */
  protected readonly namesCased: boolean;

  /** Whether every sentence begins with a capital and a name within one has its own. */
  protected readonly wellCased: boolean;

  constructor(marked: Marked) {
    this.words = marked.words;
    this.tokens = cut(marked);
    this.n = this.tokens.length;
    this.safe = this.tokens.map(() => false);
    this.name = this.tokens.map(() => false);
    this.rule = this.tokens.map(() => "");
    this.unknown = this.tokens.map(
      (t) => t.what === "word" && t.word.length > 1 && (t.facts & (NAMELY | WORDLY)) === 0 && !this.words.harmless(t.word),
    );
    const lower = this.tokens.some((t) => t.what === "word" && !t.cap);
    const capital = this.tokens.some((t) => t.what === "word" && t.cap && !(t.caps && t.word.length > 1));
    this.cased = capital && lower;
    this.namesCased = this.tokens.some((t, i) => this.tellingCapital(i) && this.namelike(i) && !t.caps);
    this.wellCased = this.casedThroughout();
  }

  /** Whether capitals are set throughout as in print, so that a small letter speaks against a name. */
  private casedThroughout(): boolean {
    return this.cased && this.namesCased && this.tokens.every((t, i) => t.what !== "word" || t.cap || !(this.begins(i) || t.word === "i"));
  }

  protected t(i: number): Token {
    const token = this.tokens[i];
    if (!token) throw new RangeError("no such token");
    return token;
  }

  protected gap(i: number): Gap {
    return this.t(i).gap;
  }

  protected has(i: number, facts: number): boolean {
    const t = this.tokens[i];
    return t !== undefined && t.what === "word" && (t.facts & facts) !== 0;
  }

  protected hasMore(i: number, facts: number): boolean {
    const t = this.tokens[i];
    return t !== undefined && t.what === "word" && (t.moreFacts & facts) !== 0;
  }

  protected is(i: number, words: ReadonlySet<string>): boolean {
    const t = this.tokens[i];
    return t !== undefined && t.what === "word" && words.has(t.word);
  }

  protected word(i: number): boolean {
    return this.tokens[i]?.what === "word";
  }

  /** Whether the token follows the one before it with nothing but space or a hyphen. */
  protected close(i: number): boolean {
    const gap = this.tokens[i]?.gap;
    return gap === "space" || gap === "hyphen";
  }

  protected named(i: number): boolean {
    return this.name[i] === true || this.tokens[i]?.what === "taken";
  }

  /** Whether all around is in capitals, so that they prove nothing. */
  protected shouted(i: number): boolean {
    if (!this.t(i).caps) return false;
    for (let j = Math.max(0, i - 2); j < Math.min(i + 3, this.n); j += 1) {
      const t = this.t(j);
      if (j !== i && t.caps && (t.facts & (COMMON | SMALL)) !== 0 && t.word.length > 1) return true;
    }
    return false;
  }

  /** Whether a sentence begins here. */
  protected begins(i: number): boolean {
    const gap = this.gap(i);
    return gap === "start" || gap === "stop";
  }

  /** Whether the capital letter proves something. */
  protected tellingCapital(i: number): boolean {
    return this.cased && this.t(i).cap && !this.begins(i) && !this.shouted(i);
  }

  protected capital(i: number): boolean {
    return this.cased && this.t(i).cap && !this.shouted(i);
  }

  /** A word that can be part of a name. */
  protected namelike(i: number): boolean {
    return this.word(i) && (this.unknown[i] === true || this.has(i, NAMELY | WORDLY | SURNAME | NAME));
  }

  protected modal(i: number): boolean {
    return this.is(i, W.modal) && !this.capital(i);
  }

  /** Whether a piece of the note ends behind the token. */
  protected ends(i: number): boolean {
    const next = this.tokens[i + 1];
    return !next || next.gap === "stop" || next.gap === "comma" || next.gap === "open" || next.gap === "close" || next.gap === "slash";
  }

  /** Whether the sentence ends behind the token or goes on with a small word. */
  protected endsOrJoins(i: number): boolean {
    const next = this.tokens[i + 1];
    return !next || next.gap !== "space" || this.has(i + 1, SMALL);
  }

  /** Whether a piece of a list begins here. */
  protected beginsPiece(i: number): boolean {
    const gap = this.gap(i);
    return gap !== "space" && gap !== "hyphen" && gap !== "and";
  }
}
