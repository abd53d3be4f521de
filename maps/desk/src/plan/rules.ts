/** What planning decides without I/O. */
import type { S } from "../wire/client";
import type { KeyedRow, Talk } from "./paper";
import { OUTCOMES } from "./words";

/** A choice of areas with one more, or one fewer. */
export const toggled = (codes: readonly string[], code: string): string[] =>
  codes.includes(code) ? codes.filter((one) => one !== code) : [...codes, code].sort();

/** The outcome of a letter; null when there is none. */
export function outcomeOf(letter: string): string | null {
  const wanted = letter.trim().toUpperCase();
  return Object.entries(OUTCOMES).find(([, one]) => one.letter === wanted)?.[0] ?? null;
}

/** A row as it is being keyed. */
export interface Keying {
  outcome: string;
  talk: Talk;
}

export const emptyTalk = (): Talk => ({ voices: { first: 0, again: 0, unsure: 0 }, statements: [] });

/** Why a row cannot be taken in; null when it can. */
export function whyNotRow({ outcome, talk }: Keying): string | null {
  if (outcome !== "listened") return null;
  const { first, again, unsure } = talk.voices;
  const spoke = first + again + unsure;
  if (spoke < 1 || spoke > 4) return "Somebody spoke: say how many, 1 to 4.";
  if (talk.statements.length === 0 && !talk.note?.trim()) return "A talk needs something that was said, or a note.";
  return null;
}

/** The rows to hand in: those with an outcome. */
export function rowsToSend(keyed: ReadonlyMap<number, Keying>): KeyedRow[] {
  return [...keyed]
    .sort(([a], [b]) => a - b)
    .map(([n, { outcome, talk }]) => {
      if (outcome !== "listened") return { n, outcome };
      const note = talk.note?.trim();
      const { note: _, ...rest } = talk;
      return { n, outcome, talk: { ...rest, ...(note ? { note } : {}) } };
    });
}

/** A door as people say it. */
export const doorName = (row: { number?: string | null; label?: string | null; n: number }): string =>
  [row.label, row.number].filter(Boolean).join(", ") || `no. ${row.n}`;

/** A point on the earth laid on paper: east and north alike, north up. */
export function projector(box: readonly [number, number, number, number], width: number, height: number): (point: readonly number[]) => [number, number] {
  const [west, south, east, north] = box;
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const wide = Math.max((east - west) * squeeze, 1e-9);
  const high = Math.max(north - south, 1e-9);
  const scale = Math.min(width / wide, height / high) * 0.94;
  const [left, top] = [(width - wide * scale) / 2, (height - high * scale) / 2];
  return ([lng = 0, lat = 0]) => [
    Math.round((left + (lng - west) * squeeze * scale) * 10) / 10,
    Math.round((top + (north - lat) * scale) * 10) / 10,
  ];
}

/** Lines as the path of a drawing. */
export function pathOf(geometry: { type: string; coordinates?: unknown }, at: (point: readonly number[]) => [number, number]): string {
  const lines = (geometry.type === "LineString" ? [geometry.coordinates] : geometry.type === "MultiLineString" ? geometry.coordinates : []) as number[][][];
  return lines.map((line) => line.map((point, n) => `${n === 0 ? "M" : "L"}${at(point).join(" ")}`).join("")).join("");
}

/** A list's number: what its name begins with. */
export const numberOf = (name: string): number => Number(/^\d+/.exec(name)?.[0] ?? 0);

/** How far a list has come. */
export interface Done {
  doors: number;
  /** Doors with a visit since the list was handed out. */
  called: number;
  /** Of these, where somebody was listened to. */
  listened: number;
}

/** What became of a list's doors since it was handed out; visits before that are of other lists. */
export function progressOf({ walk_list, stops }: { walk_list: S["WalkList"]; stops: readonly Pick<S["StopView"], "door" | "last_on" | "state">[] }): Done {
  const since = walk_list.issued_at?.slice(0, 10);
  const called = since === undefined ? [] : stops.filter((stop) => stop.door && stop.last_on && stop.last_on >= since);
  return { doors: walk_list.doors, called: called.length, listened: called.filter((stop) => stop.state === "listened").length };
}
