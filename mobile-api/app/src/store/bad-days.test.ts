/** Bad days of the storage: full, denied, evicted, damaged, shared by two tabs, killed in the middle. */
import "fake-indexeddb/auto";
import { IDBFactory, IDBObjectStore } from "fake-indexeddb";
import { afterEach, expect, test, vi } from "vitest";
import { openDB } from "idb";
import { HUB, json, LIST, NOON, problem, Rig, TestServer, town } from "../phone/testing";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const door = (rig: Rig, at = 0): string => rig.view.lists[0]!.walk[at]!.id;

async function onDisk(rig: Rig): Promise<string> {
  const database = await openDB(rig.database);
  const all = await Promise.all([...database.objectStoreNames].filter((name) => name !== "keys").map((name) => database.getAll(name)));
  database.close();
  const bytes = (value: unknown): string =>
    value instanceof ArrayBuffer || ArrayBuffer.isView(value)
      ? Buffer.from(value as ArrayBuffer).toString("latin1")
      : typeof value === "object" && value !== null ? Object.entries(value).map(([name, it]) => `${name}:${bytes(it)}`).join() : String(value);
  return bytes(all);
}

test("nothing that people said, no address and no token lies open on the phone", async () => {
  const rig = await new Rig().out();
  const talk = await rig.face.talked(door(rig));
  await rig.face.keepDraft({ ...talk, note: "The lift is broken" });
  const kept = await onDisk(rig);
  expect(kept.length).toBeGreaterThan(1_000);
  for (const secret of ["The lift", "Dale Street", "listened", "visit.record", "Ana"]) expect(kept).not.toContain(secret);

  const database = await openDB(rig.database);
  const key = (await database.get("keys", "data")) as CryptoKey;
  database.close();
  expect(key).toMatchObject({ extractable: false, algorithm: { name: "AES-GCM", length: 256 } });
});

test("every write is strict, and an op and what goes with it are one transaction", async () => {
  const rig = await new Rig().out();
  const begun = vi.spyOn(IDBDatabase.prototype, "transaction");
  await rig.face.talked(door(rig));
  expect(begun.mock.calls.map(([, mode, options]) => [mode, options])).toEqual([["readwrite", { durability: "strict" }]]);
});

test("killed between any two writes, a change is there whole or not at all", async () => {
  for (let fatal = 1; fatal <= 5; fatal += 1) {
    const rig = await new Rig(new TestServer(town(5))).out();
    let writes = 0;
    const { put } = IDBObjectStore.prototype;
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...given) {
      writes += 1;
      // The process ends here: whatever the transaction had done is not kept.
      if (writes === fatal) this.transaction.abort();
      if (writes >= fatal) throw new DOMException("killed", "AbortError");
      return put.apply(this, given);
    });
    const saved = await rig.face.visits(rig.view.lists[0]!.walk.slice(0, 3).map((it) => it.id), "no_answer").then(() => true, () => false);
    vi.restoreAllMocks();
    await rig.again();
    expect(rig.view.handIn.written).toBe(saved ? 4 : 1);
    expect(rig.view.lists[0]!.walk.filter((it) => it.mine).length).toBe(saved ? 3 : 0);
    await rig.face.visit(door(rig), "declined");
    await rig.face.handInNow();
    expect([...rig.server.ops.values()].map(({ op }) => op.n)).toEqual(saved ? [1, 2, 3, 4, 5] : [1, 2]);
  }
});

test("a full phone says so, keeps what there was, and goes on when there is room", async () => {
  const rig = await new Rig().out();
  const { put } = IDBObjectStore.prototype;
  const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...given) {
    if (this.name === "outbox") throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, given);
  });
  await expect(rig.face.visit(door(rig), "no_answer")).rejects.toMatchObject({ code: "storage_full" });
  expect(rig.view.notices).toMatchObject([{ code: "storage_full" }]);
  expect(rig.view.lists[0]!.walk[0]!.mine).toBeNull();
  expect(rig.view.handIn.pending).toBe(1);

  full.mockRestore();
  await rig.face.visit(door(rig), "no_answer");
  expect(rig.view.notices).toEqual([]);
  await rig.again();
  expect(rig.view.handIn.pending).toBe(2);
});

test("a browser that denies all storage still opens, and says so at the first press", async () => {
  vi.stubGlobal("indexedDB", { open: () => { throw new DOMException("no", "SecurityError"); }, deleteDatabase: () => { throw new DOMException("no", "SecurityError"); } });
  const rig = await new Rig().open();
  expect(rig.view.stage).toBe("new");
  await expect(rig.face.enrol("a-code-of-sixteen-letters")).rejects.toMatchObject({ code: "storage_denied" });
  // The code was not used up.
  expect(rig.server.asked).toEqual([]);
});

test("storage that was cleared behind our back is told of, and the phone enrols as a new one", async () => {
  const rig = await new Rig().out();
  vi.stubGlobal("indexedDB", new IDBFactory());
  await rig.again();
  expect(rig.view).toMatchObject({ stage: "new", notices: [{ code: "storage_gone" }] });

  rig.server.install = "01930000-0000-7000-8000-000000000072";
  await rig.face.enrol("another-code-of-letters");
  await rig.face.startShift({ lists: [LIST], shift: null, expectedEnd: NOON, people: 1, partner: null, buddy: null, street: null });
  await rig.face.handInNow();
  expect(rig.server.pushes().at(-1)).toMatchObject({ install: rig.server.install, outbox: { last_n: 1 } });
  await rig.face.dismiss("storage_gone");
  expect(rig.view.notices).toEqual([]);
});

test("storage that the browser clears in the middle of a shift loses nothing while the app is open", async () => {
  const rig = await new Rig().out();
  await rig.face.visit(door(rig), "no_answer");
  const talk = await rig.face.talked(door(rig, 1));
  await rig.face.keepDraft({ ...talk, note: "The lift is broken" });
  // What a browser does when the phone is full: the connection ends, and everything is gone.
  const lost = new Set<IDBDatabase>();
  const { transaction } = IDBDatabase.prototype;
  vi.spyOn(IDBDatabase.prototype, "transaction").mockImplementation(function (this: IDBDatabase, ...given) {
    if (lost.has(this) || lost.size === 0) {
      lost.add(this);
      throw new DOMException("closed", "InvalidStateError");
    }
    return transaction.apply(this, given);
  });
  vi.stubGlobal("indexedDB", new IDBFactory());
  await rig.face.visit(door(rig, 2), "declined");
  expect(rig.view.notices.map(({ code }) => code)).toEqual(["storage_restored"]);
  await rig.face.dismiss("storage_restored");
  expect(rig.view.notices).toEqual([]);

  vi.mocked(IDBDatabase.prototype.transaction).mockRestore();
  await rig.again();
  expect(rig.view.notices).toEqual([]);
  expect(rig.view.lists[0]!.walk.map((it) => it.mine?.outcome)).toEqual(["no_answer", "listened", "declined"]);
  expect(rig.view.drafts).toMatchObject([{ note: "The lift is broken" }]);
  await rig.face.handInNow();
  expect([...rig.server.ops.values()].map(({ op }) => op.n)).toEqual([1, 2, 3, 4]);
});

test("one damaged record harms no other, and is told of", async () => {
  const rig = await new Rig().out();
  const record = await rig.face.visit(door(rig), "no_answer");
  await rig.face.visit(door(rig, 1), "declined");
  const database = await openDB(rig.database);
  const row = await database.get("outbox", `${record}/1`);
  new Uint8Array(row.op.bytes)[5]! ^= 1;
  await database.put("outbox", row, `${record}/1`);
  database.close();
  await rig.again();
  await rig.face.handInNow();

  expect(rig.view.notices).toMatchObject([{ code: "storage_gone" }]);
  expect([...rig.server.ops.values()].map(({ op }) => op.n)).toEqual([1, 3]);
});

test("handed-in ops are kept until a backup covers them, those of the shift as long as it shows", async () => {
  const rig = await new Rig().out();
  await rig.face.visit(door(rig), "no_answer");
  await rig.face.endShift([]);
  await rig.face.handInNow();
  const count = async (): Promise<number> => {
    const database = await openDB(rig.database);
    const n = await database.count("outbox");
    database.close();
    return n;
  };
  expect(await count()).toBe(3);
  rig.server.backedUpSeq = 1_000;
  await rig.again();
  await rig.face.startShift({ lists: [LIST], shift: "01930000-0000-7000-8000-000000000022", expectedEnd: NOON, people: 1, partner: null, buddy: null, street: null });
  await rig.face.handInNow();
  expect(await count()).toBe(1);
  expect(rig.view.handIn).toMatchObject({ arrived: 1, written: 1, pending: 0 });
});


test("an older app still works on the storage of a newer one, and the other way round", async () => {
  const rig = await new Rig().out();
  const before = await onDisk(rig);
  const newer = await openDB(rig.database, 7, { upgrade: (database) => void database.createObjectStore("to_come") });
  newer.close();
  await rig.again();
  expect(rig.view).toMatchObject({ stage: "ready", handIn: { pending: 1 } });
  await rig.face.visit(door(rig), "no_answer");
  expect(rig.view.handIn.pending).toBe(2);
  expect((await onDisk(rig)).length).toBeGreaterThan(before.length);
});
