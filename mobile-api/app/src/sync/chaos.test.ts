/**
 * Many bad days in one: taps, lost answers, cut connections, full storage, the app killed, the
 * server restored. When the faults end, the server has every op once, and the phone knows it.
 * A seed that fails can be run alone.
 */
import "fake-indexeddb/auto";
import { IDBObjectStore } from "fake-indexeddb";
import { afterEach, expect, test, vi } from "vitest";
import { problem, Rig, TestServer, town } from "../phone/testing";

afterEach(() => vi.restoreAllMocks());

/** A small generator of even numbers in [0, 1) from a seed (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const OUTCOMES = ["no_answer", "come_back", "declined", "empty", "no_access"] as const;

test.each([1, 2, 3, 4, 5, 6, 7, 8])("nothing is lost and nothing counts twice, seed %i", { timeout: 30_000 }, async (seed) => {
  const random = chance(seed);
  const one = <T,>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const rig = await new Rig(new TestServer(town(12))).out();
  const written = new Set<string>();
  let faults = true;
  const { fetch } = rig.server;
  rig.server.fetch = async (path, init) => {
    if (faults && random() < 0.25) throw new TypeError("no way there");
    if (faults && random() < 0.15) return problem(one([500, 503, 429]), "internal");
    const answer = await fetch(path, init);
    if (faults && random() < 0.25) throw new TypeError("no way back");
    return answer;
  };
  const { put } = IDBObjectStore.prototype;
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (this: IDBObjectStore, ...given) {
    if (faults && random() < 0.04) throw new DOMException("full", "QuotaExceededError");
    return put.apply(this, given);
  });
  const tap = async (work: () => Promise<unknown>): Promise<boolean> => work().then(() => true, () => false);

  await rig.again();
  for (let step = 0; step < 50; step += 1) {
    const what = random();
    const doors = rig.view.lists[0]?.walk ?? [];
    rig.clock.wall += 60_000;
    rig.clock.steady += 60_000;
    if (what < 0.5 && doors.length > 0) {
      const door = one(doors);
      // Which op it was is seen by the server only; here it counts that it was promised.
      await tap(async () => written.add(await rig.face.visit(door.id, one(OUTCOMES))));
    } else if (what < 0.6) {
      const mine = doors.filter((door) => door.mine);
      if (mine.length > 0) await tap(() => rig.face.undo([one(mine).mine!.record]));
    } else if (what < 0.85) await rig.face.handInNow();
    else if (what < 0.95) await rig.again();
    else rig.server.restore(`e${step}x`, Math.floor(random() * rig.server.seq));
  }
  faults = false;
  const shown = rig.view.lists[0]!.walk.map((door) => door.mine?.outcome);
  for (let round = 0; round < 4; round += 1) await rig.face.handInNow();
  await rig.pass(70_000);

  const ops = [...rig.server.ops.values()].map(({ op }) => op);
  expect(rig.view.handIn).toMatchObject({ pending: 0, held: 0, rejected: 0, trouble: null });
  expect(ops.map((op) => op.n).sort((a, b) => a - b)).toEqual(ops.map((_, at) => at + 1));
  expect(rig.view.handIn).toMatchObject({ arrived: ops.length, written: ops.length });
  for (const record of written) expect(ops.map((op) => op.id)).toContain(record);
  expect(rig.view.lists[0]!.walk.map((door) => door.mine?.outcome)).toEqual(shown);
});
