/** The day and the hour at the doors, which stand in England, wherever the phone thinks it is. */
import type { HourBand } from "../wire";
import type { Day } from "./rules";

const DAY = new Intl.DateTimeFormat("en-CA", { timeZone: "Europe/London" });
const HOUR = new Intl.DateTimeFormat("en-GB", { timeZone: "Europe/London", hour: "2-digit", hourCycle: "h23" });

export function today(): Day {
  return DAY.format(Date.now());
}

export function bandNow(): HourBand {
  const hour = Number(HOUR.format(Date.now()));
  if (hour < 12) return "morning";
  if (hour < 14) return "midday";
  return hour < 17 ? "afternoon" : "evening";
}
