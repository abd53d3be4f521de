import { expect, test } from "vitest";
import { emptyTalk, numberOf, outcomeOf, pathOf, progressOf, projector, rowsToSend, toggled, whyNotRow } from "./rules";
import { OUTCOMES } from "./words";

test("pressing an area takes it in, pressing it again leaves it out", () => {
  expect(toggled(["B"], "A")).toEqual(["A", "B"]);
  expect(toggled(["A", "B"], "A")).toEqual(["B"]);
});

test("every outcome has a letter of its own", () => {
  const letters = Object.values(OUTCOMES).map((one) => one.letter);
  expect(new Set(letters).size).toBe(14);
  expect(outcomeOf("n")).toBe("no_answer");
  expect(outcomeOf("z")).toBeNull();
});

test("a talk without anything said is not taken in, a closed door needs nothing", () => {
  expect(whyNotRow({ outcome: "no_answer", talk: emptyTalk() })).toBeNull();
  expect(whyNotRow({ outcome: "listened", talk: emptyTalk() })).toMatch("how many");
  const talk = { ...emptyTalk(), voices: { first: 1, again: 0, unsure: 0 } };
  expect(whyNotRow({ outcome: "listened", talk })).toMatch("something that was said");
  expect(whyNotRow({ outcome: "listened", talk: { ...talk, note: "Buses" } })).toBeNull();
});

test("keyed rows go out in the order of the sheet, a talk with its words", () => {
  const talk = { ...emptyTalk(), voices: { first: 1, again: 0, unsure: 0 }, note: " Buses " };
  const rows = rowsToSend(new Map([[3, { outcome: "listened", talk }], [1, { outcome: "no_answer", talk: emptyTalk() }]]));
  expect(rows).toEqual([
    { n: 1, outcome: "no_answer" },
    { n: 3, outcome: "listened", talk: { voices: { first: 1, again: 0, unsure: 0 }, statements: [], note: "Buses" } },
  ]);
});

test("north is up and nothing falls off the paper", () => {
  const at = projector([-1, 53, -0.9, 53.1], 100, 100);
  const [left, bottom] = at([-1, 53]);
  const [right, top] = at([-0.9, 53.1]);
  expect(left).toBeLessThan(right);
  expect(top).toBeLessThan(bottom);
  for (const value of [left, right, top, bottom]) expect(value).toBeGreaterThanOrEqual(0);
  expect(pathOf({ type: "MultiLineString", coordinates: [[[-1, 53], [-0.9, 53.1]]] }, at)).toMatch(/^M[\d.]+ [\d.]+L[\d.]+ [\d.]+$/);
});

test("a list is known by the number its name begins with", () => {
  expect(numberOf("12 Dale Street")).toBe(12);
  expect(numberOf("Dale Street")).toBe(0);
});

test("a list shows what became of its doors since it went out, not what was there before", () => {
  const stop = (door: string | null, last_on: string | null, state: string) => ({ n: 1, door, last_on, state, side: "odd", tries: 1 });
  const stops = [stop("a", "2026-05-02", "listened"), stop("b", "2026-05-02", "tried"), stop("c", "2026-04-01", "tried"), stop("d", null, "new"), stop(null, null, "new")];
  const list = { doors: 4, issued_at: "2026-05-02T16:00:00.000Z" };
  expect(progressOf({ walk_list: list, stops } as never)).toEqual({ doors: 4, called: 2, listened: 1 });
  expect(progressOf({ walk_list: { doors: 4 }, stops } as never)).toEqual({ doors: 4, called: 0, listened: 0 });
});
