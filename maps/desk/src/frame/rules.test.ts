import { expect, test } from "vitest";
import type { Permission } from "../session/session.svelte";
import { homeOf, placeAt, placeByKey, placesFor } from "./rules";

const GROUP: Permission[] = ["read_areas", "read_plans", "read_notes", "read_themes", "keep_themes", "keep_actions", "read_releases", "read_group_releases"];
const HUB: Permission[] = ["plan", "run_shifts", "read_exact_counts", "keep_returns", "read_releases"];

test("a group sees its notes, its review and its map programs, no return and nobody who is out", () => {
  expect(placesFor(GROUP)).toEqual(["debrief", "review", "seen", "tokens"]);
});

test("a hub starts at its return, an officer at the requests, an outside reader at the returns", () => {
  expect(homeOf(HUB)).toBe("returns");
  expect(homeOf(["read_plans", "read_releases", "read_privacy", "keep_privacy"])).toBe("privacy");
  expect(homeOf(["read_returns", "read_releases"])).toBe("network");
  expect(homeOf([])).toBe("seen");
});

test("an organiser sees who is out, to be the buddy of somebody", () => {
  const organiser: Permission[] = ["read_areas", "read_plans", "see_alerts", "sync", "read_themes", "read_releases", "report_concerns"];
  expect(placesFor(organiser)).toEqual(["review", "out", "seen", "tokens"]);
  expect(homeOf(organiser)).toBe("out");
});

test("an address leads only where the role may go", () => {
  expect(placeAt("/desk/returns/2026-Q1", placesFor(HUB))).toEqual({ place: "returns", rest: "2026-Q1" });
  expect(placeAt("/desk/returns", placesFor(GROUP))).toBeNull();
  expect(placeAt("/desk/", placesFor(HUB))).toBeNull();
});

test("a number leads to its place, but not while somebody types or holds another key", () => {
  const press = (key: string, ctrlKey = false) => ({ key, altKey: false, ctrlKey, metaKey: false });
  const open = placesFor(GROUP);
  expect(placeByKey(press("2"), false, open)).toBe("review");
  expect(placeByKey(press("9"), false, open)).toBeNull();
  expect(placeByKey(press("2"), true, open)).toBeNull();
  expect(placeByKey(press("2", true), false, open)).toBeNull();
});
