import { expect, test } from "vitest";
import { markOf } from "../base/kept";
import { chipped, chipsOf, decisionOn, nextOpen, progress, settled, verdictOf, waiting, whyNot, type Decided } from "./rules";

const NOTES = [
  { id: "1", words: "The park is lovely", statements: [] },
  { id: "2", words: "Mrs Jones at number 9 is lonely", statements: [] },
  { id: "3", words: "Buses are late", statements: [] },
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

test("in the envelope the server's word counts, not what was decided on the same words elsewhere", () => {
  const decided: Decided = { [markOf("Buses are late")]: { verdict: "clear" } };
  expect(decisionOn({ id: "1", words: "Buses are late", statements: [], decision: null }, decided)).toBeUndefined();
  expect(decisionOn({ id: "1", words: "Buses are late", statements: [], decision: { verdict: "hold" } }, decided)).toEqual({ verdict: "hold" });
});

test("pressing a chip sets it, pressing it again takes it off, and the others stay", () => {
  const same = (theme: string) => theme;
  const love = { theme: "parks", stance: "love" as const };
  const concern = { theme: "parks", stance: "concern" as const };
  expect(chipped([love], concern, same)).toEqual([love, concern]);
  expect(chipped([love, concern], love, same)).toEqual([concern]);
});

test("a talk coded under an older codebook says what its words are called today, and is not coded twice", () => {
  const local = (id: string, label: string, state: string, merged_into?: string) => ({ id, label, state, merged_into: merged_into ?? null });
  const book = {
    national: [{ id: "litter", label: "Litter and cleaning" }],
    local: [local("a", "Dog mess", "merged", "b"), local("b", "Dirty paths", "mapped"), local("c", "Noise", "split"), local("d", "Bins", "retired")],
  };
  const { press, labels, today } = chipsOf(book as never, (label, how, into) => `${label}, ${how} ${into}`.trim());
  expect(press.map((one) => one.label)).toEqual(["Dirty paths", "Litter and cleaning"]);
  expect(["a", "b", "c", "d"].map((id) => labels.get(id))).toEqual(["Dog mess, merged Dirty paths", "Dirty paths", "Noise, split Noise", "Bins, retired Bins"]);
  const coded = [{ theme: "a", stance: "concern" as const }];
  expect(chipped(coded, { theme: "b", stance: "concern" }, today)).toEqual([]);
});

test("other words with a number in them are not decided on until somebody changes them or is sure", () => {
  expect(settled({ verdict: "replace", words: "Ring 07700 900123", sure: false, kinds: ["PHONE"] })).toBe(false);
  expect(settled({ verdict: "replace", words: "Ring 07700 900123", sure: true, kinds: ["PHONE"] })).toBe(true);
  expect(settled({ verdict: "replace", words: "A good place", kinds: [] })).toBe(true);
  expect(settled(undefined)).toBe(false);
});
