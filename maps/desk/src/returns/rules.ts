/** What a return shows and what it lacks, decided without I/O. */
import { dayOf } from "../look/when";
import type { S } from "../wire/client";
import { gaps, type MeasureName } from "./words";

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

/** A thing that is missing, and its fix. */
export interface Gap {
  what: string;
  fix: string;
  /** The place where the fix is, when it is at the desk. */
  go?: string;
}

export interface Known {
  installs: S["Install"][];
  shifts: { state: string; planned_start: string }[];
  held: number;
  /** Null: this role does not read notes. */
  notes: number | null;
  untallied: string[];
  incidents: number;
}

/** What is missing, the most likely to change a figure first. */
export function missing(known: Known): Gap[] {
  const all: Gap[] = [];
  for (const install of known.installs) {
    if (install.revoked_at) continue;
    // What it announced and what came without a gap; `pending` counts also what it just handed in.
    const waits = install.announced_n - install.contiguous_n;
    if (waits > 0) all.push(gaps.phones(waits, install.display_name));
  }
  const waits = known.shifts.filter((shift) => shift.state === "synced");
  if (waits.length > 0) all.push(gaps.shifts(waits.length));
  for (const shift of known.shifts) if (shift.state === "back") all.push(gaps.untied(dayOf(shift.planned_start)));
  if (known.held > 0) all.push(gaps.held(known.held));
  if (known.incidents > 0) all.push(gaps.incidents(known.incidents));
  if (known.notes !== null && known.notes > 0) all.push(gaps.notes(known.notes));
  for (const title of known.untallied) all.push(gaps.tally(title));
  return all;
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
