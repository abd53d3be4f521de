import { describe, expect, it } from "vitest";
import { cleaned, marks, pieces, replaced } from "./marks";

const found = (text: string) => marks(text).map((mark) => `${mark.kind}:${text.slice(mark.start, mark.end)}`);

describe("what points at somebody is marked", () => {
  it.each([
    ["ring her on 07700 900123 after six", ["number:07700 900123"]],
    ["ring her on o77oo 9oo123", ["number:o77oo 9oo123"]],
    ["+44 7700 900 123", ["number:+44 7700 900 123"]],
    ["(0113) 496 0123 is the son", ["number:(0113) 496 0123"]],
    ["0113-496-0123", ["number:0113-496-0123"]],
    ["nhs 943 476 5919", ["number:943 476 5919"]],
    ["sort code 12 34 56", ["number:12 34 56"]],
    ["12-34-56 and 12345678", ["number:12-34-56", "number:12345678"]],
    ["NI QQ123456C", []],
    ["NI AB 12 34 56 C", ["number:AB 12 34 56 C"]],
    ["رقمها ٠٧٧٠٠٩٠٠١٢٣", ["number:٠٧٧٠٠٩٠٠١٢٣"]],
    ["ফোন ০৭৭০০ ৯০০১২৩", ["number:০৭৭০০ ৯০০১২৩"]],
    ["mail joe.blogs@mail.com", ["email:joe.blogs@mail.com"]],
    ["JOE_B+1@mail.co.uk", ["email:JOE_B+1@mail.co.uk"]],
    ["it is joe dot blogs at mail dot com", ["email:joe dot blogs at mail dot com"]],
    ["lives near LS6 2AB somewhere", ["postcode:LS6 2AB"]],
    ["ls62ab", ["postcode:ls62ab"]],
    ["m1 1ae", ["postcode:m1 1ae"]],
    ["SW1A 1AA", ["postcode:SW1A 1AA"]],
    ["the damp at 14 Dale Street", ["house:14"]],
    ["14a dale st is damp", ["house:14a"]],
    ["12-14 Beech Tree Close", ["house:12-14"]],
    ["27, Dale Street", ["house:27"]],
    ["flat 3b has mould", ["house:flat 3b"]],
    ["her at Flat 12, needs a lift", ["house:Flat 12"]],
    ["no. 14 next to the shop", ["house:no. 14"]],
    ["number 27 never opens", ["house:number 27"]],
    ["the lady at 31 knits", ["house:31"]],
    ["he lives at 12a", ["house:12a"]],
    ["find me @kaz_88", ["web:@kaz_88"]],
    ["insta kaz_88", ["web:kaz_88"]],
    ["insta kaz.m", ["web:kaz.m"]],
    ["joe(at)mail.com", ["email:joe(at)mail.com"]],
    ["on facebook as kaz.m82", ["web:kaz.m82"]],
    ["facebook.com/kaz.m82 please", ["web:facebook.com/kaz.m82"]],
    ["https://www.instagram.com/kaz", ["web:https://www.instagram.com/kaz"]],
  ])("%s", (text, want) => {
    expect(found(text)).toEqual(want);
  });
});

describe("harmless words stay", () => {
  it.each([
    "24 hours a day",
    "open 24 hours on Dale Street",
    "the number 7 bus",
    "number 7 bus to Dale Street is late",
    "since 1984",
    "here since 1984 Dale Street has changed",
    "10 pm",
    "shuts at 10pm Dale Street gets loud",
    "£300",
    "£300 000 for the park",
    "£1,250 rent",
    "7/10",
    "10.30-12.30",
    "10:30 to 12:30",
    "meeting on 21/11/2026",
    "2026-11-21",
    "2019-2021",
    "3 kids in Dale Street",
    "2 shops on Park Road shut",
    "flat 30 degrees in summer",
    "the flat 3 months without heating",
    "number 1 worry is rubbish",
    "no 10 people ever came",
    "call 999 or 111 or 101",
    "0800 123 4567 is the helpline",
    "0300 456 7890",
    "www.leeds.gov.uk says weekly",
    "LS6 is going downhill",
    "A61 at 7am",
    "M1 2nd exit",
    "she's 84",
    "about 1000 homes",
    "10, 20, 30 or 40 people",
    "see you at the shop",
    "facebook group has 300 members",
    "grass on the 4th floor",
    "St Mary's Road",
    "1 in 5 people on this street",
    "37 doors 46 talks Dale Street",
    "registered charity 1207858",
  ])("%s", (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("taking it out", () => {
  it("puts a word for the kind in its place", () => {
    const text = "ring 07700 900123 or joe@mail.com, 14 Dale Street LS6 2AB, insta kaz_88";

    expect(replaced(text, marks(text))).toBe(
      "ring [number] or [e-mail], [house] Dale Street [postcode], insta [web name]",
    );
  });

  it("changes nothing the second time", () => {
    const text = "flat 3b, 14 Dale Street, 07700 900123, joe@mail.com, @kaz_88, LS6 2AB";
    const once = replaced(text, marks(text));

    expect(replaced(once, marks(once))).toBe(once);
  });

  it("leaves what somebody looked at and kept", () => {
    expect(cleaned("the shop at 14 Dale Street, 07700 900123", ["14"])).toBe("the shop at 14 Dale Street, [number]");
  });

  it("cuts a text into pieces that join to the text again", () => {
    const text = "👵🏽 at 14 Dale Street, 07700 900123.";

    expect(pieces(text, marks(text)).map((piece) => piece.text).join("")).toBe(text);
  });

  it("takes less than two milliseconds for the longest note", () => {
    const text = "She said the number 7 bus is late since 1984, 3 kids on Dale Street. 07700 900 1 ".repeat(50).slice(0, 4000);
    // The quickest of many: how busy the machine is says nothing about the guard.
    const each = Math.min(
      ...Array.from({ length: 60 }, () => {
        const start = performance.now();
        marks(text);
        return performance.now() - start;
      }),
    );

    expect(each).toBeLessThan(2);
  });

  it.each([["1 ".repeat(2000)], ["a1".repeat(2000)], ["a.".repeat(2000)], ["o o".repeat(1300)], ["14 aa bb ".repeat(400)]])(
    "stays quick on a note made to be slow",
    (text) => {
      const start = performance.now();
      marks(text);

      expect(performance.now() - start).toBeLessThan(50);
    },
  );
});
