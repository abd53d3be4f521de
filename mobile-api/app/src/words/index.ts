/**
 * The app's languages. Every text stands in `en/`, by feature; the type of all of it is `Words`,
 * and every other language is one file that must hold each of its texts: a missing one does not
 * compile. Texts with something in them are functions of it.
 */
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

/** Picks the form for `n`; `#` in it stands for the number. */
export function counted(language: Language, n: number, forms: Forms): string {
  const rule = new Intl.PluralRules(language).select(n);
  return (forms[rule] ?? forms.other).replaceAll("#", String(n));
}

const LOADERS: Record<Language, () => Promise<Words>> = {
  en: async () => (await import("./en")).en,
  "en-x-easy": async () => (await import("./en")).en,
  pl: async () => (await import("./en")).en,
  ro: async () => (await import("./en")).en,
  pa: async () => (await import("./en")).en,
  ur: async () => (await import("./en")).en,
  bn: async () => (await import("./en")).en,
  ar: async () => (await import("./en")).en,
  so: async () => (await import("./en")).en,
  pt: async () => (await import("./en")).en,
  es: async () => (await import("./en")).en,
  tr: async () => (await import("./en")).en,
};

export function load(language: Language): Promise<Words> {
  return LOADERS[language]();
}
