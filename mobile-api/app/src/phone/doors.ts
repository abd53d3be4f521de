/** What a person does at doors: record, take back, add, name. */
import { newId } from "../base/ids";
import { inEngland } from "../base/england";
import type { Draft as OpDraft } from "../core/entry";
import type { Work } from "../core/overlay";
import type { Outcome } from "../wire";
import { isKnock, type VisitRecord } from "../wire/ops";
import type { Engine } from "./engine";
import { type DoorLabel, type Id, type NewDoor, Trouble, type VisitDetails } from "./face";
import { given } from "./shifts";

/** A record at the same door is a correction while this lasts; later it is another visit. */
export const CORRECTION_MS = 30 * 60 * 1_000;

/** The standing visit at this door that another outcome corrects. */
export function correctable(engine: Engine, door: Id): Work | null {
  const visits = engine.overlay.atDoor(door).filter(({ op }) => op.kind === "visit.record" && engine.ofShift(op.shift ?? null));
  const last = visits.at(-1);
  const ago = last ? engine.clock.now() - last.entry.at : Infinity;
  return last && ago >= 0 && ago < CORRECTION_MS ? last : null;
}

/** The op of one visit; `null` when just that stands already. */
export function visitOp(engine: Engine, door: Id, outcome: Outcome, details: VisitDetails & { listening?: Id } = {}): { id: Id; op: OpDraft | null } {
  if (!engine.running()) throw new Trouble("unexpected");
  const { day, band } = inEngland(engine.clock.now());
  const data: VisitRecord = {
    door,
    outcome,
    day,
    hour_band: band,
    ...(isKnock(outcome) ? given("language", details.language) : {}),
    ...(outcome === "come_back" ? given("come_back", details.come_back) : {}),
    ...given("left_card", details.left_card === true ? true : null),
    ...(outcome === "listened" ? given("listening", details.listening) : {}),
  };
  const before = correctable(engine, door)?.op;
  if (before?.kind !== "visit.record") {
    const id = newId();
    return { id, op: engine.op("visit.record", data, { id }) };
  }
  const { id, rev } = before;
  const said = ({ outcome, language, come_back, left_card, listening }: VisitRecord) =>
    [outcome, language ?? "", come_back ?? "", left_card === true, listening ?? ""].join();
  const same = said(before.data) === said(data);
  return { id, op: same ? null : engine.op("visit.record", data, { id, rev: rev + 1 }) };
}

export function visits(
  engine: Engine,
  doors: Id[],
  outcome: Outcome,
  details: VisitDetails = {},
  saved: (records: Id[]) => void = () => undefined,
): Promise<Id[]> {
  return engine.command(async () => {
    const made = [...new Set(doors)].map((door) => visitOp(engine, door, outcome, details));
    await engine.write(made.map(({ op }) => op).filter((op) => op !== null), movedTo(engine, doors.at(-1)));
    return made.map(({ id }) => id);
  }, saved);
}

/** The street of the last door is where the pair is. */
export function movedTo(engine: Engine, door: Id | undefined): { state?: Partial<Engine["state"]> } {
  const street = door === undefined ? undefined : engine.overlay.door(engine.store, door)?.street;
  const { shift } = engine.state;
  return shift && street !== undefined && street !== shift.lastStreet ? { state: { shift: { ...shift, lastStreet: street } } } : {};
}

/** Takes records back: a visit with its listening, and with its talk that was not finished. */
export function undo(engine: Engine, records: Id[]): Promise<void> {
  return engine.command(async () => {
    const gone = new Set<Id>();
    const dropDrafts: Id[] = [];
    for (const record of records) {
      const standing = engine.overlay.standing(record);
      if (!standing) continue;
      gone.add(record);
      const listening = standing.op.kind === "visit.record" ? standing.op.data.listening : null;
      if (listening == null) continue;
      if (engine.overlay.standing(listening)) gone.add(listening);
      if (engine.drafts.has(listening)) dropDrafts.push(listening);
    }
    const ops = [...gone].map((target) => {
      const shift = engine.overlay.standing(target)?.op.shift ?? null;
      return engine.op("record.void", { target, reason: "undone" }, { shift });
    });
    await engine.write(ops, { dropDrafts });
  });
}

export function addDoors(engine: Engine, doors: NewDoor[]): Promise<Id[]> {
  return engine.command(async () => {
    const made = doors.map(({ street, near, number, label, building, floor }) => {
      const door = newId();
      const place = placeOf(engine, street, near);
      const data = {
        door,
        street,
        ...given("number", number?.trim()),
        ...given("label", label?.trim()),
        ...given("building", building?.trim()),
        ...given("floor", floor),
        ...place,
      };
      return { door, op: engine.op("door.add", data) };
    });
    await engine.write(made.map(({ op }) => op));
    return made.map(({ door }) => door);
  });
}

/** Beside another door, else in the middle of its street. */
function placeOf({ store, overlay }: Engine, street: Id, near: Id | null): { near?: Id; lng?: number; lat?: number } {
  const beside = near === null ? null : overlay.door(store, near);
  if (near !== null && beside) return { near };
  const line = store.row("street", street)?.line?.[0] as [number, number][] | undefined;
  const middle = line?.[Math.floor(line.length / 2)];
  if (!middle) {
    const neighbour = [...store.ofKind("door")].find((door) => door.street === street);
    if (!neighbour) throw new Trouble("unexpected");
    return { near: neighbour.id };
  }
  return { lng: middle[0], lat: middle[1] };
}

export function labelDoor(engine: Engine, door: Id, label: DoorLabel): Promise<void> {
  return engine.command(async () => {
    const data = {
      door,
      ...given("number", label.number?.trim()),
      ...given("label", label.label?.trim()),
      ...given("floor", label.floor),
      ...given("not_a_home", label.not_a_home),
    };
    await engine.write([engine.op("door.label", data)]);
  });
}
