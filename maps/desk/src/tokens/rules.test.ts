import { expect, test } from "vitest";
import type { Token } from "./api";
import { daysFrom, inOrder, lastDayOf, standOf } from "./rules";

const token = (name: string, ends_at: string, revoked_at: string | null = null): Token => ({
  id: name,
  name,
  role: "lead_organiser",
  hub_id: null,
  made_at: "2026-05-01T09:00:00Z",
  ends_at,
  revoked_at,
  used_at: null,
  reads: [],
});
const NOW = Date.parse("2026-05-16T12:00:00Z");

test("a token works until its last day is over, or until it is taken back", () => {
  expect(standOf(token("a", "2026-05-16T23:00:00Z"), NOW)).toBe("works");
  expect(standOf(token("a", "2026-05-16T12:00:00Z"), NOW)).toBe("over");
  expect(standOf(token("a", "2026-12-31T00:00:00Z", "2026-05-02T09:00:00Z"), NOW)).toBe("taken");
});

test("the last day is the one before the midnight at which it ends", () => {
  expect(lastDayOf(token("a", "2026-12-31T00:00:00.000Z")).slice(0, 10)).toBe("2026-12-30");
});

test("a token ends within a year from today", () => {
  expect(daysFrom("2026-11-30")).toEqual({ offered: "2027-02-28", first: "2026-11-30", last: "2027-12-01" });
});

test("those that work stand first", () => {
  const all = [token("over", "2026-01-01T00:00:00Z"), token("works", "2026-12-31T00:00:00Z")];
  expect(inOrder(all, NOW).map((one) => one.name)).toEqual(["works", "over"]);
});
