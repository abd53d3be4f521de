import { expect, test } from "vitest";
import { adjusted, bar, columnsOf, inTenths, isZero, missing, spanOf, steps, type Known } from "./rules";

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

const NOTHING: Known = { installs: [], shifts: [], held: 0, notes: 0, untallied: [], incidents: 0 };
const install = (over: object) => ({ id: "i", person_id: "p", display_name: "Amina", announced_n: 9, contiguous_n: 9, pending: 0, enrolled_at: "", ...over });

test("an unsynced phone is named with what to do; one that was revoked is not asked for", () => {
  const gaps = missing({ ...NOTHING, installs: [install({ contiguous_n: 6 }), install({ contiguous_n: 6, revoked_at: "2026-05-01T00:00:00Z" })] });
  expect(gaps.map((gap) => gap.what)).toEqual(["3 records are still on Amina's phone"]);
});

test("a phone whose every record arrived is not asked for again", () => {
  expect(missing({ ...NOTHING, installs: [install({ pending: 43 })] })).toEqual([]);
});

test("a role that reads no notes is not told that none wait", () => {
  expect(missing({ ...NOTHING, notes: null })).toEqual([]);
  expect(missing({ ...NOTHING, notes: 2 })[0]?.what).toBe("2 notes are not read yet");
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
