import { describe, expect, it } from "vitest";
import type { ThemeRow } from "../wire";
import * as rules from "./rules";

const theme = (n: number, code: string | null, name = code ?? "Local", parent: string | null = null): ThemeRow => ({
  id: `t${n}`,
  n,
  code,
  name,
  parent,
});
const THEMES = [theme(1, "food"), theme(2, "loneliness"), theme(3, "older_people"), theme(20, "something_else")];

describe("voices", () => {
  it("begin with one person who has not answered", () => {
    expect(rules.answersOf({ first: 0, again: 0, unsure: 0 })).toEqual([null]);
  });

  it("come back from a draft as they were counted", () => {
    const voices = { first: 1, again: 2, unsure: 1 };

    expect(rules.voicesOf(rules.answersOf(voices))).toEqual(voices);
  });

  it("are taken back by the same tap again", () => {
    const once = rules.answered([null], 0, "first");

    expect(once).toEqual(["first"]);
    expect(rules.answered(once, 0, "first")).toEqual([null]);
    expect(rules.answered(once, 0, "again")).toEqual(["again"]);
  });

  it("hold the interest down when one is taken back", () => {
    expect(rules.atMost(2, { first: 1, again: 0, unsure: 0 })).toBe(1);
  });
});

describe("statements", () => {
  it("a tap says it and another takes it back", () => {
    const once = rules.toggled([], "t1", "love", THEMES);

    expect(once).toEqual([{ theme: "t1", stance: "love" }]);
    expect(rules.toggled(once, "t1", "love", THEMES)).toEqual([]);
  });

  it("the same theme can be loved and worried about", () => {
    const both = rules.toggled(rules.toggled([], "t1", "love", THEMES), "t1", "concern", THEMES);

    expect(both).toHaveLength(2);
  });

  it("an offer's kind alone stands under something else", () => {
    expect(rules.withKind([], "time", THEMES)).toEqual([{ theme: "t20", stance: "offer", offer_kind: "time" }]);
  });

  it("a theme chosen after the kind takes its place", () => {
    const kind = rules.withKind([], "time", THEMES);

    expect(rules.toggled(kind, "t1", "offer", THEMES)).toEqual([{ theme: "t1", stance: "offer", offer_kind: "time" }]);
  });

  it("a kind is taken back by the same tap, the offer stays", () => {
    const offer = rules.withKind([{ theme: "t1", stance: "offer" }], "skill", THEMES);

    expect(rules.withKind(offer, "skill", THEMES)).toEqual([{ theme: "t1", stance: "offer" }]);
  });

  it("never grow beyond what a record takes", () => {
    const full = Array.from({ length: rules.MOST_STATEMENTS }, (_, n) => ({ theme: `x${n}`, stance: "love" as const }));

    expect(rules.toggled(full, "t1", "love", THEMES)).toHaveLength(rules.MOST_STATEMENTS);
  });
});

describe("chips", () => {
  it("show the most used first and something else last", () => {
    const talks = [{ statements: [{ theme: "t3", stance: "love" as const }, { theme: "t20", stance: "idea" as const }] }];

    expect(rules.ranked(THEMES, talks).map((each) => each.id)).toEqual(["t3", "t1", "t2", "t20"]);
  });

  it("keep a chosen theme in sight though it is seldom used", () => {
    const many = Array.from({ length: 9 }, (_, n) => theme(n, `c${n}`));

    expect(rules.firstChips(many, (each) => each.id === "t8").map((each) => each.id)).toContain("t8");
  });

  it("are found without accents and capitals", () => {
    const found = rules.matching(THEMES, "SAMOT", (each) => (each.id === "t2" ? "Samotność" : each.name));

    expect(found.map((each) => each.id)).toEqual(["t2", "t20"]);
  });

  it("are found though Polish and Turkish letters are typed without their marks", () => {
    const named = (name: string) => (each: { id: string; name: string }) => (each.id === "t2" ? name : each.name);

    expect(rules.matching(THEMES, "mlodzi", named("Młodzi ludzie"))[0]?.id).toBe("t2");
    expect(rules.matching(THEMES, "IHTIYACLAR", named("İhtiyaçlar"))[0]?.id).toBe("t2");
  });

  it("a local theme has its own name and its parent's picture", () => {
    const local = theme(107, null, "The ramp", "t3");

    expect(rules.themeName(local, { food: "Food" })).toBe("The ramp");
    expect(rules.pictureOf(local, [...THEMES, local])).toBe("older_people");
  });
});

describe("what keeps a talk from being a record", () => {
  it("is nobody who spoke, then nothing said", () => {
    const one = { first: 1, again: 0, unsure: 0 };

    expect(rules.missing({ voices: { first: 0, again: 0, unsure: 0 }, statements: [], note: "x" })).toBe("no_voice");
    expect(rules.missing({ voices: one, statements: [], note: " \n" })).toBe("nothing_said");
    expect(rules.missing({ voices: one, statements: [], note: "x" })).toBeNull();
  });

  it("is never the length of the note, which is cut between letters", () => {
    expect(rules.cut("👵".repeat(rules.NOTE_CHARS + 1))).toBe("👵".repeat(rules.NOTE_CHARS));
  });
});
