import { describe, expect, it } from "vitest";
import type { HandIn, Talk } from "../phone/face";
import { allArrived, heard, offersFile } from "./rules";

const talk = (change: Partial<Talk> = {}): Talk => ({
  id: "a",
  voices: { first: 1, again: 0, unsure: 0 },
  statements: [],
  interest: 0,
  note: "",
  at: 0,
  ...change,
});
const handIn = (change: Partial<HandIn> = {}): HandIn => ({
  pending: 0,
  arrived: 0,
  written: 0,
  held: 0,
  rejected: 0,
  lastAt: null,
  oldestAt: null,
  busy: false,
  trouble: null,
  ...change,
});
const HOUR = 3_600_000;

describe("my talks in words", () => {
  it("count people, not talks", () => {
    const talks = [talk({ voices: { first: 1, again: 1, unsure: 1 } }), talk({ interest: 1 })];

    expect(heard(talks)).toMatchObject({ people: 4, interest: 1 });
  });

  it("name each theme once, the most said first", () => {
    const said = (...themes: string[]) => talk({ statements: themes.map((theme) => ({ theme, stance: "love" })) });

    expect(heard([said("park", "food"), said("food")]).themes).toEqual({
      love: ["food", "park"],
      concern: [],
      idea: [],
      offer: [],
    });
  });
});

describe("handing in", () => {
  it("is over when nothing waits and all arrived", () => {
    expect(allArrived(handIn({ written: 34, arrived: 34 }))).toBe(true);
    expect(allArrived(handIn({ written: 34, arrived: 33, pending: 1 }))).toBe(false);
  });

  it("offers the file after a day", () => {
    const waits = handIn({ pending: 1, oldestAt: 0 });

    expect(offersFile(waits, 23 * HOUR)).toBe(false);
    expect(offersFile(waits, 24 * HOUR)).toBe(true);
  });

  it("offers the file at once when handing in cannot work, not for want of signal", () => {
    expect(offersFile(handIn({ pending: 1, trouble: "signed_out" }), 0)).toBe(true);
    expect(offersFile(handIn({ pending: 1, trouble: "no_signal" }), 0)).toBe(false);
    expect(offersFile(handIn({ trouble: "signed_out" }), 0)).toBe(false);
  });
});
