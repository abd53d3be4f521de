import { expect, test } from "vitest";
import type { Hub, HubLine } from "./api";
import { axes, axis, changeOf, countsFrom, inOrder, mayDo, standOf, takers, waysOf, wishOf, yearsOf } from "./rules";

test("an axis ends at a round number that holds the largest figure", () => {
  expect([0, 9, 11, 100, 101, 265, 822].map((value) => axis([value]))).toEqual([10, 10, 20, 100, 200, 500, 1000]);
});

test("all hubs share their axes, and one without a return does not move them", () => {
  const hub = (figures: object | null) => ({ return: figures && { figures } }) as unknown as HubLine;
  expect(axes([hub({ engaged_high: 43, activated_high: 3 }), hub(null), hub({ engaged_high: 7, activated_high: 16 })])).toEqual({ engaged: 50, activated: 20 });
});

test("only what was handed in is accepted, only what was accepted is locked", () => {
  expect(mayDo("submitted")).toEqual({ accept: true, query: true, lock: false });
  expect(mayDo("accepted").lock).toBe(true);
  expect(mayDo("queried").accept).toBe(false);
});

const hub = (name: string, joins_on: string, leaves_on: string | null = null): Hub => ({
  id: name,
  name,
  legal_form: "charity",
  kind: "hub",
  region: "North West",
  funded: true,
  joins_on,
  leaves_on,
  successor_of: null,
  merged_into: null,
  version: 3,
});
const TODAY = "2026-05-16";
const north = hub("Northgate", "2026-04-01");
const gone = hub("Gone", "2025-04-01", "2026-05-15");
const coming = hub("Coming", "2026-07-01");
const off = hub("Off", "2026-04-01", "2026-03-31");

test("a hub belongs on its last day still, and one that was called off never did", () => {
  expect([north, gone, coming, off].map((one) => standOf(one, TODAY))).toEqual(["belongs", "left", "joins", "off"]);
  expect(standOf(hub("Last", "2025-04-01", TODAY), TODAY)).toBe("belongs");
  expect(inOrder([off, gone, coming, north], TODAY).map((one) => one.name)).toEqual(["Northgate", "Coming", "Gone", "Off"]);
});

test("work goes on at another hub that is there or will be, never at the hub itself", () => {
  expect(takers(north, [north, gone, coming, off], TODAY).map((one) => one.name)).toEqual(["Coming"]);
});

test("only a hub that leaves may stay after all, and one that was called off may still join", () => {
  expect(waysOf(north, TODAY)).toEqual(["leaves", "merges", "names", "manager", "off"]);
  expect(waysOf(hub("Leaving", "2026-04-01", "2026-09-30"), TODAY)).toEqual(["leaves", "merges", "stays", "names", "manager"]);
  expect(waysOf(off, TODAY)).toEqual(["stays", "names"]);
});

test("a change says what was seen, and only what was changed", () => {
  const wish = wishOf(north);
  expect(changeOf({ ...wish, way: "merges", leaves_on: "2026-06-30" }, north)).toBeNull();
  expect(changeOf({ ...wish, way: "merges", leaves_on: "2026-06-30", merged_into: "Coming" }, north)).toEqual({ leaves_on: "2026-06-30", merged_into: "Coming", version: 3 });
  expect(changeOf({ ...wish, way: "names", name: "North" }, north)).toEqual({ name: "North", version: 3 });
});

test("a hub that joins in the past will show as silent in the quarters that are over", () => {
  expect(countsFrom("2026-07-01", TODAY, 4)).toEqual({ quarter: "2026-Q2", over: 0 });
  expect(countsFrom("2025-10-01", TODAY, 4)).toEqual({ quarter: "2025-Q3", over: 2 });
});

test("a year stands once among its quarters", () => {
  expect(yearsOf(["2026-Q2", "2026-Q1", "2025-Q4"])).toEqual(["2026", "2025"]);
});
