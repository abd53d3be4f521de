import "fake-indexeddb/auto";
import { expect, test, vi } from "vitest";
import { id, LIST, problem, Rig } from "../phone/testing";

test("a restored server tells a phone that fetches, and gets back what it forgot", async () => {
  const rig = await new Rig().out();
  await rig.pass(3_000);
  rig.server.epoch = "e2";
  rig.server.ops.clear();
  rig.server.instead = (path) => (path.includes("cursor=e1") ? problem(409, "epoch_changed", { epoch: "e2", restored_to_seq: 0 }) : null);
  await rig.face.handInNow();
  await rig.pass(2_000);

  expect(rig.server.ops.size).toBe(1);
  expect(rig.view.handIn).toMatchObject({ pending: 0, arrived: 1 });
});

test("a list that is recalled goes at once, a sentence says so, and unsent work stays", async () => {
  const rig = await new Rig().out();
  await rig.face.visit(rig.view.lists[0]!.walk[0]!.id, "no_answer");
  rig.server.instead = (path) => (path.endsWith("/push") ? problem(500, "internal") : null);
  rig.server.takeBack(LIST, "recalled");
  await rig.face.handInNow();

  expect(rig.view.lists).toEqual([]);
  expect(rig.view.notices).toMatchObject([{ code: "list_recalled", list: "Dale Street" }]);
  expect(rig.view.handIn.pending).toBe(2);
  await rig.again();
  expect(rig.view.lists).toEqual([]);
  expect(rig.view.handIn.pending).toBe(2);
});

test("rows that differ from what the server says are fetched anew", async () => {
  const rig = await new Rig().enrolled();
  const lost = rig.server.feed.length;
  rig.server.put({ kind: "door", id: id(900), list: LIST, n: 9, street: id(31), number: "9", lng: -1.5, lat: 53.8 });
  rig.server.feed.splice(lost);
  await rig.face.handInNow();

  expect(rig.view.lists[0]!.walk.map((door) => door.number)).toEqual(["1", "2", "3", "9"]);
});

test.each([["cursor_invalid", 400], ["cursor_expired", 410]] as const)("after %s a new snapshot begins", async (code, status) => {
  const rig = await new Rig().enrolled();
  rig.server.instead = (path) => (path.includes("cursor=") ? problem(status, code) : null);
  await rig.face.handInNow();

  expect(rig.view.handIn.trouble).toBeNull();
  expect(rig.view.lists[0]!.walk).toHaveLength(3);
});

test("an app too old to fetch still hands in, and says so", async () => {
  const rig = await new Rig().out();
  rig.server.instead = (path) => (path.includes("/pull") ? problem(409, "protocol_too_old") : null);
  await rig.face.handInNow();

  expect(rig.view.handIn).toMatchObject({ pending: 0, arrived: 1, trouble: "too_old" });
  expect(rig.view.notices).toMatchObject([{ code: "app_too_old" }]);
});

test("a server without a hub card is as good", async () => {
  const rig = new Rig();
  rig.server.instead = (path) => (path.endsWith("/hub") ? problem(404, "not_found") : null);
  await rig.enrolled();

  expect(rig.view).toMatchObject({ stage: "ready", hub: null, handIn: { trouble: null } });
});

test("a page cut in half changes nothing, and is asked for again", async () => {
  const rig = await new Rig().enrolled();
  rig.server.put({ kind: "door", id: id(900), list: LIST, n: 9, street: id(31), number: "9", lng: -1.5, lat: 53.8 });
  rig.server.instead = (path) => (path.includes("/pull") ? new Response('{"epoch":"e1","phase":"de', { headers: { "content-type": "application/json" } }) : null);
  await rig.face.handInNow();
  expect(rig.view.handIn.trouble).toBe("no_signal");
  expect(rig.view.lists[0]!.walk).toHaveLength(3);

  rig.server.instead = () => null;
  await rig.pass(60_000);
  expect(rig.view.handIn.trouble).toBeNull();
  expect(rig.view.lists[0]!.walk).toHaveLength(4);
});

test("rows and the cursor after them are kept together, or neither", async () => {
  const rig = await new Rig().enrolled();
  rig.server.put({ kind: "door", id: id(900), list: LIST, n: 9, street: id(31), number: "9", lng: -1.5, lat: 53.8 });
  const { put } = IDBObjectStore.prototype;
  const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...given) {
    if (this.name === "rows") throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, given);
  });
  await rig.face.handInNow();
  expect(rig.view.lists[0]!.walk).toHaveLength(3);
  full.mockRestore();
  await rig.again();
  expect(rig.view.lists[0]!.walk).toHaveLength(3);
  await rig.face.handInNow();
  expect(rig.view.lists[0]!.walk).toHaveLength(4);
  expect(rig.server.asked.filter(({ path }) => path.includes("/pull") && !path.includes("cursor"))).toHaveLength(1);
});
