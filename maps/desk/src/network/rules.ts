/** Hubs as small multiples: the same axes for all, so that nobody looks larger than they are. */
import type { HubLine } from "./api";

export const SHOWN = ["engaged", "activated"] as const;
export type Shown = (typeof SHOWN)[number];

/** The end of an axis: a round number at or above the largest figure. */
export function axis(values: readonly number[]): number {
  const most = Math.max(0, ...values);
  if (most <= 10) return 10;
  const unit = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 5, 10].map((step) => step * unit).find((end) => end >= most) ?? most;
}

/** One axis for each figure, over all hubs. */
export const axes = (hubs: readonly HubLine[]): Record<Shown, number> => ({
  engaged: axis(hubs.map((hub) => hub.return?.figures.engaged_high ?? 0)),
  activated: axis(hubs.map((hub) => hub.return?.figures.activated_high ?? 0)),
});

/** What may be done with a return as it stands. */
export const mayDo = (state: string): { accept: boolean; query: boolean; lock: boolean } => ({
  accept: state === "submitted",
  query: state === "submitted",
  lock: state === "accepted",
});
