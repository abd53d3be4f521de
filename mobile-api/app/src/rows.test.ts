import { expect, test } from "vitest";
import { apply, empty, name, walk } from "./rows";

const door = (id: string, n: number, side: "odd" | "even") => ({
  put: { kind: "door", id, list: "l", n, street: "s", side, number: String(n) },
});

test("doors are walked in their order, one stretch a side", () => {
  const rows = empty();
  apply(rows, [
    { put: { kind: "street", id: "s", name: "Dale Street" } },
    door("c", 3, "even"),
    door("a", 1, "odd"),
    door("b", 2, "odd"),
  ]);

  const stretches = walk(rows, "l");

  expect(stretches.map((stretch) => [stretch.side, stretch.doors.map((d) => d.id)])).toEqual([
    ["odd side", ["a", "b"]],
    ["even side", ["c"]],
  ]);
});

test("a door that left is not walked to", () => {
  const rows = empty();
  apply(rows, [door("a", 1, "odd"), { leave: { kind: "door", id: "a" } }]);

  expect(walk(rows, "l")).toEqual([]);
});

test("a door without a number is said to be one", () => {
  expect(name({ id: "a", list: "l", n: 1, street: "s" })).toBe("a door without a number");
});
