import { expect, test } from "vitest";
import { markOf } from "../base/kept";
import { chipped, decisionOn, nextOpen, progress, toDo, verdictOf, waiting, whyNot, type Decided } from "./rules";

const NOTES = [
  { id: "1", words: "The park is lovely" },
  { id: "2", words: "Mrs Jones at number 9 is lonely" },
  { id: "3", words: "Buses are late" },
];

test("seven of twenty: only notes that are decided on count", () => {
  const decided: Decided = { [markOf("The park is lovely")]: { verdict: "clear" }, other: { verdict: "clear" } };
  expect(progress(NOTES, decided)).toBe(1);
});

test("after a decision comes the next open note, round to the first one that was passed over", () => {
  const decided: Decided = { [markOf("Buses are late")]: { verdict: "hold" } };
  expect(nextOpen(NOTES, decided, 1)).toBe(0);
  expect(nextOpen(NOTES, {}, 0)).toBe(1);
  for (const note of NOTES) decided[markOf(note.words)] = { verdict: "clear" };
  expect(nextOpen(NOTES, decided, 0)).toBeNull();
  expect(nextOpen([], {}, 0)).toBeNull();
});

test("what was decided in the envelope finds its note under its new number, and one on hold is left alone", () => {
  const decided: Decided = {
    [markOf("Mrs Jones at number 9 is lonely")]: { verdict: "replace", words: "A neighbour is lonely" },
    [markOf("Buses are late")]: { verdict: "hold" },
  };
  const free = [{ id: "x", words: "Buses are late" }, { id: "y", words: "Mrs Jones at number 9 is lonely" }, { id: "z", words: "Not ours" }];
  expect(toDo(free, decided).map(({ id, decision }) => [id, decision.words])).toEqual([["y", "A neighbour is lonely"]]);
});

test("two notes of the same words are both done", () => {
  const decided: Decided = { [markOf("Buses are late")]: { verdict: "clear" } };
  expect(toDo([{ id: "a", words: "Buses are late" }, { id: "b", words: "Buses are late" }], decided)).toHaveLength(2);
});

test("blurring without a change is no blurring", () => {
  expect(whyNot("Mrs Jones", " Mrs Jones ")).toBe("same");
  expect(whyNot("Mrs Jones", "  ")).toBe("empty");
  expect(whyNot("Mrs Jones", "A neighbour")).toBeNull();
});

test("one key each", () => {
  expect(["c", "B", "h", "t", "x"].map(verdictOf)).toEqual(["clear", "replace", "hold", "remove", null]);
});

test("shifts that are all in come first, and those that are over are not asked for again", () => {
  const shift = (state: string, planned_start: string) => ({ state, planned_start });
  expect(waiting([shift("closed", "1"), shift("out", "1"), shift("synced", "3"), shift("synced", "2"), shift("planned", "1")])).toEqual([
    shift("synced", "2"),
    shift("synced", "3"),
    shift("out", "1"),
  ]);
});

test("where the server keeps decisions, its word counts and not what this browser remembers", () => {
  const decided: Decided = { [markOf("Buses are late")]: { verdict: "clear" } };
  expect(decisionOn({ id: "1", words: "Buses are late", decision: null }, decided)).toBeUndefined();
  expect(decisionOn({ id: "1", words: "Buses are late", decision: { verdict: "hold" } }, decided)).toEqual({ verdict: "hold" });
});

test("pressing a chip sets it, pressing it again takes it off, and the others stay", () => {
  const love = { theme: "parks", stance: "love" as const };
  const concern = { theme: "parks", stance: "concern" as const };
  expect(chipped([love], concern)).toEqual([love, concern]);
  expect(chipped([love, concern], love)).toEqual([concern]);
});
