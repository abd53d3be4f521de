import { expect, test } from "vitest";
import { range, role } from "./words";

test("a figure without doubt stands alone", () => {
  expect(range(75, 75)).toBe("75");
});

test("a figure with doubt shows how far it may go", () => {
  expect(range(75, 79)).toBe("75 (75 to 79)");
});

test("a role nobody named yet is shown as it came", () => {
  expect(role("hub_manager")).toBe("hub manager");
  expect(role("new_role")).toBe("new_role");
});
