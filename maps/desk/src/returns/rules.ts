/** What a return shows and what it lacks, decided without I/O. */
import { periodOf } from "../look/when";
import type { S } from "../wire/client";
import type { MeasureName } from "./words";

export type Figures = Partial<S["Figures"]>;
export type Report = S["Report"];

/** A figure, from the certain one to the one with those who were not sure. */
export interface Span {
  low: number;
  high: number;
}

export function spanOf(figures: Figures, measure: MeasureName): Span {
  const low = figures[measure] ?? 0;
  if (measure === "engaged") return { low, high: figures.engaged_high ?? low };
  if (measure === "activated") return { low, high: figures.activated_high ?? low };
  return { low, high: low };
}

/** Whether a return says zero: it was made, and nothing was counted. */
export const isZero = (figures: Figures): boolean =>
  (["visits", "knocks", "listenings", "engaged", "activated", "actions"] as const).every((one) => (figures[one] ?? 0) === 0);

/** The measures worth a column: those that matter always, the others when they are not all zero. */
export function columnsOf(rows: readonly Figures[]): MeasureName[] {
  const always: MeasureName[] = ["visits", "knocks", "listenings", "engaged", "activated"];
  const sometimes: MeasureName[] = ["leading", "actions"];
  return [...always, ...sometimes.filter((one) => rows.some((row) => (row[one] ?? 0) !== 0))];
}

/** People engaged in the most deprived tenths, of all. */
export function inTenths(deciles: readonly { key?: string | null | undefined; engaged?: number }[], upTo: number): { part: number; all: number } {
  const sum = (rows: readonly { engaged?: number }[]) => rows.reduce((total, row) => total + (row.engaged ?? 0), 0);
  return { part: sum(deciles.filter((row) => row.key && Number(row.key) <= upTo)), all: sum(deciles) };
}

/** The lengths of a bar against its target, in hundredths of the longest thing in it. */
export function bar({ low, high }: Span, target: number | null): { low: number; high: number; target: number | null } {
  const longest = Math.max(high, target ?? 0, 1);
  const part = (value: number) => Math.round((10_000 * value) / longest) / 100;
  return { low: part(low), high: part(high), target: target === null ? null : part(target) };
}

/** What a quarter reports of earlier ones, of one patch or of all. */
export const adjusted = (report: Pick<Report, "adjustments">, measure: MeasureName, patch: string | null | undefined): number =>
  report.adjustments
    .filter((one) => patch === undefined || (one.patch ?? null) === patch)
    .reduce((sum, one) => sum + (one[measure] ?? 0), 0);

/** Where at the desk something that is missing is put right: a place, what is behind it there, a quarter. */
export interface Fix {
  place: "debrief" | "review" | "returns";
  rest?: string;
  quarter?: string;
}

/** Where the fix of something missing is, if it is at the desk. */
export function fixOf({ kind, where, text }: S["Missing"]): Fix | null {
  if (kind === "notes_unread") return { place: "debrief", rest: "notes" };
  if (kind === "held_record") return { place: "debrief", rest: "held" };
  if (where?.kind === "shift") return { place: "debrief", rest: where.id };
  if (kind === "action_without_tally") return { place: "review" };
  const quarter = /\d{4}-Q[1-4]/.exec(text)?.[0];
  return kind === "earlier_quarter_open" && quarter ? { place: "returns", quarter } : null;
}

/** A sentence of the server with its quarters said as people say them. */
export const inWords = (text: string): string => text.replace(/\d{4}-Q[1-4]/g, periodOf);

/** One quarter of the drawing: reported and restated, or nothing where nothing was counted. */
export interface QuarterBar {
  quarter: string;
  reported: Span;
  restated: Span;
  silent: boolean;
}

/** Every quarter from the first counted one to the last, those in which nothing was counted included. */
export function quarterBars(quarters: readonly S["QuarterFigures"][], last: string, measure: MeasureName): QuarterBar[] {
  const known = new Map(quarters.map((one) => [one.quarter, one]));
  const numbered = (quarter: string) => Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1;
  const all = [...known.keys(), last].map(numbered);
  const [from, to] = [Math.min(...all), Math.max(...all)];
  return Array.from({ length: to - from + 1 }, (_, n) => {
    const quarter = `${Math.floor((from + n) / 4)}-Q${((from + n) % 4) + 1}`;
    const of = known.get(quarter);
    return { quarter, reported: spanOf(of?.reported ?? {}, measure), restated: spanOf(of?.restated ?? {}, measure), silent: !of };
  });
}

/** What may be done with a return as it stands. */
export function steps(state: string, lastDay: string, today: string): { freeze: boolean; submit: boolean; early: boolean } {
  const early = today <= lastDay;
  return {
    freeze: state === "open" && !early,
    early: state === "open" && early,
    submit: state === "frozen" || state === "queried",
  };
}
