import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import { createPhone } from "./phone.svelte";
import { themeId } from "./practice";

test("practice themes have the ids that every hub has", () => {
  expect(themeId("homes_and_rents")).toBe("48d75669-dd38-8f4b-9338-673861254f5e");
});

test("practice goes through a whole shift, asks no server, and is forgotten", async () => {
  const asked: unknown[] = [];
  const face = await createPhone({ fetch: (...given) => (asked.push(given), Promise.reject(new TypeError("no"))), later: () => () => undefined });
  expect(face.view.stage).toBe("new");
  await face.startPractice();
  expect(face.view.practice).toBe(true);
  const list = face.view.lists[0]!;
  expect(list.walk.length).toBe(12);
  expect(list.streets.map((street) => street.name)).toEqual(["Dale Street", "Mill Lane"]);

  await face.startShift({ lists: [list.id], shift: null, expectedEnd: Date.now() + 3_600_000, people: 2, partner: null, buddy: null, street: null });
  const record = await face.visit(list.walk[0]!.id, "no_answer");
  expect(face.view.lists[0]!.walk[0]).toMatchObject({ tries: 1, state: "tried", mine: { record, outcome: "no_answer" } });
  await face.undo([record]);
  expect(face.view.lists[0]!.walk[0]).toMatchObject({ mine: null });
  const draft = await face.talked(list.walk[1]!.id);
  await face.finishDraft({ ...draft, voices: { first: 1, again: 0, unsure: 0 }, note: "The bins." });
  expect(face.view.talks).toMatchObject([{ note: "The bins." }]);
  await face.sealContact({ name: "A", phone: "1", email: "", post: "", purposes: ["news"], wording: "w", language: "en" });
  await face.endShift([list.id]);
  expect(face.view.shift?.ended).toBe(true);
  expect(face.view.handIn.written).toBe(7);

  await face.stopPractice();
  expect(face.view).toMatchObject({ practice: false, stage: "new", lists: [], shift: null, person: { practised: true } });
  expect(asked).toEqual([]);
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain("doorstep-practice");
});
