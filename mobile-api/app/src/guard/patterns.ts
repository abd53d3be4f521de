/** Numbers, codes and addresses: the table of patterns and how it is run. Twin of `patterns.rs`. */

import { CHECKS, countDigits, type Check } from "./checks";
import type { Normal } from "./normal";
import type { Data, Words } from "./words";

/** What a stretch of a note is. */
export type Kind =
  | "PERSON"
  | "PHONE"
  | "EMAIL"
  | "POSTCODE"
  | "ADDRESS"
  | "NINO"
  | "NHS_NUMBER"
  | "DOB"
  | "VEHICLE"
  | "BANK"
  | "HANDLE_URL"
  | "ID_NUMBER";

/** A stretch of the plain text that points at somebody. */
export interface Hit {
  start: number;
  end: number;
  kind: Kind;
  /** The rule that found it. */
  rule: string;
}

/** What a check says of a match: nothing, harmless, harmless unless beside a name, or somebody's. */
export type Verdict = "no" | "keep" | "keep-unless-named" | { kind: Kind; start: number; end: number };

interface Row {
  id: string;
  type: string;
  re: string;
  has?: string;
  digits?: number;
  when?: string;
  edge?: boolean;
  near?: string;
  unless?: string;
  then?: string;
  after?: string;
  check?: string;
}

interface File {
  parts: Record<string, string>;
  cues: Record<string, string>;
  patterns: Row[];
  guards: Record<string, string>;
}

interface Pattern {
  id: string;
  /** Null: what it finds is to be kept. */
  kind: Kind | null;
  re: RegExp;
  /** What the text must hold for the pattern to have a chance. */
  has: string | undefined;
  /** How many digits the text must have for that. */
  digits: number;
  /** A quick look that tells whether the pattern has a chance. */
  when: RegExp | null;
  edge: boolean;
  near: RegExp | null;
  unless: RegExp | null;
  then: RegExp | null;
  after: RegExp | null;
  check: Check | null;
}

const alnum = (code: number): boolean => (code >= 48 && code <= 57) || (code >= 97 && code <= 122);

/** Whether a letter or digit stands there and before it. Past the end there is none. */
const within = (text: string, at: number): boolean => at > 0 && alnum(text.charCodeAt(at)) && alnum(text.charCodeAt(at - 1));

/** The table, ready to run. */
export class Table {
  private readonly patterns: Pattern[];
  private readonly cues: Map<string, RegExp>;
  private readonly guards: Map<string, RegExp>;

  constructor(
    data: Data,
    readonly words: Words,
  ) {
    const file = JSON.parse(data.patterns) as File;
    const parts = (re: string): string => {
      let out = re.replaceAll("{streets}", words.streets);
      for (let round = 0; round < 2; round += 1) {
        for (const [name, part] of Object.entries(file.parts)) out = out.split(`{${name}}`).join(part);
      }
      return out;
    };
    const compiled = (re: string | undefined): RegExp | null => (re === undefined ? null : new RegExp(parts(re)));
    const all = (from: Record<string, string>) => new Map(Object.entries(from).map(([name, re]) => [name, new RegExp(parts(re))] as const));
    this.guards = all(file.guards);
    this.cues = all(file.cues);
    this.patterns = file.patterns.map((row) => {
      const edge = row.edge ?? true;
      return {
        id: row.id,
        kind: row.type === "" ? null : (row.type as Kind),
        re: new RegExp(edge ? `(?:${parts(row.re)})\\b` : parts(row.re), "g"),
        has: row.has,
        digits: row.digits ?? 0,
        edge,
        when: compiled(row.when),
        near: compiled(row.near),
        unless: compiled(row.unless),
        then: compiled(row.then),
        after: row.after === undefined ? null : (this.guards.get(row.after.slice(1, -1)) ?? null),
        check: row.check === undefined ? null : (CHECKS[row.check] ?? null),
      };
    });
  }

  cue(name: string): RegExp | undefined {
    return this.cues.get(name);
  }

  guard(name: string): RegExp | undefined {
    return this.guards.get(name);
  }

  /** Runs the whole table. */
  run(marked: Marked): void {
    const text = marked.text;
    const digits = countDigits(text);
    for (const pattern of this.patterns) {
      const chance = digits >= pattern.digits && (pattern.has === undefined || text.includes(pattern.has));
      if (chance && (!pattern.when || pattern.when.test(text))) this.runOne(pattern, marked);
    }
  }

  private runOne(pattern: Pattern, marked: Marked): void {
    const text = marked.text;
    let at = 0;
    while (at <= text.length) {
      pattern.re.lastIndex = at;
      const found = pattern.re.exec(text);
      if (!found) break;
      const start = found.index;
      const end = start + found[0].length;
      at = start + 1;
      if (end === start) continue;
      if (pattern.edge) {
        const begins = within(text, start);
        // Nothing counts that begins within a word: on to where the next may begin.
        while (within(text, at)) at += 1;
        const ends = alnum(text.charCodeAt(end - 1)) && end < text.length && alnum(text.charCodeAt(end));
        if (begins || ends) continue;
      }
      if (
        (pattern.near && !pattern.near.test(marked.before(start))) ||
        pattern.unless?.test(marked.before(start)) ||
        (pattern.then && !pattern.then.test(marked.after(end))) ||
        pattern.after?.test(marked.after(end))
      )
        continue;
      const verdict = pattern.check
        ? pattern.check(marked, start, end, pattern.kind)
        : pattern.kind
          ? { kind: pattern.kind, start, end }
          : "keep";
      if (verdict === "no") continue;
      if (verdict === "keep" || verdict === "keep-unless-named") {
        if (!marked.touched(start, end)) marked.kept.push({ start, end, date: verdict !== "keep" });
        at = end;
        continue;
      }
      const part = marked.part(verdict.start, verdict.end);
      verdict.start += part.length - part.trimStart().length;
      verdict.end -= part.length - part.trimEnd().length;
      if (marked.kept.some((kept) => verdict.start < kept.end && kept.start < verdict.end)) continue;
      at = Math.max(verdict.end, at);
      marked.add({ ...verdict, rule: pattern.id });
    }
  }
}

/** The plain text with what was found in it so far. */
export class Marked {
  readonly text: string;
  /** What is to be taken out. */
  readonly hits: Hit[] = [];
  /** What is to be kept, each with whether it is a date. */
  readonly kept: { start: number; end: number; date: boolean }[] = [];

  constructor(
    readonly normal: Normal,
    readonly table: Table,
  ) {
    this.text = normal.plain;
  }

  get words(): Words {
    return this.table.words;
  }

  part(start: number, end: number): string {
    return this.text.slice(Math.max(0, start), end);
  }

  /** Up to 40 signs before, as they tell of what follows. */
  before(at: number): string {
    return this.normal.told.slice(Math.max(0, at - 40), at);
  }

  /** Up to 30 signs after, likewise. */
  after(at: number): string {
    return this.normal.told.slice(at, at + 30);
  }

  /** Whether the cue of this name stands before (or after, as the cue is written). */
  cue(name: string, at: number): boolean {
    return this.table.cue(name)?.test(name.endsWith("after") ? this.after(at) : this.before(at)) ?? false;
  }

  /** Where the text begins that the cue of this name finds straight before; null where it finds none. */
  cueFrom(name: string, at: number): number | null {
    const before = this.before(at);
    const found = this.table.cue(name)?.exec(before);
    return found ? at - before.length + found.index : null;
  }

  /** Whether a guard of this name matches what follows. */
  guarded(name: string, at: number): boolean {
    return this.table.guard(name)?.test(this.after(at)) ?? false;
  }

  /** Whether something was found or kept there. */
  touched(start: number, end: number): boolean {
    return (
      this.hits.some((hit) => start < hit.end && hit.start < end) || this.kept.some((kept) => start < kept.end && kept.start < end)
    );
  }

  /** Adds a hit; where it overlaps an earlier one, the earlier is widened to both. */
  add(hit: Hit): void {
    const other = this.hits.find((each) => hit.start < each.end && each.start < hit.end);
    if (other) {
      other.start = Math.min(other.start, hit.start);
      other.end = Math.max(other.end, hit.end);
    } else this.hits.push({ kind: hit.kind, start: hit.start, end: hit.end, rule: hit.rule });
  }
}
