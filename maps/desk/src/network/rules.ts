/** Hubs as small multiples: the same axes for all, so that nobody looks larger than they are. */
import { quarterOf } from "../look/when";
import type { Hub, HubChange, HubLine } from "./api";

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

export const STANDS = ["belongs", "joins", "left", "off"] as const;
export type Stand = (typeof STANDS)[number];

/** How a hub stands to the network on a day (`2026-05-16`). */
export function standOf(hub: Pick<Hub, "joins_on" | "leaves_on">, today: string): Stand {
  const leaves = hub.leaves_on ?? null;
  if (leaves !== null && leaves < hub.joins_on) return "off";
  if (hub.joins_on > today) return "joins";
  return leaves !== null && leaves < today ? "left" : "belongs";
}

export const byName = (hubs: readonly Hub[]): Hub[] => [...hubs].sort((a, b) => a.name.localeCompare(b.name, "en"));

/** Those that belong first, then those to come, then those gone; within each by name. */
export const inOrder = (hubs: readonly Hub[], today: string): Hub[] =>
  [...hubs].sort((a, b) => STANDS.indexOf(standOf(a, today)) - STANDS.indexOf(standOf(b, today)) || a.name.localeCompare(b.name, "en"));

/** Hubs that a hub's work may go on at: all others that have not left and were not called off. */
export const takers = (hub: Hub, hubs: readonly Hub[], today: string): Hub[] =>
  hubs.filter((other) => other.id !== hub.id && ["belongs", "joins"].includes(standOf(other, today))).sort((a, b) => a.name.localeCompare(b.name, "en"));

export type Way = "leaves" | "merges" | "stays" | "off" | "names" | "manager";

/** What may happen to a hub as it stands. */
export function waysOf(hub: Hub, today: string): Way[] {
  const stand = standOf(hub, today);
  if (stand === "off") return ["stays", "names"];
  const back: Way[] = hub.leaves_on ? ["stays"] : [];
  return ["leaves", "merges", ...back, "names", ...(stand === "left" ? [] : (["manager"] as const)), ...(hub.leaves_on ? [] : (["off"] as const))];
}

/** What somebody filled in. */
export interface Wish {
  way: Way | "";
  leaves_on: string;
  merged_into: string;
  name: string;
  region: string;
  funded: boolean;
  joins_on: string;
}

export const wishOf = (hub: Hub): Wish => ({
  way: "",
  leaves_on: hub.leaves_on && hub.leaves_on >= hub.joins_on ? hub.leaves_on : "",
  merged_into: hub.merged_into ?? "",
  name: hub.name,
  region: hub.region,
  funded: hub.funded,
  joins_on: hub.joins_on,
});

/** The change that a wish asks for, of the hub as it was seen; null while something is missing. */
export function changeOf(wish: Wish, hub: Hub): HubChange | null {
  const version = hub.version;
  switch (wish.way) {
    case "leaves":
      return wish.leaves_on ? { leaves_on: wish.leaves_on, version } : null;
    case "merges":
      return wish.leaves_on && wish.merged_into ? { leaves_on: wish.leaves_on, merged_into: wish.merged_into, version } : null;
    case "stays":
      return { stays: true, version };
    case "off":
      return { called_off: true, version };
    case "names": {
      const other: HubChange = { version };
      if (wish.name !== hub.name) other.name = wish.name;
      if (wish.region !== hub.region) other.region = wish.region;
      if (wish.funded !== hub.funded) other.funded = wish.funded;
      if (wish.joins_on !== hub.joins_on) other.joins_on = wish.joins_on;
      return other;
    }
    default:
      return null;
  }
}

/** The quarter a hub counts in first, and how many quarters that are over will show it without a return. */
export function countsFrom(joins: string, today: string, startMonth: number): { quarter: string; over: number } {
  const number = (quarter: string) => Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(6)) - 1;
  const quarter = quarterOf(joins, startMonth);
  return { quarter, over: Math.max(0, number(quarterOf(today, startMonth)) - number(quarter)) };
}

/** The years of a programme by its quarters, the newest first: `2026`. */
export const yearsOf = (quarters: readonly string[]): string[] => [...new Set(quarters.map((one) => one.slice(0, 4)))];
