/**
 * Walking a list: what is shown, what is left, what comes next. Pure: what they know of the day
 * and the hour is handed in.
 */
import type { DoorView, Id, ListView, NewDoor } from "../phone/face";
import type { HourBand, StreetRow } from "../wire";

/** A day as `YYYY-MM-DD`. */
export type Day = string;

type Side = DoorView["side"];

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;

/** The doors of a list that may be knocked at, in walking order; the others are never shown as doors. */
export function shown(list: ListView): DoorView[] {
  return list.walk.filter((door) => door.state !== "do_not_knock" && door.state !== "not_a_home");
}

/** Whether a door needs nothing more now: recorded in this shift, or seen to by somebody else. */
export function done(door: DoorView, today: Day): boolean {
  if (door.mine !== null) return true;
  switch (door.state) {
    case "listened":
    case "rested":
    case "empty":
    case "do_not_knock":
    case "not_a_home":
      return true;
    case "tried":
      // Somebody with the same list was there today; it is offered again at the end.
      return door.last_on === today;
    default:
      return false;
  }
}

/** Doors with something left to do. */
export function left(doors: DoorView[], today: Day): DoorView[] {
  return doors.filter((door) => !done(door, today));
}

/** How many doors are left on the side of the street that this door is on, itself included. */
export function leftThisSide(doors: DoorView[], here: DoorView, today: Day): number {
  return left(doors, today).filter((door) => sameSide(door, here)).length;
}

function sameSide(a: DoorView, b: DoorView): boolean {
  return a.street === b.street && (a.side ?? null) === (b.side ?? null);
}

/** A stretch of the walk along one side of one street. */
export interface Stretch {
  /** Its place in the walk, from 1. */
  n: number;
  street: Id;
  streetName: string;
  side: NonNullable<Side> | null;
  doors: DoorView[];
}

/** The doors as they are walked, one stretch after another. */
export function stretches(doors: DoorView[]): Stretch[] {
  const all: Stretch[] = [];
  for (const door of doors) {
    const last = all.at(-1);
    const before = last?.doors.at(-1);
    if (last && before && sameSide(before, door)) last.doors.push(door);
    else {
      all.push({
        n: all.length + 1,
        street: door.street,
        streetName: door.streetName,
        side: door.side ?? null,
        doors: [door],
      });
    }
  }
  return all;
}

/** Streets of a list of which no door is known. */
export function doorless(list: ListView): StreetRow[] {
  const known = new Set(list.walk.map((door) => door.street));
  return list.streets.filter((street) => !known.has(street.id));
}

/** The next door with something left to do: onwards from `from`, then from the beginning. */
export function nextDoor(doors: DoorView[], from: Id | null, today: Day): DoorView | null {
  const at = doors.findIndex((door) => door.id === from);
  const onwards = [...doors.slice(at + 1), ...doors.slice(0, at + 1)];
  return onwards.find((door) => door.id !== from && !done(door, today)) ?? null;
}

/** The doors before and after, done or not. */
export function neighbours(doors: DoorView[], id: Id): { before: DoorView | null; after: DoorView | null } {
  const at = doors.findIndex((door) => door.id === id);
  if (at < 0) return { before: null, after: null };
  return { before: doors[at - 1] ?? null, after: doors[at + 1] ?? null };
}

/** Doors worth another try before going home: nobody came, no way in, or now is the hour they named. */
export function tryAgain(doors: DoorView[], now: HourBand, today: Day): DoorView[] {
  return doors.filter((door) => {
    if (door.mine === null) return door.state === "tried" && door.last_on === today;
    switch (door.mine.outcome) {
      case "no_answer":
      case "no_access":
      case "out_of_time":
        return true;
      case "come_back":
        return door.come_back === now;
      default:
        return false;
    }
  });
}

/** What a door looks like in a list, in a stack of flats and on the map: a shape and a word. */
export type Mark = "todo" | "return" | "no_answer" | "talked" | "begun" | "closed";

export function mark(door: DoorView, today: Day): Mark {
  if (door.draft !== null) return "begun";
  switch (door.mine?.outcome) {
    case undefined:
      break;
    case "no_answer":
      return "no_answer";
    case "listened":
      return "talked";
    case "come_back":
    case "language_barrier":
      return "return";
    default:
      return "closed";
  }
  if (door.state === "listened") return "talked";
  if (door.state === "tried" && done(door, today)) return "no_answer";
  if (door.state === "to_return") return "return";
  return done(door, today) ? "closed" : "todo";
}

/** What stands on the door, as large as it gets. */
export function plate(door: { number?: string | null; label?: string | null }): string {
  return door.label || door.number || "";
}

/** The same where there is little room: "12" for "Flat 12". */
export function shortPlate(door: { number?: string | null; label?: string | null }): string {
  return plate(door).replace(/^(flat|apartment|apt|unit|room)\s+(?=\S)/i, "");
}

/** What stands on the house of a flat: shown small above its label. */
export function house(door: { number?: string | null; label?: string | null; building?: string | null }): string {
  return [door.label ? door.number : null, door.building].filter((part) => part).join(" ");
}

/** The floors of a building, highest first; doors whose floor nobody knows come last. */
export function floors(doors: DoorView[]): { floor: number | null; doors: DoorView[] }[] {
  const by = new Map<number | null, DoorView[]>();
  for (const door of doors) {
    const floor = door.floor ?? null;
    by.set(floor, [...(by.get(floor) ?? []), door]);
  }
  return [...by]
    .sort(([a], [b]) => (b ?? -Infinity) - (a ?? -Infinity))
    .map(([floor, on]) => ({ floor, doors: on }));
}

export interface Block {
  street: Id;
  near: Id | null;
  /** The house number that all of them share, where there is one. */
  number: string;
  building: string;
  floors: number;
  perFloor: number;
  /** The number of the first flat. */
  first: number;
}

/** Flats of a block, numbered from the ground floor up. */
export function makeFlats(block: Block): NewDoor[] {
  const { street, near, number, building } = block;
  return Array.from({ length: block.floors * block.perFloor }, (_, at) => ({
    street,
    near,
    ...(number === "" ? {} : { number }),
    ...(building === "" ? {} : { building }),
    floor: Math.floor(at / block.perFloor),
    // Stands on a door in England and is kept by the hub: English in every language of the screen.
    label: `Flat ${block.first + at}`,
  }));
}

/** The house number that most likely follows on the same side: two more, or one more on a mixed side. */
export function likelyNumber(near: DoorView | null): string {
  const found = /^\d+/.exec(near?.number ?? "");
  if (!near || !found) return "";
  return String(Number(found[0]) + (near.side === "left" || near.side === "right" ? 1 : 2));
}

/** When a shift is expected to end: the lists' minutes from now, to the next quarter, within the lease. */
export function defaultEnd(now: number, minutes: number, lease: number | null): number {
  const wanted = Math.ceil((now + (minutes > 0 ? minutes : 120) * MINUTE) / QUARTER) * QUARTER;
  return within(wanted, now, lease);
}

/** The expected end, a quarter of an hour earlier or later. */
export function stepEnd(end: number, quarters: number, now: number, lease: number | null): number {
  return within(end + quarters * QUARTER, now, lease);
}

/** The number after the highest flat of a building; 1 where there is none. */
export function nextFlat(doors: DoorView[]): number {
  const numbers = doors.map((door) => Number(/(\d+)$/.exec(door.label ?? "")?.[1] ?? 0));
  return Math.max(0, ...numbers) + 1;
}

function within(end: number, now: number, lease: number | null): number {
  const earliest = Math.ceil((now + QUARTER) / QUARTER) * QUARTER;
  // A lease that is over, or as good as, holds nobody back: the work goes on all the same.
  const latest = lease === null || lease < earliest ? now + 12 * 60 * MINUTE : lease;
  return Math.max(earliest, Math.min(end, latest));
}
