/**
 * What the screen shows of doors: pulled rows, and the phone's own work laid over them. Twin of
 * `core/overlay.rs`: an op shows at once, whether it was handed in or not, until the pulled row is
 * known to contain it.
 *
 * Other than the twin it keeps what it has read, so that one more op costs one more reading and
 * one door, however many there are.
 */
import type { TypedOp } from "../wire/op";
import type { DoorAdd } from "../wire/ops";
import type { Row } from "../wire/rows";
import { labelled, visited } from "./doors";
import { type Entry, nameOf, opOf } from "./entry";
import type { Store } from "./merge";

type Door = Extract<Row, { kind: "door" }>;

/** One revision of a record of this phone. */
export interface Work {
  op: TypedOp;
  entry: Entry;
  /** Its place in the hub's order; `null` where rows cannot contain it yet. */
  seq: number | null;
  /** Whether no earlier revision of it was handed in. */
  first: boolean;
  /** Handed in before without it being known where: it stands, but cannot be laid over rows. */
  unplaced: boolean;
}

export class Overlay {
  private readonly records = new Map<string, Map<number, Work>>();
  /** Records taken back, by whom (the names of the entries). */
  private readonly takenBack = new Map<string, Map<string, Work>>();
  private readonly ofDoor = new Map<string, Set<string>>();
  private readonly adds = new Set<string>();
  private readonly talks = new Set<string>();
  private added: Map<string, Door> | null = null;

  /** Takes in an entry that is new or changed, read already or not; returns the doors that may look different now. */
  put(entry: Entry, read?: TypedOp): Set<string> {
    const { id, rev } = entry.key;
    const before = this.records.get(id)?.get(rev);
    const op = read ?? (before?.entry === entry && before.op.n === entry.n ? before.op : opOf(entry));
    const doors = this.drop(entry);
    const { state } = entry;
    if (!op) return doors;
    const seq = state.is === "accepted" || state.is === "duplicate" ? state.seq : null;
    const revisions = this.records.get(id) ?? new Map<number, Work>();
    const work = { op, entry, seq, first: false, unplaced: state.is === "duplicate" && state.seq === null };
    this.records.set(id, revisions.set(rev, work));
    if (op.kind === "listening.record") this.talks.add(id);
    if (op.kind === "record.void") {
      const by = this.takenBack.get(op.data.target) ?? new Map<string, Work>();
      this.takenBack.set(op.data.target, by.set(nameOf(entry.key), work));
    }
    const door = doorOf(op);
    if (door !== null) {
      this.ofDoor.set(door, (this.ofDoor.get(door) ?? new Set()).add(id));
      if (op.kind === "door.add") this.adds.add(id);
    }
    return this.touched(op, doors);
  }

  /** An entry that is not kept any more; returns the doors that may look different now. */
  drop({ key }: Pick<Entry, "key">): Set<string> {
    const revisions = this.records.get(key.id);
    const work = revisions?.get(key.rev);
    if (!revisions || !work) return new Set();
    revisions.delete(key.rev);
    if (revisions.size === 0) this.records.delete(key.id);
    if (work.op.kind === "record.void") this.takenBack.get(work.op.data.target)?.delete(nameOf(key));
    return this.touched(work.op, new Set());
  }

  private touched(op: TypedOp, doors: Set<string>): Set<string> {
    const target = op.kind === "record.void" ? op.data.target : op.id;
    for (const work of [op, ...[...(this.records.get(target)?.values() ?? [])].map((work) => work.op)]) {
      const door = doorOf(work);
      if (door !== null) doors.add(door);
      if (work.kind === "door.add") this.added = null;
    }
    return doors;
  }

  /** The pulled rows are others now. */
  rowsChanged(): void {
    this.added = null;
  }

  /** The newest revision of a record; `null` when there is none or it was taken back. */
  standing(record: string, placed = false): Work | null {
    const counts = (work: Work) => !placed || !work.unplaced;
    if ([...(this.takenBack.get(record)?.values() ?? [])].some(counts)) return null;
    const revisions = [...(this.records.get(record)?.values() ?? [])].filter(counts).sort((a, b) => a.op.rev - b.op.rev);
    const newest = revisions.at(-1);
    if (!newest) return null;
    const earlier = revisions.slice(0, -1);
    return { ...newest, first: revisions[0]?.op.rev === 1 && earlier.every((work) => work.seq === null) };
  }

  /** The standing records at a door, in the order in which they were written. */
  atDoor(door: string, placed = false): Work[] {
    const work = [...(this.ofDoor.get(door) ?? [])].map((id) => this.standing(id, placed)).filter((it) => it !== null);
    return work.filter((it) => doorOf(it.op) === door).sort(byNumber);
  }

  /** The standing listenings, in the order in which they were written. */
  listenings(): Work[] {
    const work = [...this.talks].map((id) => this.standing(id)).filter((it) => it !== null);
    return work.sort(byNumber);
  }

  /** One door as it stands with the phone's own work; `null` when it is not in scope. */
  door(store: Store, id: string): Door | null {
    const row = store.row("door", id) ?? this.addedDoors(store).get(id);
    if (!row) return null;
    const work = this.atDoor(id, true).filter((it) => it.seq === null || it.seq > store.knownTo({ kind: "door", id }));
    if (work.length === 0) return row;
    const door = { ...row };
    for (const { op, first } of work) {
      if (op.kind === "visit.record") visited(door, op.data, first);
      else if (op.kind === "door.label") labelled(door, op.data);
    }
    return door;
  }

  /** The doors of a list in walking order. */
  doors(store: Store, list: string): Door[] {
    const ids = new Set(this.addedDoors(store).keys());
    for (const row of store.ofKind("door")) if (row.list === list) ids.add(row.id);
    const doors = [...ids].map((id) => this.door(store, id)).filter((door) => door?.list === list) as Door[];
    return doors.sort((a, b) => a.n - b.n || (a.id < b.id ? -1 : 1));
  }

  /** Doors that the phone added and rows do not show yet. */
  addedDoors(store: Store): Map<string, Door> {
    if (this.added) return this.added;
    const added = new Map<string, Door>();
    const work = [...this.adds].map((id) => this.standing(id, true)).filter((it) => it !== null);
    for (const { op, seq } of work.sort(byNumber)) {
      if (op.kind !== "door.add") continue;
      const id = op.data.door;
      const known = seq !== null && seq <= store.knownTo({ kind: "door", id });
      const door = known || store.row("door", id) ? null : newDoor(store, added, op.shift ?? null, op.data);
      if (door) added.set(id, door);
    }
    return (this.added = added);
  }
}

function byNumber(a: Work, b: Work): number {
  return a.op.n - b.op.n || (a.op.id < b.op.id ? -1 : 1);
}

function doorOf(op: TypedOp): string | null {
  switch (op.kind) {
    case "visit.record":
    case "door.add":
    case "door.label":
      return op.data.door;
    default:
      return null;
  }
}

/**
 * A door that the phone added: on the list of the door beside it, else on that of its shift.
 * `null` while neither tells where it belongs.
 */
function newDoor(store: Store, added: Map<string, Door>, shift: string | null, data: DoorAdd): Door | null {
  const beside = data.near == null ? undefined : (store.row("door", data.near) ?? added.get(data.near));
  const list = beside?.list ?? [...store.ofKind("walk_list")].filter((it) => shift !== null && it.shift === shift).map((it) => it.id).sort()[0];
  const [lng, lat] = [data.lng ?? beside?.lng, data.lat ?? beside?.lat];
  if (list === undefined || lng === undefined || lat === undefined) return null;
  let n = beside?.n;
  if (n === undefined) {
    n = 1;
    for (const door of [...store.ofKind("door"), ...added.values()]) if (door.list === list) n = Math.max(n, door.n + 1);
  }
  const { door: id, street } = data;
  const [number, label, building, floor] = [data.number ?? null, data.label ?? null, data.building ?? null, data.floor ?? null];
  return { kind: "door", id, list, n, street, number, label, building, floor, lng, lat, tries: 0, state: "new" };
}
