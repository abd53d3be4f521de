import { expect, test } from "vitest";
import { adjusted, bar, columnsOf, fixOf, inTenths, inWords, isZero, quarterBars, spanOf, steps } from "./rules";

test("a figure goes from those who were sure to those who were not", () => {
  expect(spanOf({ engaged: 75, engaged_high: 79 }, "engaged")).toEqual({ low: 75, high: 79 });
  expect(spanOf({ knocks: 12 }, "knocks")).toEqual({ low: 12, high: 12 });
});

test("zero is a return, and one knock is none", () => {
  expect(isZero({})).toBe(true);
  expect(isZero({ knocks: 1 })).toBe(false);
});

test("a column of nothing but zeros is left out, unless it is one that matters", () => {
  expect(columnsOf([{ engaged: 0 }])).not.toContain("leading");
  expect(columnsOf([{ leading: 1 }])).toContain("leading");
  expect(columnsOf([{}])).toContain("engaged");
});

test("deprived-area evidence counts the tenths asked for and keeps everybody in the whole", () => {
  expect(inTenths([{ key: "1", engaged: 10 }, { key: "3", engaged: 5 }, { key: "4", engaged: 2 }, { key: null, engaged: 3 }], 3)).toEqual({ part: 15, all: 20 });
});

test("a target beyond the figure is the longest thing in the bar", () => {
  expect(bar({ low: 75, high: 80 }, 100)).toEqual({ low: 75, high: 80, target: 100 });
  expect(bar({ low: 75, high: 100 }, 50)).toEqual({ low: 75, high: 100, target: 50 });
  expect(bar({ low: 0, high: 0 }, null)).toEqual({ low: 0, high: 0, target: null });
});

test("what is missing leads to where it is put right", () => {
  const gap = (kind: string, where: object | null, text = "") => fixOf({ kind, where, text, count: 1, fix: "" } as never);
  expect(gap("counters_do_not_tie", { kind: "shift", id: "s1" })).toEqual({ place: "debrief", rest: "s1" });
  expect(gap("held_record", null)).toEqual({ place: "debrief", rest: "held" });
  expect(gap("notes_unread", null)).toEqual({ place: "debrief", rest: "notes" });
  expect(gap("action_without_tally", { kind: "action", id: "a" })).toEqual({ place: "review" });
  expect(gap("earlier_quarter_open", null, "The return of 2026-Q1 was never frozen.")).toEqual({ place: "returns", quarter: "2026-Q1" });
  expect(gap("unsynced_phone", { kind: "phone", id: "p" })).toBeNull();
  expect(inWords("The return of 2026-Q1 was never frozen.")).toBe("The return of Quarter 1 of 2026 was never frozen.");
});

test("a quarter in which nothing was counted stands between the others and says so", () => {
  const of = (quarter: string, engaged: number) => ({ quarter, reported: { engaged, engaged_high: engaged }, restated: { engaged: engaged + 1 } });
  const bars = quarterBars([of("2025-Q4", 5), of("2026-Q2", 7)] as never, "2026-Q3", "engaged");
  expect(bars.map((one) => [one.quarter, one.reported.low, one.silent])).toEqual([["2025-Q4", 5, false], ["2026-Q1", 0, true], ["2026-Q2", 7, false], ["2026-Q3", 0, true]]);
  expect(bars[0]?.restated.low).toBe(6);
});

test("a quarter that still runs is not frozen, a frozen one is handed in", () => {
  expect(steps("open", "2026-06-30", "2026-06-30")).toEqual({ freeze: false, early: true, submit: false });
  expect(steps("open", "2026-06-30", "2026-07-01")).toEqual({ freeze: true, early: false, submit: false });
  expect(steps("frozen", "2026-06-30", "2026-07-01").submit).toBe(true);
  expect(steps("locked", "2026-06-30", "2026-07-01")).toEqual({ freeze: false, early: false, submit: false });
});

test("what is reported of earlier quarters is told apart by patch", () => {
  const one = (patch: string | null, engaged: number) => ({ quarter: "2025-Q4", patch, label: "", reason: "late", engaged });
  const report = { adjustments: [one("a", 6), one("b", -1), one(null, 2)] } as unknown as Parameters<typeof adjusted>[0];
  expect(adjusted(report, "engaged", undefined)).toBe(7);
  expect(adjusted(report, "engaged", "b")).toBe(-1);
  expect(adjusted(report, "engaged", null)).toBe(2);
});
