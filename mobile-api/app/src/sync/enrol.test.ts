import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { id, json, LIST, problem, Rig } from "../phone/testing";

test("a phone enrols, fetches its list and says who its hub is", async () => {
  const rig = await new Rig().enrolled();

  expect(rig.view).toMatchObject({ stage: "ready", kept: true, hub: { name: "North", person: { name: "Ana" } } });
  expect(rig.view.lists).toMatchObject([{ id: LIST, name: "Dale Street", lease: "good" }]);
  expect(rig.view.lists[0]!.walk.map((door) => door.number)).toEqual(["1", "2", "3"]);
  expect(rig.view.planned).toHaveLength(1);
});

test("a phone whose storage was copied waits for a new code, then numbers anew", async () => {
  const rig = await new Rig().out();
  rig.server.instead = (path) => (path.endsWith("/push") ? json({ ...rig.server.answer([]), new_install: true }) : null);
  await rig.pass(3_000);
  expect(rig.view.notices.map(({ code }) => code)).toContain("new_install");
  const before = rig.server.pushes().length;
  await rig.pass(10 * 60_000);
  expect(rig.server.pushes().length).toBe(before);

  rig.server.instead = () => null;
  rig.server.install = id(72);
  await rig.face.enrol("another-code-of-letters");
  expect(rig.server.pushes().at(-1)).toMatchObject({ install: id(72), outbox: { oldest_n: 1, last_n: 1 }, ops: [{ n: 1, kind: "shift.start" }] });
  expect(rig.view.notices).toEqual([]);
});

test("a session that is over keeps everything, and a new code goes on with it", async () => {
  const rig = await new Rig().out();
  rig.server.instead = (path) => (path.endsWith("/enrol") ? null : problem(401, "session_expired"));
  await rig.pass(3_000);
  expect(rig.view).toMatchObject({ stage: "ready", handIn: { pending: 1, trouble: "signed_out" }, notices: [{ code: "session_over" }] });

  rig.server.instead = () => null;
  rig.server.install = id(72);
  await rig.face.enrol("http://server/app/#code=another-code-of-letters");
  expect(rig.view).toMatchObject({ handIn: { pending: 0, arrived: 1 }, notices: [] });
});

test.each([
  ["code_used", 409, "code_used"],
  ["code_expired", 410, "code_expired"],
  ["not_found", 404, "code_unreadable"],
  ["internal", 500, "server_trouble"],
] as const)("enrolling with a code that is %s says so", async (code, status, trouble) => {
  const rig = await new Rig().open();
  rig.server.instead = () => problem(status, code);

  await expect(rig.face.enrol("a-code-of-sixteen-letters")).rejects.toMatchObject({ code: trouble });
  expect(rig.view.stage).toBe("new");
});
