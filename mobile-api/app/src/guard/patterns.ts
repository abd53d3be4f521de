/** Numbers, codes and addresses: the table of patterns and how it is run. */
import { named, type Check } from "./checks";
import { kindNamed, type Kind } from "./kind";
import type { Normal } from "./normal";
import { KEEP, type Verdict } from "./verdict";
import { WORDS } from "./words";

interface TableFile {
  parts: Record<string, string>;
  cues: Record<string, string>;
  patterns: {
    id: string;
    type: string;
    re: string;
    has?: string;
    edge?: boolean;
    near?: string;
    unless?: string;
    after?: string;
    check?: string;
  }[];
  guards: Record<string, string>;
}

/** One row of the table, ready to run. */
interface Pattern {
  id: string;
  /** Null: what it finds is to be kept. */
  kind: Kind | null;
  re: RegExp;
  /** What the text must hold for the pattern to have a chance; `0` stands for any digit. */
  has: string | null;
  edge: boolean;
  near: RegExp | null;
  unless: RegExp | null;
  after: RegExp | null;
  check: Check | null;
}

let patterns: Pattern[] = [];
let cues = new Map<string, RegExp>();
let guards = new Map<string, RegExp>();

/** Reads the table; the words are read before it. */
export function readTable(text: string): void {
  const file = JSON.parse(text) as TableFile;
  const parts = (re: string): string => {
    let out = re.replaceAll("{streets}", WORDS.streets);
    for (let n = 0; n < 2; n += 1) {
      for (const [name, part] of Object.entries(file.parts)) out = out.replaceAll(`{${name}}`, () => part);
    }
    return out;
  };
  const compiled = (re: string, flags = ""): RegExp => new RegExp(parts(re), flags);
  const all = (rows: Record<string, string>): Map<string, RegExp> =>
    new Map(Object.entries(rows).map(([name, re]) => [name, compiled(re)]));
  guards = all(file.guards);
  cues = all(file.cues);
  patterns = file.patterns.map((row) => {
    const edge = row.edge ?? true;
    return {
      id: row.id,
      kind: kindNamed(row.type),
      re: compiled(edge ? `(?:${row.re})\\b` : row.re, "g"),
      has: row.has ?? null,
      edge,
      near: row.near === undefined ? null : compiled(row.near),
      unless: row.unless === undefined ? null : compiled(row.unless),
      after: row.after === undefined ? null : (guards.get(row.after.replace(/[{}]/g, "")) ?? null),
      check: row.check === undefined ? null : named(row.check),
    };
  });
}

/** A stretch of the plain text that points at somebody. */
export interface Hit {
  /** Where it begins in the plain text. */
  start: number;
  /** Where it ends. */
  end: number;
  kind: Kind;
  /** The rule that found it. */
  rule: string;
}

/** What is to be kept, with whether it is a date. */
export interface Kept {
  start: number;
  end: number;
  date: boolean;
}

const overlap = (start: number, end: number) => (other: { start: number; end: number }): boolean =>
  start < other.end && other.start < end;

/** The plain text with what was found in it so far. */
export class Marked {
  /** What is to be taken out. */
  readonly hits: Hit[] = [];
  /** What is to be kept. */
  readonly kept: Kept[] = [];

  constructor(
    /** The note in plain letters. */
    readonly normal: Normal,
  ) {}

  /** The text. */
  get text(): string {
    return this.normal.plain;
  }

  /** The part of the text; nothing where there is no such part. */
  part(start: number, end: number): string {
    return start <= end && end <= this.text.length ? this.text.slice(start, end) : "";
  }

  /** Up to 40 signs before. */
  before(at: number): string {
    return this.part(Math.max(0, at - 40), at);
  }

  /** Up to 30 signs after. */
  after(at: number): string {
    return this.part(at, Math.min(at + 30, this.text.length));
  }

  /** Whether the cue of this name stands before (or after, as the cue is written). */
  cue(name: string, at: number): boolean {
    const text = name.endsWith("after") ? this.after(at) : this.before(at);
    return cues.get(name)?.test(text) ?? false;
  }

  /** Whether a guard of this name matches what follows. */
  guarded(name: string, at: number): boolean {
    return guards.get(name)?.test(this.after(at)) ?? false;
  }

  /** Whether something was found or kept there. */
  touched(start: number, end: number): boolean {
    return this.hits.some(overlap(start, end)) || this.kept.some(overlap(start, end));
  }
}

/** Runs the whole table. */
export function run(marked: Marked): void {
  const digits = /[0-9]/.test(marked.text);
  for (const pattern of patterns) {
    const chance = pattern.has === null || (pattern.has === "0" ? digits : marked.text.includes(pattern.has));
    if (chance) runOne(pattern, marked);
  }
}

const alphanumeric = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

function runOne(pattern: Pattern, marked: Marked): void {
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
      const begins = start > 0 && alphanumeric(text.charCodeAt(start)) && alphanumeric(text.charCodeAt(start - 1));
      const ends = alphanumeric(text.charCodeAt(end - 1)) && alphanumeric(text.charCodeAt(end));
      if (begins || ends) continue;
    }
    if (pattern.near && !pattern.near.test(marked.before(start))) continue;
    if (pattern.unless?.test(marked.before(start))) continue;
    if (pattern.after?.test(marked.after(end))) continue;
    let verdict: Verdict = KEEP;
    if (pattern.check) verdict = pattern.check(marked, start, end, pattern.kind);
    else if (pattern.kind) verdict = { is: "hit", kind: pattern.kind, start, end };
    if (verdict.is === "no") continue;
    if (verdict.is === "hit") {
      if (marked.kept.some(overlap(verdict.start, verdict.end))) continue;
      at = Math.max(verdict.end, at);
      add(marked, { start: verdict.start, end: verdict.end, kind: verdict.kind, rule: pattern.id });
    } else {
      if (!marked.touched(start, end)) marked.kept.push({ start, end, date: verdict.is === "keep-unless-named" });
      at = end;
    }
  }
}

/** Adds a hit; where it overlaps an earlier one, the earlier is widened to both. */
export function add(marked: Marked, hit: Hit): void {
  const other = marked.hits.find(overlap(hit.start, hit.end));
  if (other) {
    other.start = Math.min(other.start, hit.start);
    other.end = Math.max(other.end, hit.end);
  } else marked.hits.push(hit);
}
