/** Rows as the pull gives them, and the order in which they are walked. */

export interface Door {
  id: string;
  list: string;
  n: number;
  street: string;
  number?: string;
  label?: string;
  building?: string;
  floor?: number;
  side?: "odd" | "even";
  tries?: number;
  last_on?: string;
  state?: string;
}

export interface List {
  id: string;
  name: string;
  doors: number;
  minutes?: number;
  metres?: number;
}

export interface Rows {
  lists: Map<string, List>;
  doors: Map<string, Door>;
  streets: Map<string, string>;
}

interface Change {
  put?: { kind: string; id: string; name?: string } & Record<string, unknown>;
  del?: { kind: string; id: string };
  leave?: { kind: string; id: string };
}

export function empty(): Rows {
  return { lists: new Map(), doors: new Map(), streets: new Map() };
}

/** Applies one page of changes, in its order. */
export function apply(rows: Rows, changes: Change[]): void {
  for (const { put, del, leave } of changes) {
    const gone = del ?? leave;
    if (gone) {
      rows.lists.delete(gone.id);
      rows.doors.delete(gone.id);
      rows.streets.delete(gone.id);
    } else if (put?.kind === "walk_list") {
      rows.lists.set(put.id, put as unknown as List);
    } else if (put?.kind === "door") {
      rows.doors.set(put.id, put as unknown as Door);
    } else if (put?.kind === "street") {
      rows.streets.set(put.id, put.name ?? "");
    }
  }
}

/** A stretch of the walk along one side of one street. */
export interface Stretch {
  street: string;
  side: string;
  doors: Door[];
}

/** The doors of a list as they are walked, one stretch after another. */
export function walk(rows: Rows, list: string): Stretch[] {
  const doors = [...rows.doors.values()].filter((door) => door.list === list).sort((a, b) => a.n - b.n);
  const stretches: Stretch[] = [];
  for (const door of doors) {
    const street = rows.streets.get(door.street) ?? "A street without a name";
    const side = door.side === undefined ? "" : `${door.side} side`;
    const last = stretches.at(-1);
    if (last && last.street === street && last.side === side) last.doors.push(door);
    else stretches.push({ street, side, doors: [door] });
  }
  return stretches;
}

/** What stands on the door, or where it is. */
export function name(door: Door): string {
  const parts = [door.building, door.floor === undefined ? undefined : `floor ${door.floor}`, door.label, door.number];
  const known = parts.filter((part) => part !== undefined && part !== "");
  return known.length > 0 ? known.join(", ") : "a door without a number";
}
