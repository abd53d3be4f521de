/** What a person does with a shift: begin, check in, call for help, end, look back. */
import { newId } from "../base/ids";
import { writeMoment } from "../base/moment";
import { type Counters, isKnock, type OpKey, type ReflectionAdd } from "../wire/ops";
import type { AlertKind } from "../wire";
import type { KeptShift } from "../store/state";
import type { Engine } from "./engine";
import { type Id, type Reflection, type StartShift, Trouble } from "./face";

/** The field, where there is something to say in it: on the wire nothing is `null`. */
export function given<K extends string, T>(name: K, value: T | null | undefined): { [P in K]?: T } {
  return (value == null || value === "" ? {} : { [name]: value }) as { [P in K]?: T };
}

export function startShift(engine: Engine, start: StartShift): Promise<void> {
  return engine.command(async () => {
    const planned = start.shift ?? start.lists.map((list) => engine.store.row("walk_list", list)?.shift).find((shift) => shift != null);
    const id = planned ?? newId();
    const before = engine.state.shift;
    // A second press: the shift is running already.
    if (before?.id === id && !before.ended) return;
    const people = engine.state.card?.says.people ?? [];
    const buddy = people.find((person) => person.id === start.buddy)?.name ?? engine.store.row("shift", id)?.buddy ?? null;
    const shift: KeptShift = {
      id,
      lists: start.lists,
      startedAt: engine.clock.now(),
      expectedEnd: start.expectedEnd,
      people: start.people,
      buddy,
      lastStreet: start.street,
      lastCheckIn: null,
      alert: null,
      ended: false,
    };
    const campaign = start.lists.length === 0 ? [...engine.store.ofKind("campaign")][0]?.id : undefined;
    const data = {
      lists: start.lists,
      expected_end: writeMoment(start.expectedEnd),
      people: start.people,
      ...given("campaign", campaign),
      ...given("street", start.street),
      ...given("partner", start.partner),
      ...given("buddy", start.buddy),
    };
    await engine.write([engine.op("shift.start", data, { shift: id })], { state: { shift, reflecting: null } });
    engine.rowsChanged();
  });
}

function needShift(engine: Engine): KeptShift {
  const shift = engine.running();
  if (!shift) throw new Trouble("unexpected");
  return shift;
}

export function checkIn(engine: Engine, change: { street?: Id; expectedEnd?: number }): Promise<void> {
  return engine.command(async () => {
    const { street, expectedEnd } = change;
    const shift = { ...needShift(engine), lastCheckIn: engine.clock.now() };
    if (street !== undefined) shift.lastStreet = street;
    if (expectedEnd !== undefined) shift.expectedEnd = expectedEnd;
    const end = expectedEnd === undefined ? undefined : writeMoment(expectedEnd);
    await engine.write([engine.op("shift.check_in", { ...given("street", street), ...given("expected_end", end) })], { state: { shift } });
  });
}

export function alert(engine: Engine, kind: AlertKind, street: Id | null): Promise<void> {
  return engine.command(async () => {
    const { shift } = engine.state;
    const op = engine.op("safety.alert", { alert: kind, ...given("street", street ?? shift?.lastStreet) }, { shift: shift?.id ?? null });
    const key: OpKey = { id: op.id, rev: op.rev };
    const changed = shift && { ...shift, alert: kind === "resolved" ? null : key, lastStreet: street ?? shift.lastStreet };
    await engine.write([op], changed ? { state: { shift: changed } } : {});
  });
}

export function endShift(engine: Engine, done: Id[]): Promise<void> {
  return engine.command(async () => {
    const shift = needShift(engine);
    const data = { counters: counted(engine, shift.id), lists_done: done };
    await engine.write([engine.op("shift.end", data)], { state: { shift: { ...shift, ended: true } } });
  });
}

/** What stands of this shift, as `Counters` in `wire/ops/shift.rs` says; `ops` with the end itself. */
export function counted({ outbox, overlay }: Engine, shift: Id): Counters {
  const counters: Counters = { visits: 0, knocks: 0, listened: 0, listenings: 0, doors_added: 0, consents: 0, ops: 1 };
  const seen = new Set<Id>();
  for (const entry of outbox.entries()) {
    if (entry.shift !== shift) continue;
    counters.ops += 1;
    const op = seen.has(entry.key.id) ? undefined : overlay.standing(entry.key.id)?.op;
    seen.add(entry.key.id);
    if (op?.kind === "visit.record") {
      counters.visits += 1;
      if (isKnock(op.data.outcome)) counters.knocks += 1;
      if (op.data.outcome === "listened") counters.listened += 1;
    }
    if (op?.kind === "listening.record") counters.listenings += 1;
    if (op?.kind === "door.add") counters.doors_added += 1;
    if (op?.kind === "contact.consent") counters.consents += 1;
  }
  return counters;
}

export function keepReflection(engine: Engine, { went_well, was_hard, next_time }: Reflection): Promise<void> {
  return engine.command(async () => {
    await engine.write([], { state: { reflecting: { went_well, was_hard, next_time } } });
  });
}

/** The record that answers make; `null` when there is none. */
export function answersOf({ went_well, was_hard, next_time }: Reflection): ReflectionAdd | null {
  const [well, hard, next] = [went_well, was_hard, next_time].map((text) => text.trim());
  return well || hard || next ? { ...given("went_well", well), ...given("was_hard", hard), ...given("next_time", next) } : null;
}

export function reflect(engine: Engine, reflection: Reflection): Promise<void> {
  return engine.command(async () => {
    const shift = engine.state.shift?.id ?? null;
    const data = answersOf(reflection);
    if (!data) throw new Trouble("nothing_said");
    await engine.write([engine.op("reflection.add", data, { shift })], { state: { reflecting: null, person: { ...engine.state.person, reflected: shift } } });
  });
}

