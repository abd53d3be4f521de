import { expect, test } from "vitest";
import matrix from "../../../../src/access/policy.rs?raw";
import { byRole } from "./rules";
import { MAY } from "./words";

test("people are counted by role, nobody is named", () => {
  expect(byRole([{ role: "organiser" }, { role: "hub_manager" }, { role: "organiser" }])).toEqual([["organiser", 2], ["hub_manager", 1]]);
});

test("every right that the server gives is said in words here", () => {
  const rights = [...matrix.matchAll(/=> "([a-z_]+)"/g)].map((found) => found[1] ?? "");
  expect(rights.length).toBeGreaterThan(20);
  expect(rights.filter((right) => MAY[right] === undefined)).toEqual([]);
});
