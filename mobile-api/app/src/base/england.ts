/** The day and the part of the day at a door in England, whatever zone the phone is set to. */
import type { HourBand } from "../wire";

const PARTS = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/London",
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
});

const HOUR_MS = 3_600_000;
let last: { hour: number; is: { day: string; band: HourBand } } | null = null;

/** `day` as `YYYY-MM-DD`. Twin of `HourBand::of_hour` in `wire/ops/visit.rs`. */
export function inEngland(ms: number): { day: string; band: HourBand } {
  // Since 1970 England's clock has been whole hours ahead: within an hour nothing of this changes,
  // and a slow phone takes milliseconds to find it out.
  const hour = Math.floor(ms / HOUR_MS);
  if (hour < 0) return find(ms);
  if (last?.hour !== hour) last = { hour, is: find(ms) };
  return last.is;
}

function find(ms: number): { day: string; band: HourBand } {
  const parts: Record<string, string> = {};
  for (const { type, value } of PARTS.formatToParts(ms)) parts[type] = value;
  const day = `${(parts["year"] ?? "").padStart(4, "0")}-${parts["month"]}-${parts["day"]}`;
  return { day, band: bandOf(Number(parts["hour"])) };
}

export function bandOf(hour: number): HourBand {
  if (hour < 12) return "morning";
  if (hour < 14) return "midday";
  return hour < 17 ? "afternoon" : "evening";
}
