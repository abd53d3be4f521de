import { expect, test } from "vitest";
import { clock, named, plain, who } from "./texts";

test("a clock says how long is left, and how late it is", () => {
  const at = (days_left: number, closed_on: string | null = null) => clock({ days_left, due_on: "2026-06-16", closed_on });
  expect(at(25)).toBe("25 days left, until 2026-06-16");
  expect(at(1)).toBe("1 day left, until 2026-06-16");
  expect(at(0)).toBe("Due today");
  expect(at(-1)).toBe("Late by 1 day");
  expect(at(-3, "2026-06-19")).toBe("Answered on 2026-06-19");
});

test("who did something stays told apart after they were erased", () => {
  expect(who({ who: "Ruth", mark: "abcdef0123" })).toBe("Ruth");
  expect(who({ who: null, mark: "abcdef0123" })).toBe("somebody erased (abcdef)");
  expect(who({ who: null, mark: null })).toBe("the server");
});

test("a word of the program reads as words", () => {
  expect(plain("do_not_knock_lifted")).toBe("do not knock lifted");
});

test("a document is called what it is, in its language", () => {
  expect(named("impact-assessment")).toBe("Impact assessment");
  expect(named("door-card.ar")).toBe("Door card, Arabic");
  expect(named("door-card.en-easy")).toBe("Door card, easy English");
});
