/** The languages a sheet can be made in: the phone app's. */
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

/** And as the desk calls it. */
export const NAMES: Record<Language, string> = {
  en: "English",
  "en-x-easy": "Easy English",
  pl: "Polish",
  ro: "Romanian",
  pa: "Panjabi",
  ur: "Urdu",
  bn: "Bengali",
  ar: "Arabic",
  so: "Somali",
  pt: "Portuguese",
  es: "Spanish",
  tr: "Turkish",
};

export const direction = (language: Language): "ltr" | "rtl" => (language === "ur" || language === "ar" ? "rtl" : "ltr");
