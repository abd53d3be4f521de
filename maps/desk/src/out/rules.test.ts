import { expect, test } from "vitest";
import { changed, grouped, type Live } from "./rules";

const live = (shift: string, over: Partial<Live> = {}): Live => ({
  shift,
  campaign: "c",
  campaign_name: "Spring",
  state: "out",
  people: [],
  safety: "ok",
  buddy: "",
  start_place: "The hall",
  planned_end: "2026-05-16T19:00:00Z",
  planned_start: "2026-05-16T17:00:00Z",
  expected_end: "2026-05-16T19:00:00Z",
  ended_at: null,
  last_street: null,
  last_sign_at: null,
  alerts: [],
  ...over,
});
const alert = (step: Live["alerts"][number]["step"]) => ({ id: step, step, cause: "time" as const, at: "2026-05-16T19:10:00Z" });

test("an alarm stands before one who is late, and both before all who are well", () => {
  const { needs, out } = grouped([live("a"), live("b", { alerts: [alert("late")] }), live("c", { alerts: [alert("late"), alert("raised")] })]);
  expect(needs.map((one) => one.shift)).toEqual(["c", "b"]);
  expect(out.map((one) => one.shift)).toEqual(["a"]);
});

test("an alarm is shown also when the shift is back", () => {
  expect(grouped([live("a", { state: "back", alerts: [alert("raised")] })]).needs).toHaveLength(1);
});

test("a change replaces what was known, gone takes it away", () => {
  const known = [live("a"), live("b")];
  expect(changed(known, "checked_in", live("a", { last_street: "Dale Street" })).find((one) => one.shift === "a")?.last_street).toBe("Dale Street");
  expect(changed(known, "gone", live("a")).map((one) => one.shift)).toEqual(["b"]);
});
