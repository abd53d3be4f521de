/** The places of the desk: which role may use which, and how a key or an address leads there. */
import type { Permission } from "../session/session.svelte";

export const PLACES = ["plan", "debrief", "review", "returns", "network", "out", "seen", "privacy", "tokens"] as const;
export type Place = (typeof PLACES)[number];

/** A place is open to whoever may do one of these; empty = to everybody. */
const NEEDS: Record<Place, Permission[]> = {
  plan: ["plan"],
  debrief: ["run_shifts", "read_notes"],
  review: ["read_exact_counts", "read_group_releases", "read_releases"],
  returns: ["read_exact_counts"],
  network: ["read_network_counts", "read_returns"],
  out: ["run_shifts", "see_alerts"],
  seen: [],
  privacy: ["read_privacy"],
  tokens: ["read_areas"],
};

/** The places somebody may use, in the order of the numbers that lead there. */
export function placesFor(may: readonly Permission[]): Place[] {
  return PLACES.filter((place) => NEEDS[place].length === 0 || NEEDS[place].some((one) => may.includes(one)));
}

/** Where somebody starts: where their day's work is. */
export function homeOf(may: readonly Permission[]): Place {
  const open = placesFor(may);
  const wishes: [Permission, Place][] = [
    ["keep_privacy", "privacy"],
    ["keep_returns", "returns"],
    ["run_shifts", "debrief"],
    ["read_network_counts", "network"],
    ["read_returns", "network"],
    ["read_notes", "review"],
    ["see_alerts", "out"],
  ];
  const wish = wishes.find(([permission, place]) => may.includes(permission) && open.includes(place));
  return wish?.[1] ?? open[0] ?? "seen";
}

/** The place and what is behind it of an address such as `/desk/returns`. */
export function placeAt(path: string, open: readonly Place[]): { place: Place; rest: string } | null {
  const [name = "", ...rest] = path.replace(/^\/desk\/?/, "").split("/");
  const place = open.find((one) => one === name);
  return place ? { place, rest: rest.join("/") } : null;
}

interface Press {
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** The place a key leads to; none while somebody types or holds another key. */
export function placeByKey(press: Press, typing: boolean, open: readonly Place[]): Place | null {
  if (typing || press.altKey || press.ctrlKey || press.metaKey || !/^[1-9]$/.test(press.key)) return null;
  return open[Number(press.key) - 1] ?? null;
}
