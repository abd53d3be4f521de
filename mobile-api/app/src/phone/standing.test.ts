/** Where a phone stands: with a second tab, after a week, with a wrong date, in other hands. */
import "fake-indexeddb/auto";
import { afterEach, expect, test, vi } from "vitest";
import { LEASE_MS } from "./engine";
import type { Row } from "../wire/rows";
import { HUB, id, json, problem, Rig, SHIFT, TestServer, town } from "./testing";

afterEach(() => vi.unstubAllGlobals());

const door = (rig: Rig, at = 0): string => rig.view.lists[0]!.walk[at]!.id;

test("a second tab looks on, may not write, and takes over when the first one closes", async () => {
  const locks = new TestLocks();
  const first = new Rig();
  first.more = { locks: locks as unknown as LockManager };
  await first.out();
  const second = new Rig(first.server);
  Object.assign(second, { database: first.database, more: first.more });
  await second.open();
  expect(second.view.notices).toMatchObject([{ code: "another_tab" }]);
  await expect(second.face.visit(door(second), "no_answer")).rejects.toMatchObject({ code: "another_tab" });

  await first.face.visit(door(first), "declined");
  locks.closeFirst();
  await vi.waitFor(() => expect(second.view.notices).toEqual([]), 5_000);
  expect(second.view.lists[0]!.walk[0]!.state).toBe("rested");
  await second.face.visit(door(second, 1), "no_answer");
  expect(second.view.handIn.pending).toBe(3);
});

/** Web Locks, as far as one name goes. */
class TestLocks {
  private held: (() => void) | null = null;
  private readonly waiting: (() => void)[] = [];

  request(_name: string, ...rest: unknown[]): Promise<void> {
    const call = rest.at(-1) as (lock: object | null) => unknown;
    const ifAvailable = rest.length > 1;
    if (this.held && ifAvailable) return Promise.resolve(call(null) as undefined);
    const take = (): void => {
      this.held = () => undefined;
      void call({});
    };
    if (this.held) this.waiting.push(take);
    else take();
    return new Promise(() => undefined);
  }

  closeFirst(): void {
    this.held = null;
    this.waiting.shift()?.();
  }
}

test("after seven days without the server rows are put away until it is met again; unsent work waits", async () => {
  const rig = await new Rig().out();
  rig.online = false;
  rig.clock.wall += LEASE_MS + 1;
  await rig.again();
  expect(rig.view).toMatchObject({ stage: "resting", lists: [], planned: [], handIn: { pending: 1 } });

  rig.online = true;
  await rig.face.handInNow();
  expect(rig.view).toMatchObject({ stage: "ready", handIn: { pending: 0 } });
  expect(rig.view.lists).toHaveLength(1);
});

test("a date set wrong in the middle of a shift puts nothing away, and ops say what the phone says", async () => {
  const rig = await new Rig().out();
  rig.clock.wall = Date.parse("2031-01-01T12:00:00Z");
  await rig.face.visit(door(rig), "no_answer");
  expect(rig.view.stage).toBe("ready");
  await rig.face.handInNow();
  const visit = [...rig.server.ops.values()].find(({ op }) => op.kind === "visit.record")!.op;
  expect(visit).toMatchObject({ at: "2031-01-01T12:00:00.000Z", data: { day: "2031-01-01" } });
});

test("a plain http page works without sealing, and says that it is not secure", async () => {
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto), subtle: undefined });
  const rig = await new Rig().out();
  expect(rig.view.notices).toMatchObject([{ code: "not_secure" }]);
  await rig.face.visit(door(rig), "no_answer");
  await rig.again();
  expect(rig.view.handIn.pending).toBe(2);
});

test("a browser that may clear the storage is told of; so is work that waits for a day", async () => {
  const rig = new Rig();
  rig.more = { storage: { persist: () => Promise.resolve(false), persisted: () => Promise.resolve(false) } };
  await rig.out();
  expect(rig.view).toMatchObject({ kept: false, notices: [{ code: "storage_may_go" }] });
  rig.online = false;
  rig.clock.wall += 25 * 3_600_000;
  await rig.again();
  expect(rig.view.notices.map(({ code }) => code)).toEqual(["storage_may_go", "unsent_for_a_day"]);
});

test("what the browser said about the storage is told with each hand-in", async () => {
  const rig = new Rig();
  const told = () => rig.server.asked.filter(({ path }) => path.endsWith("/push")).map(({ headers }) => headers.get("phone-storage"));
  rig.more = { storage: { persist: () => Promise.resolve(false), persisted: () => Promise.resolve(true) } };
  await rig.out();
  await rig.face.handInNow();
  await rig.again();
  await rig.face.visit(door(rig), "no_answer");
  await rig.face.handInNow();
  expect(told()).toEqual(["may_go", "kept"]);
});

test("a street without a known door stands under its own list only", async () => {
  const [other, bare] = [id(12), id(32)];
  const rows: Row[] = [
    ...town(2).map((row) => (row.kind === "walk_list" ? { ...row, streets: [] } : row)),
    { kind: "walk_list", id: other, name: "Mill Lane", shift: SHIFT, doors: 0, streets: [bare] },
    { kind: "street", id: bare, name: "Mill Lane" },
  ];
  const rig = await new Rig(new TestServer(rows)).enrolled();
  const streets = () => rig.view.lists.map((list) => [list.name, list.streets.map(({ name }) => name)]);
  expect(streets()).toEqual([["Dale Street", ["Dale Street"]], ["Mill Lane", ["Mill Lane"]]]);

  // A server before does not say whose it is: better under both than under none.
  for (const row of rows) if (row.kind === "walk_list") delete row.streets;
  const before = await new Rig(new TestServer(rows)).enrolled();
  expect(before.view.lists.map((list) => list.streets.map(({ name }) => name))).toEqual([["Dale Street", "Mill Lane"], ["Mill Lane"]]);
});

test("somebody else on the same phone sees nothing of the one before, whose work is handed in", async () => {
  const rig = await new Rig().out();
  rig.server.instead = (path) => (path.endsWith("/push") ? problem(500, "internal") : null);
  const talk = await rig.face.talked(door(rig));
  await rig.face.finishDraft({ ...talk, voices: { first: 1, again: 0, unsure: 0 }, note: "mine" });
  rig.server.instead = (path) =>
    path.endsWith("/enrol") ? json({ token: "t2", person: "01930000-0000-7000-8000-000000000082", role: "organiser", hub: HUB, install: "01930000-0000-7000-8000-000000000072", expires_at: 0 }) : null;
  await rig.face.enrol("another-code-of-letters");

  expect(rig.view).toMatchObject({ shift: null, talks: [], drafts: [], handIn: { pending: 0 } });
  expect(rig.server.pushes().at(-1)!.ops.map(({ n }) => n)).toEqual([1, 2, 3]);
});

test("nothing of one hub is handed in at another one", async () => {
  const rig = await new Rig().out();
  rig.server.instead = (path) => (path.endsWith("/push") ? problem(500, "internal") : null);
  rig.server.hub = "01930000-0000-7000-8000-000000000092";
  await expect(rig.face.enrol("another-code-of-letters")).rejects.toMatchObject({ code: "unexpected" });
  rig.server.instead = () => null;
  rig.server.hub = HUB;
  await rig.face.handInNow();
  await rig.face.endShift([]);
  await rig.face.handInNow();

  rig.server.hub = "01930000-0000-7000-8000-000000000092";
  rig.server.rows.clear();
  await rig.face.enrol("a-third-code-of-letters");
  expect(rig.view).toMatchObject({ stage: "ready", lists: [], shift: null, handIn: { pending: 0, written: 0 } });
});
