import { expect, test } from "vitest";
import { classOf, firstOf, flat, periodsOf, valueOf, type Look } from "./rules";

const figure = (over: object) => ({ key: "k", kind: "cell" as const, label: "", measure: "listenings" as const, value: 0, ...over });

test("what a release does not show is absent, never 0", () => {
  const shown = flat([figure({ value: 12 }), figure({ theme: "parks", stance: "love", value: 7 })]);
  expect(valueOf(shown, { by: "listenings" })).toBe(12);
  expect(valueOf(shown, { by: "stance", theme: "parks", stance: "love" })).toBe(7);
  expect(valueOf(shown, { by: "stance", theme: "parks", stance: "concern" })).toBeNull();
});

test("a place leans one way only with ten mentions and both sides shown", () => {
  const look: Look = { by: "sway", theme: "parks" };
  expect(valueOf({ "theme:parks:love": 9, "theme:parks:concern": 3 }, look)).toBe(0.5);
  expect(valueOf({ "theme:parks:love": 5, "theme:parks:concern": 4 }, look)).toBeNull();
  expect(valueOf({ "theme:parks:love": 20 }, look)).toBeNull();
});

test("classes have the same bounds in every period", () => {
  expect([4, 5, 19, 40].map((value) => classOf(value, { by: "listenings" }))).toEqual([0, 1, 2, 4]);
  expect([-1, -0.6, 0, 1].map((value) => classOf(value, { by: "sway", theme: "x" }))).toEqual([0, 1, 2, 4]);
});

test("the slider goes by months or by quarters, each period once, the oldest first", () => {
  const releases = [{ period: "2026-04" }, { period: "2026-Q1" }, { period: "2026-03" }, { period: "2026-03" }];
  expect(periodsOf(releases, [], "month")).toEqual(["2026-03", "2026-04"]);
  expect(periodsOf(releases, ["2026-Q1", "2025-Q4"], "quarter")).toEqual(["2025-Q4", "2026-Q1"]);
});

test("a list is cut short only where no tie is torn apart", () => {
  const list = ["1", "2=", "2=", "4"].map((rank) => ({ rank }));
  expect(firstOf(list, 1)).toHaveLength(1);
  expect(firstOf(list, 2)).toHaveLength(1);
  expect(firstOf(list, 3)).toHaveLength(3);
  expect(firstOf(list, 9)).toHaveLength(4);
  expect(firstOf(["1=", "1=", "3"].map((rank) => ({ rank })), 1)).toHaveLength(2);
});
