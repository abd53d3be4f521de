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

/** `day` as `YYYY-MM-DD`. Twin of `HourBand::of_hour` in `wire/ops/visit.rs`. */
export function inEngland(ms: number): { day: string; band: HourBand } {
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
