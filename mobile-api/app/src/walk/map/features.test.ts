import { expect, test } from "vitest";
import type { DoorView, ListView } from "../../phone/face";
import { shapes } from "./features";

function door(number: number, more: Partial<DoorView> = {}): DoorView {
  return {
    id: `d${number}`,
    list: "l",
    n: number,
    street: "dale",
    streetName: "Dale Street",
    number: String(number),
    side: number % 2 === 1 ? "odd" : "even",
    lng: -1.5 + number / 10_000,
    lat: 53.8,
    mine: null,
    draft: null,
    ...more,
  };
}

function list(walk: DoorView[], streets: ListView["streets"] = []): ListView {
  return { id: "l", name: "L", doors: walk.length, walk, streets, lease: "good" };
}

test("the walk is one line from door to door, and each stretch begins with its number", () => {
  const made = shapes(list([door(1), door(3), door(2)]), "2026-11-21");

  expect(made.walk.features[0]?.geometry.coordinates).toHaveLength(3);
  expect(made.starts.features.map((one) => [one.properties.n, one.geometry.coordinates[0]])).toEqual([
    [1, -1.4999],
    [2, -1.4998],
  ]);
});

test("doors not to be knocked at are not on the map", () => {
  const made = shapes(list([door(1), door(3, { state: "do_not_knock" })]), "2026-11-21");

  expect(made.doors.features.map((one) => one.properties.id)).toEqual(["d1"]);
});

test("a street's name stands at its longest piece", () => {
  const short = [[-1.5, 53.8], [-1.4999, 53.8]];
  const long = [[-1.5, 53.81], [-1.49, 53.81]];

  const made = shapes(list([], [{ id: "dale", name: "Dale Street", line: [short, long] }]), "2026-11-21");

  expect(made.names.features[0]?.geometry.coordinates).toEqual(long);
});

test("a list of which no place is known has no box", () => {
  expect(shapes(list([]), "2026-11-21").box).toBeNull();
  expect(shapes(list([door(1)]), "2026-11-21").box).toEqual([-1.4999, 53.8, -1.4999, 53.8]);
});
