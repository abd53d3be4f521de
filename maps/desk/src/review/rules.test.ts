import { expect, test } from "vitest";
import { centreOf } from "../map/box";
import { classOf, daysOf, elsewhereOf, finest, firstOf, flat, mostOf, parentOf, periodsOf, placesOf, themesOf, unitsOf, valueOf, zoomsOf, type Look } from "./rules";

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

// A cell of resolution 9 with one of its parts, and its parent.
const [WHOLE, PART, ABOVE] = ["89194ad3217ffff", "8a194ad32167fff", "88194ad321fffff"];
const cell = (key: string, resolution: number, value: number) => figure({ key, resolution, label: `around ${key}`, value });

test("a cell lies in the coarser one that its number is cut to", () => {
  expect(parentOf(PART, 9)).toBe(WHOLE);
  expect(parentOf(PART, 8)).toBe(ABOVE);
  expect(parentOf(WHOLE, 8)).toBe(ABOVE);
});

test("the table lists each place once: where the parts of a hexagon are shown, it is not", () => {
  const places = placesOf([cell(ABOVE, 8, 40), cell(WHOLE, 9, 25), cell(PART, 10, 12), figure({ kind: "patch", key: "p", value: 9 })], "cells");
  expect(places.map((one) => one.key)).toEqual([ABOVE, WHOLE, PART]);
  expect(finest(places).map((one) => one.key)).toEqual([PART]);
  expect(finest(placesOf([cell(ABOVE, 8, 40), cell(WHOLE, 9, 25)], "cells")).map((one) => one.key)).toEqual([WHOLE]);
});

test("a figure is written at the zooms at which the tiles draw its hexagon", () => {
  const places = placesOf([cell(ABOVE, 8, 40), cell(WHOLE, 9, 25), cell(PART, 10, 12)], "cells");
  expect(places.map((place) => zoomsOf(place, places))).toEqual([{ from: 11, to: 13 }, { from: 13, to: 14 }, { from: 14, to: 99 }]);
  const alone = placesOf([figure({ kind: "patch", key: "p", value: 9 })], "patches");
  expect(alone.map((place) => zoomsOf(place, alone))).toEqual([{ from: 0, to: 99 }]);
});

test("what lies in no place of a kind stands beside it, and only units with a figure can be chosen", () => {
  const figures = [figure({ kind: "elsewhere", key: "patch", label: "other patches", value: 11 }), figure({ kind: "patch", key: "p", value: 30 })];
  expect(elsewhereOf(figures, "patches")).toBe(11);
  expect(elsewhereOf(figures, "cells")).toBeNull();
  expect(unitsOf(figures)).toEqual(["patches"]);
  expect(mostOf([cell(ABOVE, 8, 40), cell(WHOLE, 9, 25), ...["a", "b"].map((key) => figure({ kind: "small_area", key, value: 9 }))], ["cells", "areas"])).toBe("areas");
});

test("a quarter has its first and last day, also across the turn of the year", () => {
  expect(daysOf("2026-Q1", 4)).toEqual(["2026-04-01", "2026-06-30"]);
  expect(daysOf("2025-Q4", 4)).toEqual(["2026-01-01", "2026-03-31"]);
});

test("a word of the group stands for the national theme it counts under", () => {
  const national = [{ id: "n", slug: "food" }, { id: "m", slug: "parks" }];
  const book = { national, local: [{ id: "own", national_id: "n" }] } as never;
  const heard = { statements: [{ theme: "own" }, { theme: "n" }, { theme: "gone" }] } as never;
  expect(themesOf(heard, book).map((one) => one.slug)).toEqual(["food"]);
});

test("a figure stands in the middle of the largest part of its place", () => {
  const square = (x: number, size: number) => [[x, 0], [x + size, 0], [x + size, size], [x, size], [x, 0]];
  expect(centreOf({ type: "Polygon", coordinates: [square(0, 2)] })).toEqual([1, 1]);
  expect(centreOf({ type: "MultiPolygon", coordinates: [[square(0, 2)], [square(10, 4)]] })).toEqual([12, 2]);
  expect(centreOf(null)).toBeNull();
});
