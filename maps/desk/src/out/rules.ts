/** Who is out, from what the server says as it happens. Pure. */
import type { S } from "../wire/client";

export type Live = S["LiveShift"];

/** Lays a change over what is known; `gone` takes it away. */
export function changed(known: readonly Live[], kind: string, shift: Live): Live[] {
  const others = known.filter((one) => one.shift !== shift.shift);
  return kind === "gone" ? others : [...others, shift];
}

const WORST = ["raised", "overdue", "late"];
/** How bad it is: 0 is an alarm; larger is calmer. */
export const badness = (live: Live): number =>
  Math.min(WORST.length, ...live.alerts.map((alert) => WORST.indexOf(alert.step)).map((n) => (n < 0 ? WORST.length : n)));

export interface Groups {
  needs: Live[];
  out: Live[];
  planned: Live[];
  back: Live[];
}

/** Those who need somebody first, worst first; then who is out, by when they mean to be back. */
export function grouped(known: readonly Live[]): Groups {
  const needs = known.filter((one) => one.alerts.length > 0).sort((a, b) => badness(a) - badness(b) || a.planned_start.localeCompare(b.planned_start));
  const calm = known.filter((one) => one.alerts.length === 0);
  const by = (one: Live) => one.expected_end ?? one.planned_start;
  const of = (...states: string[]) => calm.filter((one) => states.includes(one.state)).sort((a, b) => by(a).localeCompare(by(b)));
  return { needs, out: of("out"), planned: of("planned", "ready"), back: of("back", "synced") };
}
