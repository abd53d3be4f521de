/** Times and days as people of each language write them, in Western digits like the doors. */
import { once } from "../base/once";
import { OWN_NAMES, type Language } from "../words";

function locale(language: Language): string {
  return language === "en" || language === "en-x-easy" ? "en-GB" : `${language}-u-nu-latn`;
}

const clock = once(
  (language: Language) => new Intl.DateTimeFormat(locale(language), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
);
const monthDay = once(
  (language: Language) => new Intl.DateTimeFormat(locale(language), { day: "numeric", month: "short", timeZone: "UTC" }),
);
const names = once((language: Language) => new Intl.DisplayNames(locale(language), { type: "language" }));

/** A clock time such as 14:05. */
export function clockTime(language: Language, at: number): string {
  return clock(language).format(at);
}

/** A day such as 9 Nov, from `2026-11-09`. */
export function shortDay(language: Language, day: string): string {
  const at = Date.parse(`${day}T12:00:00Z`);
  if (Number.isNaN(at)) return day;
  return monthDay(language).format(at);
}

/** A language's name in the language of the screen. */
export function languageName(language: Language, named: string): string {
  try {
    const name = names(language).of(named);
    if (name && name !== named) return name;
  } catch {
    // Not a tag that this browser knows: its own name, or the tag itself.
  }
  return (OWN_NAMES as Record<string, string>)[named] ?? named;
}
