import { expect, test } from "vitest";
import { count, range, signed } from "./figures";
import { arrow } from "./rows";
import { fromTo, periodOf, quarterOf, quartersBetween } from "./when";

test("a figure without doubt stands alone, one with doubt shows how far it may go", () => {
  expect(range(1242, 1242)).toBe("1,242");
  expect(range(75, 79)).toBe("75 (75 to 79)");
});

test("one note is not 1 notes", () => {
  expect(count(1, "note", "notes")).toBe("1 note");
  expect(count(0, "note", "notes")).toBe("0 notes");
});

test("an adjustment shows its sign", () => {
  expect([signed(6), signed(-1), signed(0)]).toEqual(["+6", "−1", "0"]);
});

test("arrows stop at the first and the last row", () => {
  expect(arrow("ArrowDown", 0, 3)).toBe(1);
  expect(arrow("ArrowDown", 2, 3)).toBeNull();
  expect(arrow("ArrowUp", 0, 3)).toBeNull();
  expect(arrow("End", 0, 3)).toBe(2);
  expect(arrow("x", 0, 3)).toBeNull();
});

test("a year that starts in April has its last quarter in the next year", () => {
  expect(quarterOf("2026-04-01", 4)).toBe("2026-Q1");
  expect(quarterOf("2026-03-31", 4)).toBe("2025-Q4");
  expect(quarterOf("2027-01-01", 4)).toBe("2026-Q4");
  expect(quarterOf("2026-01-01", 1)).toBe("2026-Q1");
  expect(quartersBetween("2026-02-23", "2026-05-03", 4)).toEqual(["2026-Q1", "2025-Q4"]);
});

test("periods are said as people say them", () => {
  expect(periodOf("2026-Q1")).toBe("Quarter 1 of 2026");
  expect(periodOf("2026-03")).toBe("March 2026");
  expect(fromTo("2026-03-01", "2026-03-31")).toBe("1 March 2026 to 31 March 2026");
});
