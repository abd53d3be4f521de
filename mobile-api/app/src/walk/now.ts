/** The day and the hour at the doors now. */
import { inEngland } from "../base/england";
import type { HourBand } from "../wire";
import type { Day } from "./rules";

export function today(): Day {
  return inEngland(Date.now()).day;
}

export function bandNow(): HourBand {
  return inEngland(Date.now()).band;
}
