/** Decisions on notes, and what becomes of them when the envelope is closed. Pure. */
import { markOf } from "../base/kept";
import type { StanceName } from "../look/stances";
import type { S } from "../wire/client";

export type Verdict = S["NoteChoice"];

/** What was decided on a note. */
export interface Decision {
  verdict: Verdict;
  /** The other words, of `replace`. */
  words?: string;
  /** We have read the other words again, and they may stay whatever the guard says. */
  sure?: boolean;
  /** What in the other words may still point at somebody. */
  kinds?: string[];
}

/** One point that was coded. */
export type Statement = S["Statement"];

/** A note to be decided on, in the envelope (by its record) or free of it (by its listening). */
export interface Note {
  id: string;
  words: string;
  /** Something in it may point at somebody. */
  held?: boolean;
  statements: Statement[];
  /** What stands in the envelope; absent of a note that is free. */
  decision?: Decision | null;
}

/** What was decided in this sitting on notes that stay in the list, by the mark of their words. */
export type Decided = Record<string, Decision>;

export const decisionOn = (note: Note, decided: Decided): Decision | undefined =>
  note.decision === undefined ? decided[markOf(note.words)] : (note.decision ?? undefined);

/** The codebook as it stands, for chips that were set under an older one too. */
export interface Chips {
  /** What may be pressed: the group's own words first, then the national ones. */
  press: { id: string; label: string }[];
  /** What a theme is called, and what became of it since. */
  labels: Map<string, string>;
  /** The theme that a theme counts under today: a merged one under what it was merged into. */
  today: (theme: string) => string;
}

export function chipsOf({ national, local }: Pick<S["Codebook"], "national" | "local">, became: (label: string, how: "split" | "retired" | "merged", into: string) => string): Chips {
  const all = new Map(local.map((one) => [one.id, one]));
  const today = (theme: string): string => {
    let at = theme;
    for (let steps = 0; steps <= local.length; steps++) {
      const into = all.get(at)?.state === "merged" ? all.get(at)?.merged_into : null;
      if (!into) break;
      at = into;
    }
    return at;
  };
  const names = new Map([...national, ...local].map((one) => [one.id, one.label]));
  const labels = new Map(names);
  for (const { id, label, state } of local) {
    if (state !== "mapped") labels.set(id, became(label, state, names.get(today(id)) ?? ""));
  }
  const press = [...local.filter((one) => one.state === "mapped"), ...national].map(({ id, label }) => ({ id, label }));
  return { press, labels, today };
}

/** The chips with one more, or without one that was there, whatever it was called when it was set. */
export const chipped = (all: readonly Statement[], chip: { theme: string; stance: StanceName }, today: (theme: string) => string): Statement[] => {
  const same = (one: Statement) => today(one.theme) === chip.theme && one.stance === chip.stance;
  return all.some(same) ? all.filter((one) => !same(one)) : [...all, chip];
};

/** Whether a note need not be looked at again tonight: other words that may still point at somebody do need it. */
export const settled = (decision: Decision | undefined): boolean =>
  decision !== undefined && !(decision.verdict === "replace" && !decision.sure && (decision.kinds ?? []).length > 0);

/** How many notes are decided on. A note on hold is decided on for tonight. */
export const progress = (notes: readonly Note[], decided: Decided): number =>
  notes.filter((note) => settled(decisionOn(note, decided))).length;

/** The next note nobody decided on, after place `at` and round again; null when there is none. */
export function nextOpen(notes: readonly Note[], decided: Decided, at: number): number | null {
  for (let step = 1; step <= notes.length; step++) {
    const n = (at + step) % notes.length;
    const note = notes[n];
    if (note && !settled(decisionOn(note, decided))) return n;
  }
  return null;
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
