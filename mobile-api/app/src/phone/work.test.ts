import "fake-indexeddb/auto";
import { expect, test, vi } from "vitest";
import type { Op } from "../wire/ops";
import { CORRECTION_MS } from "./doors";
import { Trouble, type View } from "./face";
import { LIST, NOON, Rig, STREET, TestServer, town } from "./testing";

/** What the server has, once all of it is handed in. */
async function handedIn(rig: Rig): Promise<Op[]> {
  await rig.face.handInNow();
  return [...rig.server.ops.values()].map(({ op }) => op);
}

const doorsOf = (rig: Rig): string[] => rig.view.lists[0]!.walk.map((door) => door.id);

test("a tap shows at once and survives that the app is killed right after it", async () => {
  const rig = await new Rig().out();
  const [door] = doorsOf(rig);
  const record = await rig.face.visit(door!, "no_answer");
  await rig.again();

  expect(rig.view.lists[0]!.walk[0]).toMatchObject({ tries: 1, state: "tried", last_on: "2026-11-21", mine: { record, outcome: "no_answer", at: NOON } });
  expect(rig.view.shift).toMatchObject({ lists: [LIST], people: 2, ended: false, buddy: "Sam", lastStreet: STREET });
  expect(rig.view.handIn).toMatchObject({ pending: 2, written: 2 });
});

test("what a record changes on the screen is told in one go with the record", async () => {
  const rig = await new Rig().out();
  const [door] = doorsOf(rig);
  const views: View[] = [];
  const record = await rig.face.visit(door!, "no_answer", {}, (made) => {
    expect(rig.view.lists[0]!.walk[0]!.mine).toMatchObject({ record: made });
    views.push(rig.view);
  });
  expect(views).toEqual([rig.view]);
  expect(rig.view.lists[0]!.walk[0]!.mine).toMatchObject({ record });

  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => { throw new DOMException("full", "QuotaExceededError"); });
  await expect(rig.face.visit(door!, "declined", {}, () => views.push(rig.view))).rejects.toMatchObject({ code: "storage_full" });
  vi.restoreAllMocks();
  expect(views.length).toBe(1);
});

test("answers to the three questions are kept as they are typed, until they are saved or another shift begins", async () => {
  const rig = await new Rig().out();
  await rig.face.endShift([]);
  const typed = { went_well: "Two people lau", was_hard: "", next_time: "" };
  await rig.face.keepReflection(typed);
  await rig.again();
  expect(rig.view.reflection).toEqual(typed);
  expect((await handedIn(rig)).some((op) => op.kind === "reflection.add")).toBe(false);
  await rig.face.reflect({ ...typed, went_well: "Two people laughed" });
  expect(rig.view).toMatchObject({ reflection: { went_well: "" }, person: { reflected: true } });
  expect((await handedIn(rig)).at(-1)).toMatchObject({ kind: "reflection.add", data: { went_well: "Two people laughed" } });

  await rig.face.keepReflection(typed);
  await rig.face.startShift({ lists: [LIST], shift: null, expectedEnd: NOON, people: 2, partner: null, buddy: null, street: null });
  expect(rig.view.reflection.went_well).toBe("");
});

test("the language before stays at hand", async () => {
  const rig = await new Rig().out();
  await rig.face.setLanguage("so");
  await rig.face.setLanguage("so");
  await rig.again();
  expect(rig.view.person).toMatchObject({ language: "so", other: "en" });
  await rig.face.setLanguage("en");
  expect(rig.view.person).toMatchObject({ language: "en", other: "so" });
});

test("a record at the same door soon after is a correction; later it is another visit", async () => {
  const rig = await new Rig().out();
  const [door] = doorsOf(rig);
  const first = await rig.face.visit(door!, "no_answer");
  expect(await rig.face.visit(door!, "no_answer")).toBe(first);
  expect(await rig.face.visit(door!, "declined")).toBe(first);
  expect(rig.view.lists[0]!.walk[0]).toMatchObject({ tries: 1, state: "rested" });
  rig.clock.wall += CORRECTION_MS;
  const second = await rig.face.visit(door!, "no_answer");

  expect(second).not.toBe(first);
  expect(rig.view.lists[0]!.walk[0]).toMatchObject({ tries: 2, mine: { record: second } });
  const visits = (await handedIn(rig)).filter((op) => op.kind === "visit.record");
  expect(visits.map((op) => [op.id, op.rev])).toEqual([[first, 1], [first, 2], [second, 1]]);
});

test("a landing is recorded whole or not at all", async () => {
  const rig = await new Rig().out();
  const records = await rig.face.visits(doorsOf(rig), "no_answer");

  expect(new Set(records).size).toBe(3);
  expect(rig.view.lists[0]!.walk.map((door) => door.state)).toEqual(["tried", "tried", "tried"]);
  await rig.face.undo(records);
  expect(rig.view.lists[0]!.walk.map((door) => [door.state ?? "new", door.mine])).toEqual([["new", null], ["new", null], ["new", null]]);
});

test("a talk is kept at every tap, finished later, corrected, and told in words", async () => {
  const rig = await new Rig().out();
  const [door] = doorsOf(rig);
  const begun = await rig.face.talked(door!);
  expect((await rig.face.talked(door!)).id).toBe(begun.id);
  await rig.face.keepDraft({ ...begun, voices: { first: 1, again: 1, unsure: 0 }, note: "The lift" });
  await rig.again();
  const [draft] = rig.view.drafts;
  expect(draft).toMatchObject({ id: begun.id, note: "The lift", voices: { first: 1, again: 1 } });
  expect(rig.view.lists[0]!.walk[0]).toMatchObject({ draft: begun.id, mine: { outcome: "listened" } });

  await rig.face.finishDraft({ ...draft!, note: "The lift is broken ", interest: 9 });
  expect(rig.view.drafts).toEqual([]);
  expect(rig.view.lists[0]!.walk[0]!.draft).toBeNull();
  const open = await rig.face.reopen(begun.id);
  await rig.face.finishDraft({ ...open, statements: [{ theme: rig.view.themes[0]!.id, stance: "idea" }] });

  expect(rig.view.talks).toMatchObject([{ id: begun.id, note: "The lift is broken", interest: 2, statements: [{ stance: "idea" }] }]);
  const ops = (await handedIn(rig)).filter((op) => op.kind === "listening.record");
  expect(ops.map((op) => [op.id, op.rev])).toEqual([[begun.id, 1], [begun.id, 2]]);
  expect(ops[1]!.data).toMatchObject({ door, visit: begun.visit, mode: "door", happened_on: "2026-11-21" });
});

test("a talk without voices, or without a word, is not finished", async () => {
  const rig = await new Rig().out();
  const draft = await rig.face.talkedElsewhere("street", STREET);

  await expect(rig.face.finishDraft({ ...draft, note: "x" })).rejects.toMatchObject({ code: "no_voice" });
  await expect(rig.face.finishDraft({ ...draft, voices: { first: 1, again: 0, unsure: 0 } })).rejects.toMatchObject({ code: "nothing_said" });
  await expect(rig.face.finishDraft({ ...draft, note: " ", voices: { first: 1, again: 0, unsure: 0 } })).rejects.toBeInstanceOf(Trouble);
  await rig.face.finishDraft({ ...draft, voices: { first: 0, again: 0, unsure: 1 }, note: "Rain", quoteOk: true });
  const talk = (await handedIn(rig)).find((op) => op.kind === "listening.record");
  expect(talk!.data).toMatchObject({ mode: "street", heard: { kind: "street", id: STREET }, quote_ok: true });
});

test("taking a visit back takes its talk with it, finished or not", async () => {
  const rig = await new Rig().out();
  const [one, two] = doorsOf(rig);
  const open = await rig.face.talked(one!);
  const done = await rig.face.talked(two!);
  await rig.face.finishDraft({ ...done, voices: { first: 1, again: 0, unsure: 0 }, note: "x" });
  await rig.face.undo([open.visit!, done.visit!]);

  expect(rig.view).toMatchObject({ drafts: [], talks: [] });
  expect(rig.view.lists[0]!.walk.map((door) => door.mine)).toEqual([null, null, null]);
  const voids = (await handedIn(rig)).filter((op) => op.kind === "record.void");
  expect(voids.map((op) => op.data)).toEqual([open.visit, done.visit, done.id].map((target) => ({ target, reason: "undone" })));
});

test("a shift counts what stands, once each, and every op", async () => {
  const rig = await new Rig(new TestServer(town(6))).out();
  const doors = doorsOf(rig);
  await rig.face.visit(doors[0]!, "no_answer");
  await rig.face.visit(doors[0]!, "declined");
  await rig.face.undo([await rig.face.visit(doors[1]!, "no_access")]);
  await rig.face.visit(doors[2]!, "empty");
  const talk = await rig.face.talked(doors[3]!);
  await rig.face.finishDraft({ ...talk, voices: { first: 1, again: 0, unsure: 0 }, note: "x" });
  await rig.face.addDoors([{ street: STREET, near: doors[3]!, number: "7a" }]);
  await rig.face.checkIn({ street: STREET, expectedEnd: NOON + 9_000_000 });
  await rig.face.endShift([LIST]);

  expect(rig.view.shift).toMatchObject({ ended: true, lastCheckIn: NOON, expectedEnd: NOON + 9_000_000 });
  const ops = await handedIn(rig);
  const end = ops.find((op) => op.kind === "shift.end");
  expect(end!.data).toEqual({ counters: { visits: 3, knocks: 2, listened: 1, listenings: 1, doors_added: 1, consents: 0, ops: 11 }, lists_done: [LIST] });
  expect(ops.map((op) => op.n)).toEqual(ops.map((_, at) => at + 1));
  expect(rig.view.handIn).toMatchObject({ arrived: 11, written: 11 });
  await rig.face.reflect({ went_well: "Two talks", was_hard: " ", next_time: "" });
  expect(rig.view.person.reflected).toBe(true);
});

test("a press for help waits, is handed in, and is taken back", async () => {
  const rig = await new Rig().out();
  await rig.face.alert("help", null);
  expect(rig.view.shift!.help).toBe("waiting");
  await handedIn(rig);
  expect(rig.view.shift!.help).toBe("handed_in");
  await rig.face.alert("resolved", null);
  expect(rig.view.shift!.help).toBe("none");
});

test("doors made on the doorstep stand on the list, and take another name", async () => {
  const rig = await new Rig().out();
  const near = doorsOf(rig)[1]!;
  const made = await rig.face.addDoors([0, 1].map((floor) => ({ street: STREET, near, label: `Flat ${floor}`, building: "Mill House", floor })));
  await rig.face.labelDoor(made[1]!, { label: "Flat 9", not_a_home: true });
  await rig.face.visit(made[0]!, "no_answer");

  const walk = rig.view.lists[0]!.walk;
  expect(walk.map((door) => door.label ?? door.number)).toEqual(["1", "2", "Flat 0", "Flat 9", "3"]);
  expect(walk[2]).toMatchObject({ n: 2, building: "Mill House", tries: 1, streetName: "Dale Street" });
  expect(walk[3]).toMatchObject({ state: "not_a_home" });
  const lone = await rig.face.addDoors([{ street: STREET, near: null, number: "44" }]);
  await rig.again();
  expect(rig.view.lists[0]!.walk.at(-1)).toMatchObject({ id: lone[0], n: 4, number: "44" });
});

test("one tap reads one op and makes one door, after many", async () => {
  const rig = await new Rig(new TestServer(town(400))).out();
  const doors = doorsOf(rig);
  await rig.face.visits(doors.slice(1), "no_answer");
  const before = rig.view.lists[0]!.walk;
  const parse = vi.spyOn(JSON, "parse");
  await rig.face.visit(doors[0]!, "no_answer");
  const reads = parse.mock.calls.length;
  parse.mockRestore();

  expect(reads).toBeLessThanOrEqual(2);
  const other = rig.view.lists[0]!.walk.filter((door, at) => door !== before[at]);
  expect(other.map((door) => door.id)).toEqual([doors[0]]);
});

test("nonsense is refused while the person is still at the screen, and changes nothing", async () => {
  const rig = await new Rig().out();
  await expect(rig.face.labelDoor(doorsOf(rig)[0]!, {})).rejects.toBeInstanceOf(Trouble);
  await expect(rig.face.addDoors([{ street: STREET, near: doorsOf(rig)[0]!, number: "x".repeat(61) }])).rejects.toBeInstanceOf(Trouble);
  expect(rig.view.handIn.pending).toBe(1);
  expect(await rig.face.visit(doorsOf(rig)[0]!, "no_answer")).not.toBe("");
  expect((await handedIn(rig)).map((op) => op.n)).toEqual([1, 2]);
});
