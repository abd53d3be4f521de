import { expect, test } from "vitest";
import { LANGUAGES, OWN_NAMES, direction } from "./languages";
import { EMPTY, dayIn, figuresOf, labelOf, monthsOf, offAtFirst, ringable, same, wordsOf, writtenIn } from "./rules";
import { SAID } from "./said";
import { THEMES } from "./themes";

const ranked = (theme: string, mentions: number, rank = "1") => ({ theme, label: `Label ${theme}`, mentions, rank });
const rankings = (over: object = {}) => ({ release: "r", k: 10, quarter: "2026-Q1", codebook: 1, listenings: 60, love: [], concern: [], idea: [], offer: [], themes: [], ...over });
const slugs = new Map([["7", "food"]]);

test("a sheet shows the patch, and the whole hub only where the release shows no theme of the patch", () => {
  const both = { hub: "Northgate", patch: "Dale", here: rankings({ concern: [ranked("7", 15)] }), everywhere: rankings({ love: [ranked("8", 40)] }) };
  expect(figuresOf(both, "en", slugs)).toMatchObject({ place: "Dale", wider: false, most: 15 });
  const wide = { ...both, here: rankings() };
  expect(figuresOf(wide, "en", slugs)).toMatchObject({ place: "Northgate", wider: true, listenings: 60, most: 40 });
  expect(figuresOf({ ...both, patch: null, here: null }, "en", slugs)).toMatchObject({ place: "Northgate", wider: false });
  expect(figuresOf({ hub: "Northgate", patch: "Dale", here: null, everywhere: rankings() }, "en", slugs)).toBeNull();
});

test("a list is short and no tie is torn apart", () => {
  const long = ["1", "2", "3", "4", "5", "6=", "6=", "8"].map((rank, n) => ranked(String(n), 50 - n, rank));
  const found = figuresOf({ hub: "N", patch: null, here: null, everywhere: rankings({ love: long }) }, "en", slugs);
  expect(found?.love).toHaveLength(5);
});

test("a theme has its name in the language, and its own where the language has none", () => {
  expect(labelOf(ranked("7", 1), "en", slugs)).toBe("Label 7");
  expect(labelOf(ranked("7", 1), "pl", slugs)).toBe(THEMES.pl["food"]);
  expect(labelOf(ranked("9", 1), "pl", slugs)).toBe("Label 9");
});

test("days and months are said in the language, in digits everybody here can dial", () => {
  expect(monthsOf("2026-04-01", "2026-06-30", "en")).toMatch(/April\s–\sJune 2026/);
  for (const language of LANGUAGES) {
    expect(monthsOf("2026-04-01", "2026-06-30", language), language).toContain("2026");
    expect(dayIn("2026-06-05", language), language).toMatch(/(^|\D)5(\D|$)/);
  }
  expect(dayIn("2026-06-05", "ur")).not.toMatch(/[A-Za-z]/);
  // Browsers have no names for these, though they say they know the language.
  expect(dayIn("2026-06-05", "pa")).toBe("ਸ਼ੁੱਕਰਵਾਰ, 5 ਜੂਨ");
  expect(dayIn("2026-06-05", "so")).toBe("Jimco, 5 Juun");
  expect(monthsOf("2026-04-01", "2026-06-30", "so")).toBe("Abriil – Juun 2026");
  expect(monthsOf("2026-12-01", "2027-02-28", "pa")).toBe("ਦਸੰਬਰ 2026 – ਫ਼ਰਵਰੀ 2027");
});

test("every language says everything, in its own words, with the numbers in them", () => {
  for (const language of LANGUAGES) {
    const said = SAID[language];
    const texts = [said.title, said.talks, said.love, said.concern, said.idea, said.how, said.quotes, said.doing, said.meet, said.next, said.thanks];
    for (const text of texts) expect(text.trim(), language).not.toBe("");
    expect(said.safe(10)).toMatch(/5[\s\S]*10|10[\s\S]*5/);
    expect(said.about(40)).toContain("40");
    expect(said.done("X") + said.planned("X")).toMatch(/X.*X/);
    if (language !== "en") expect(said.title, language).not.toBe(SAID.en.title);
    expect(OWN_NAMES[language]).not.toBe("");
  }
  expect(LANGUAGES.filter((one) => direction(one) === "rtl")).toEqual(["ur", "ar"]);
});

test("the languages are the phone's, each by the same name", async () => {
  // By a path that is made here: the desk is built without the phone's sources.
  const at = new URL("../../../../mobile-api/app/src/words/index.ts", import.meta.url).pathname;
  const phone = (await import(/* @vite-ignore */ at)) as { LANGUAGES: readonly string[]; OWN_NAMES: object };
  expect([...LANGUAGES]).toEqual([...phone.LANGUAGES]);
  expect(OWN_NAMES).toEqual(phone.OWN_NAMES);
});

test("a number to ring is not printed the wrong way round in Urdu", () => {
  expect(ringable("فون: 01632 960145")).toBe("فون: \u206601632 960145\u2069");
  expect(ringable("+44 1632 960145، 6 بجے")).toBe("\u2066+44 1632 960145\u2069، 6 بجے");
  expect(ringable("11 دسمبر 2026")).toBe("11 دسمبر 2026");
});

test("a sheet has room for a few quotes and actions until somebody chooses", () => {
  const of = (n: number) => Array.from({ length: n }, (_, at) => ({ id: String(at), theme: "food", words: "" }));
  expect([...offAtFirst({ quotes: of(5), doing: [] })]).toEqual(["3", "4"]);
  expect(offAtFirst({ quotes: of(2), doing: [] }).size).toBe(0);
});

test("words that were never kept are empty and of version 0", () => {
  const texts = [{ language: "ur", words: { title: "آپ نے بتایا" }, version: 3, changed_at: "2026-07-01T10:00:00Z" }];
  expect(wordsOf(texts, "ur")).toEqual({ words: { ...EMPTY, title: "آپ نے بتایا" }, version: 3 });
  expect(wordsOf(texts, "pl")).toEqual({ words: EMPTY, version: 0 });
  expect(same({ ...EMPTY, title: "A " }, { ...EMPTY, title: "A" })).toBe(true);
  expect([...writtenIn([...texts, { language: "pl", words: {}, version: 1, changed_at: "2026-07-01T10:00:00Z" }])]).toEqual(["ur"]);
});
