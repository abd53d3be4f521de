/** Decisions on notes, and what becomes of them when the envelope is closed. Pure. */
import { markOf } from "../base/kept";
import type { StanceName } from "../look/stances";

export type Verdict = "clear" | "replace" | "hold" | "remove";

/** What was decided on a note. */
export interface Decision {
  verdict: Verdict;
  /** The other words, of `replace`. */
  words?: string;
  /** We have read the other words again, and they may stay whatever the guard says. */
  sure?: boolean;
}

/** One point that was coded. */
export interface Statement {
  theme: string;
  stance: StanceName;
  strength?: number | null;
  offer_kind?: string | null;
}

/** A note to be decided on, in the envelope (by its record) or free of it (by its listening). */
export interface Note {
  id: string;
  words: string;
  /** Something in it may point at somebody. */
  held?: boolean;
  /** What was coded; absent where the server does not say. */
  statements?: Statement[];
  /** What stands on the server; absent where it keeps no decisions before the close. */
  decision?: Decision | null;
}

/** Decisions by the mark of the note's words: the words themselves are kept nowhere. */
export type Decided = Record<string, Decision>;

export const decisionOn = (note: Note, decided: Decided): Decision | undefined =>
  note.decision === undefined ? decided[markOf(note.words)] : (note.decision ?? undefined);

/** The chips with one more, or without one that was there. */
export const chipped = (all: readonly Statement[], chip: { theme: string; stance: StanceName }): Statement[] => {
  const same = (one: Statement) => one.theme === chip.theme && one.stance === chip.stance;
  return all.some(same) ? all.filter((one) => !same(one)) : [...all, chip];
};

/** How many notes are decided on. A note on hold is decided on for tonight. */
export const progress = (notes: readonly Note[], decided: Decided): number =>
  notes.filter((note) => decisionOn(note, decided) !== undefined).length;

/** The next note nobody decided on, after place `at` and round again; null when there is none. */
export function nextOpen(notes: readonly Note[], decided: Decided, at: number): number | null {
  for (let step = 1; step <= notes.length; step++) {
    const n = (at + step) % notes.length;
    const note = notes[n];
    if (note && decisionOn(note, decided) === undefined) return n;
  }
  return null;
}

/** What is to be done to the notes that are free now: the decisions whose words are theirs. */
export function toDo(free: readonly Note[], decided: Decided): { id: string; decision: Decision; mark: string }[] {
  return free.flatMap((note) => {
    const mark = markOf(note.words);
    const decision = decided[mark];
    return decision === undefined || decision.verdict === "hold" ? [] : [{ id: note.id, decision, mark }];
  });
}

/** Why other words cannot be kept; null when they can. */
export function whyNot(first: string, other: string): "same" | "empty" | null {
  if (other.trim() === "") return "empty";
  return other.trim() === first.trim() ? "same" : null;
}

/** The verdict a key stands for. */
export const verdictOf = (key: string): Verdict | null =>
  ({ c: "clear", b: "replace", h: "hold", t: "remove" } as const)[key.toLowerCase()] ?? null;

/** Doors that were listened to must be this many for the envelope to be split at once. */
export const ENOUGH_DOORS = 5;

/** Shifts that wait for their debrief, the ones that are all in first, then the oldest. */
export function waiting<T extends { state: string; planned_start: string }>(shifts: readonly T[]): T[] {
  const order = ["synced", "back", "out"];
  return shifts
    .filter((shift) => order.includes(shift.state))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.planned_start.localeCompare(b.planned_start));
}
