/**
 * The app's languages. Every text stands in `en/`, by feature; the type of all of it is `Words`,
 * and every other language is one file that must hold each of its texts: a missing one does not
 * compile. Texts with something in them are functions of it.
 */
import { once } from "../base/once";
import type { en } from "./en";

export const LANGUAGES = ["en", "en-x-easy", "pl", "ro", "pa", "ur", "bn", "ar", "so", "pt", "es", "tr"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language by its own name. */
export const OWN_NAMES: Record<Language, string> = {
  en: "English",
  "en-x-easy": "Easy English",
  pl: "Polski",
  ro: "Română",
  pa: "ਪੰਜਾਬੀ",
  ur: "اردو",
  bn: "বাংলা",
  ar: "العربية",
  so: "Soomaali",
  pt: "Português",
  es: "Español",
  tr: "Türkçe",
};

export function direction(language: Language): "ltr" | "rtl" {
  return language === "ur" || language === "ar" ? "rtl" : "ltr";
}

/** The same texts in any words: literals widened, parameters kept. */
type Shape<T> = T extends string
  ? string
  : T extends (...given: infer A) => string
    ? (...given: A) => string
    : { [K in keyof T]: Shape<T[K]> };

export type Words = Shape<typeof en>;

/** The forms of a counted noun; `other` is always there, the rest as the language needs. */
export type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

const rulesOf = once((language: Language) => new Intl.PluralRules(language));

/** Picks the form for `n`; `#` in it stands for the number. */
export function counted(language: Language, n: number, forms: Forms): string {
  const rule = rulesOf(language).select(n);
  return (forms[rule] ?? forms.other).replaceAll("#", String(n));
}

const LOADERS: Record<Language, () => Promise<Words>> = {
  en: async () => (await import("./en")).en,
  "en-x-easy": async () => (await import("./en-x-easy")).easy,
  pl: async () => (await import("./pl")).polish,
  ro: async () => (await import("./ro")).romanian,
  pa: async () => (await import("./pa")).panjabi,
  ur: async () => (await import("./ur")).urdu,
  bn: async () => (await import("./bn")).bengali,
  ar: async () => (await import("./ar")).arabic,
  so: async () => (await import("./so")).so,
  pt: async () => (await import("./pt")).pt,
  es: async () => (await import("./es")).es,
  tr: async () => (await import("./tr")).turkish,
};

export function load(language: Language): Promise<Words> {
  return LOADERS[language]();
}
