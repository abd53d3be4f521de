import { describe, expect, it } from "vitest";
import cases from "../../../vectors/guard.json";
import { guard } from "./guard";
import { cleaned } from "./load.svelte";
import { marks, pieces, replaced, settled, unkept } from "./marks";

const found = (text: string) => marks(text, guard(text).spans);

describe("the guard on notes", () => {
  it("finds in every example what the server finds", () => {
    for (const each of cases as { text: string; places?: string[]; spans: [number, number, string][]; redacted: string }[]) {
      const seen = guard(each.text, each.places ?? []);

      expect([each.text, seen.redacted]).toEqual([each.text, each.redacted]);
      expect([each.text, seen.spans.map((span) => [span.start, span.end, span.type])]).toEqual([each.text, each.spans]);
    }
  });

  it("changes nothing the second time", () => {
    for (const { text } of cases) {
      const once = guard(text).redacted;

      expect(guard(once)).toMatchObject({ redacted: once });
    }
  });
});

describe("what the screen shows", () => {
  it("counts as the text field counts", () => {
    const text = "👵🏽 spoke to Fowsiya";

    expect(found(text).map((mark) => text.slice(mark.start, mark.end))).toEqual(["Fowsiya"]);
  });

  it("cuts a text into pieces that join to the text again", () => {
    const text = "👵🏽 Fowsiya at 14 Dale Street, 07700 900123.";

    expect(pieces(text, found(text)).map((piece) => piece.text).join("")).toBe(text);
    expect(pieces(text, found(text)).filter((piece) => piece.kind).map((piece) => piece.kind)).toEqual(["name", "house", "number"]);
  });

  it("waits with a name until its word is finished", () => {
    const half = "the bins and Fowsi";
    const whole = "the bins and Fowsiya say";

    expect(settled(half, found(half))).toEqual([]);
    expect(settled(whole, found(whole)).map((mark) => mark.kind)).toEqual(["name"]);
  });

  it("leaves what somebody looked at and kept", () => {
    const text = "the shop of Fowsiya, 07700 900123";

    expect(replaced(text, unkept(text, found(text), ["Fowsiya"]))).toBe("the shop of Fowsiya, [PHONE]");
  });

  it("takes out on saving what nobody kept, and lets local names stand", async () => {
    const text = "Fowsiya at Fowsiya Corner, ring 07700 900123";

    expect(await cleaned(text, [], ["Fowsiya Corner"])).toBe("[NAME] at Fowsiya Corner, ring [PHONE]");
    expect(await cleaned(text, ["07700 900123"], [])).toContain("07700 900123");
    expect(await cleaned(" ", [], [])).toBe(" ");
  });
});
