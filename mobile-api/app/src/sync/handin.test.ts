import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { json, LIST, NOON, problem, Rig, TestServer, town } from "../phone/testing";

test("what was recorded is handed in soon after, packed, and shown as received", async () => {
  const rig = await new Rig().out();
  const [one, two] = rig.view.lists[0]!.walk;
  await rig.face.visit(one!.id, "no_answer");
  await rig.face.visit(two!.id, "come_back", { come_back: "evening" });
  expect(rig.view.handIn).toMatchObject({ pending: 3, arrived: 0, written: 3 });

  await rig.pass(3_000);

  expect(rig.view.handIn).toMatchObject({ pending: 0, arrived: 3, written: 3, trouble: null, lastAt: NOON + 3_000 });
  const push = rig.server.asked.find(({ path }) => path.endsWith("/push"))!;
  expect(push.headers.get("sync-protocol")).toBe("1");
  expect(rig.server.pushes()[0]).toMatchObject({ install: rig.server.install, outbox: { pending: 3, oldest_n: 1, last_n: 3 } });
  expect(rig.server.pushes()[0]!.ops.map((op) => op.kind)).toEqual(["shift.start", "visit.record", "visit.record"]);
});

test("an answer that got lost is asked for again, and nothing counts twice", async () => {
  const rig = await new Rig().out();
  let lost = 0;
  const { fetch } = rig.server;
  rig.server.fetch = async (path, init) => {
    const answer = await fetch(path, init);
    if (String(path).endsWith("/push") && (lost += 1) === 1) throw new TypeError("cut off");
    return answer;
  };
  await rig.again();
  await rig.pass(4_000);

  expect(lost).toBe(2);
  expect(rig.server.ops.size).toBe(1);
  expect(rig.view.handIn).toMatchObject({ pending: 0, arrived: 1, trouble: null });
});

test.each([
  ["a captive portal's page", () => new Response("<html>Sign in</html>", { headers: { "content-type": "text/html" } }), "not_our_server"],
  ["a portal that speaks JSON", () => json({ welcome: "to the café" }), "not_our_server"],
  ["half an answer", () => new Response('{"epoch": "e', { headers: { "content-type": "application/json" } }), "no_signal"],
  ["a 500", () => problem(500, "internal"), "server_trouble"],
  ["a proxy's error page", () => new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "content-type": "text/html" } }), "server_trouble"],
  ["a busy server", () => problem(503, "read_only"), "busy"],
  ["no signal", () => Promise.reject(new TypeError("Failed to fetch")), "no_signal"],
] as const)("%s loses nothing, is named, and is tried again", async (_, answer, trouble) => {
  const rig = await new Rig().out();
  rig.server.instead = (path) => (path.endsWith("/push") ? answer() : null);
  await rig.pass(3_000);
  expect(rig.view.handIn).toMatchObject({ pending: 1, arrived: 0, trouble });

  rig.server.instead = () => null;
  await rig.pass(60_000);
  expect(rig.view.handIn).toMatchObject({ pending: 0, arrived: 1, trouble: null });
});

test("a server that asks for time gets it", async () => {
  const rig = await new Rig().out();
  rig.server.instead = (path) => (path.endsWith("/push") ? problem(503, "disk_full", {}, { "retry-after": "120" }) : null);
  await rig.pass(3_000);
  const before = rig.server.pushes().length;
  await rig.pass(119_000);
  expect(rig.server.pushes().length).toBe(before);
  await rig.pass(4_000);
  expect(rig.server.pushes().length).toBe(before + 1);
});

test("while something waits and the phone is online, an attempt begins every minute at least", async () => {
  const rig = await new Rig().out();
  rig.server.instead = () => Promise.reject(new TypeError("Failed to fetch"));
  await rig.pass(10 * 60_000);
  const before = rig.server.pushes().length;
  for (let minute = 0; minute < 5; minute += 1) {
    await rig.pass(60_000);
    expect(rig.server.pushes().length).toBeGreaterThan(before + minute);
  }
});

test("a phone that is offline asks nobody, and hands in when it is back", async () => {
  const rig = await new Rig().enrolled();
  rig.online = false;
  await rig.face.startShift({ lists: [LIST], shift: null, expectedEnd: NOON, people: 1, partner: null, buddy: null, street: null });
  const before = rig.server.asked.length;
  await rig.pass(30 * 60_000);
  expect(rig.server.asked.length).toBe(before);
  expect(rig.view.handIn).toMatchObject({ pending: 1, trouble: "no_signal" });

  rig.online = true;
  rig.page.dispatchEvent(new Event("online"));
  await rig.pass(1_000);
  expect(rig.view.handIn).toMatchObject({ pending: 0, trouble: null });
});

test("too much at once is halved until it fits", async () => {
  const rig = new Rig(new TestServer(town(9)));
  await rig.out();
  await rig.face.visits(rig.view.lists[0]!.walk.map((door) => door.id), "no_answer");
  rig.server.instead = (path, _, body) => (path.endsWith("/push") && (JSON.parse(body) as { ops: unknown[] }).ops.length > 3 ? problem(413, "too_large") : null);
  await rig.pass(3_000);

  expect(rig.view.handIn).toMatchObject({ pending: 0, arrived: 10 });
});

test("held and rejected records stay to be seen, each with its sentence", async () => {
  const rig = await new Rig().out();
  const [one, two] = rig.view.lists[0]!.walk;
  const held = await rig.face.visit(one!.id, "no_answer");
  const rejected = await rig.face.visit(two!.id, "declined");
  rig.server.instead = (path, _, body) => {
    if (!path.endsWith("/push")) return null;
    const results = (JSON.parse(body) as { ops: { id: string; rev: number }[] }).ops.map(({ id, rev }) => {
      if (id === held) return { id, rev, r: "held", held: true, why: "clock_off", text: "The clock." };
      if (id === rejected) return { id, rev, r: "rejected", why: "already_deleted", text: "It was deleted." };
      return { id, rev, r: "accepted", seq: 50 };
    });
    return json(rig.server.answer(results));
  };
  await rig.pass(3_000);

  expect(rig.view.handIn).toMatchObject({ pending: 0, held: 1, rejected: 1, arrived: 2, written: 3 });
  expect(rig.view.notices.map(({ code, text }) => [code, text])).toEqual([["record_held", "The clock."], ["record_rejected", "It was deleted."]]);
  expect(rig.view.lists[0]!.walk.map((door) => door.state)).toEqual(["tried", "rested", undefined]);
  await rig.again();
  for (const notice of rig.view.notices) await rig.face.dismiss(notice.id);
  expect(rig.view.notices).toEqual([]);
  expect(rig.view.handIn).toMatchObject({ held: 1, rejected: 0 });
});

test("after a restore what was handed in goes again, and rows are fetched anew", async () => {
  const rig = await new Rig().out();
  await rig.face.visit(rig.view.lists[0]!.walk[0]!.id, "no_answer");
  await rig.pass(3_000);
  await rig.again();
  rig.server.epoch = "e2";
  rig.server.ops.clear();
  await rig.face.handInNow();
  await rig.pass(2_000);

  expect(rig.view.handIn).toMatchObject({ pending: 0, arrived: 2 });
  expect(rig.server.ops.size).toBe(2);
  expect(rig.view.lists[0]!.walk[0]).toMatchObject({ tries: 1, state: "tried" });
});

test("a server of the next version may say more, and verdicts that nobody knows release nothing", async () => {
  const rig = await new Rig().out();
  rig.server.instead = (path, _, body) => {
    if (!path.endsWith("/push")) return null;
    const results = (JSON.parse(body) as { ops: { id: string; rev: number }[] }).ops.map(({ id, rev }) => ({ id, rev, r: "parked", seq: 9, new_thing: 1 }));
    return json({ ...rig.server.answer(results), more_to_come: true });
  };
  await rig.pass(3_000);
  expect(rig.view.handIn).toMatchObject({ pending: 1, trouble: "server_trouble" });
});

test("a clock that is wrong is told of, until it is right", async () => {
  const rig = await new Rig().out();
  Object.assign(rig.server, { skewMs: -365 * 86_400_000, quality: "bad" });
  await rig.pass(3_000);
  expect(rig.view.notices).toMatchObject([{ code: "clock_off" }]);

  Object.assign(rig.server, { skewMs: 0, quality: "good" });
  await rig.face.visit(rig.view.lists[0]!.walk[0]!.id, "no_answer");
  await rig.pass(3_000);
  expect(rig.view.notices).toEqual([]);
});
