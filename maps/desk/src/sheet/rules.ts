/** What stands on a sheet, decided without I/O. */
import { firstOf } from "../review/rules";
import type { S } from "../wire/client";
import type { Playback, Words } from "./api";
import type { Language } from "./languages";
import { THEMES } from "./themes";

export const FIELDS = ["title", "heard", "doing", "meet", "next", "thanks"] as const satisfies readonly (keyof Words)[];
export const EMPTY: Words = { title: "", heard: "", doing: "", meet: "", next: "", thanks: "" };

/** Themes of one list on a sheet, at most: what somebody reads on the way to the kettle. */
export const MOST_THEMES = 6;

export interface Line {
  label: string;
  mentions: number;
}
export interface Figures {
  /** Where all this was said. */
  place: string;
  /** Whether it is the whole hub, because the release shows too little of the patch. */
  wider: boolean;
  /** Absent where the release shows only themes. */
  listenings: number | null;
  love: Line[];
  concern: Line[];
  idea: Line[];
  /** The largest number: as long as a bar gets. */
  most: number;
}

/** The figures a sheet shows: the patch's, or the whole hub's where the release shows no theme of it. */
export function figuresOf(sheet: Pick<Playback, "here" | "everywhere" | "hub" | "patch">, language: Language, slugs: ReadonlyMap<string, string>): Figures | null {
  const themed = (of: S["Rankings"] | null | undefined) => (of && of.love.length + of.concern.length + of.idea.length > 0 ? of : null);
  const here = themed(sheet.here);
  const shown = here ?? themed(sheet.everywhere);
  if (!shown) return null;
  const lines = (list: S["Ranked"][]): Line[] => firstOf(list, MOST_THEMES).map((one) => ({ label: labelOf(one, language, slugs), mentions: one.mentions }));
  const [love, concern, idea] = [lines(shown.love), lines(shown.concern), lines(shown.idea)];
  return {
    place: (here ? sheet.patch : null) ?? sheet.hub,
    wider: !here && !!sheet.patch,
    listenings: shown.listenings ?? null,
    love,
    concern,
    idea,
    most: Math.max(0, ...[...love, ...concern, ...idea].map((one) => one.mentions)),
  };
}

/** A theme's name in a language; its English name where the language has none for it. */
export function labelOf(theme: { theme: string; label: string }, language: Language, slugs: ReadonlyMap<string, string>): string {
  if (language === "en") return theme.label;
  return THEMES[language][slugs.get(theme.theme) ?? ""] ?? theme.label;
}

const locale = (language: Language): string => `${language.startsWith("en") ? "en-GB" : language}-u-ca-gregory-nu-latn`;

/** Months and days of languages that browsers do not know by name, whatever they say of themselves. */
const CALENDARS: Partial<Record<Language, { months: string; days: string }>> = {
  pa: { months: "ਜਨਵਰੀ ਫ਼ਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ", days: "ਐਤਵਾਰ ਸੋਮਵਾਰ ਮੰਗਲਵਾਰ ਬੁੱਧਵਾਰ ਵੀਰਵਾਰ ਸ਼ੁੱਕਰਵਾਰ ਸ਼ਨੀਵਾਰ" },
  so: { months: "Jannaayo Febraayo Maarso Abriil Maayo Juun Luulyo Ogosto Sebteembar Oktoobar Noofeembar Diseembar", days: "Axad Isniin Talaado Arbaco Khamiis Jimco Sabti" },
};
const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** `April to June 2026` as the language says it. */
export function monthsOf(first: string, last: string, language: Language): string {
  const calendar = CALENDARS[language];
  const [from, to] = [noonOf(first), noonOf(last)];
  if (!calendar) return new Intl.DateTimeFormat(locale(language), { month: "long", year: "numeric", timeZone: "UTC" }).formatRange(from, to);
  const month = (at: Date) => calendar.months.split(" ")[at.getUTCMonth()] ?? "";
  const [start, end] = [from.getUTCFullYear(), to.getUTCFullYear()];
  return `${month(from)}${start === end ? "" : ` ${start}`} – ${month(to)} ${end}`;
}

/** `Friday 5 June` as the language says it. */
export function dayIn(day: string, language: Language): string {
  const calendar = CALENDARS[language];
  const at = noonOf(day);
  if (!calendar) return new Intl.DateTimeFormat(locale(language), { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).format(at);
  return `${calendar.days.split(" ")[at.getUTCDay()] ?? ""}, ${at.getUTCDate()} ${calendar.months.split(" ")[at.getUTCMonth()] ?? ""}`;
}

/**
 * Numbers to ring keep the order of their parts where the line runs from the right: without a mark
 * `01632 960145` would be printed as `960145 01632`.
 */
export const ringable = (text: string): string => text.replace(/\+?\d[\d ()-]{5,}\d/g, "\u2066$&\u2069");

/** How many quotes and actions stand on a sheet before somebody chooses: what one side of A4 has room for. */
export const FIRST = { quotes: 3, doing: 5 } as const;
export const offAtFirst = (sheet: Pick<Playback, "quotes" | "doing">): Set<string> =>
  new Set([...sheet.quotes.slice(FIRST.quotes), ...sheet.doing.slice(FIRST.doing)].map((one) => one.id));

/** The group's words of a language, with the version they are of; empty where there are none yet. */
export function wordsOf(texts: Playback["texts"], language: string): { words: Words; version: number } {
  const found = texts.find((one) => one.language === language);
  return { words: { ...EMPTY, ...found?.words }, version: found?.version ?? 0 };
}

export const same = (one: Words, other: Words): boolean => FIELDS.every((field) => one[field].trim() === other[field].trim());

/** The languages that words were kept in, as far as this desk knows them. */
export const writtenIn = (texts: Playback["texts"]): Set<string> => new Set(texts.filter((one) => !same({ ...EMPTY, ...one.words }, EMPTY)).map((one) => one.language));
