/** What each theme is called in each language: the phone's own names, from the files that both apps read. */
import ar from "../../../../mobile-api/themes/ar.json";
import bn from "../../../../mobile-api/themes/bn.json";
import en from "../../../../mobile-api/themes/en.json";
import easy from "../../../../mobile-api/themes/en-x-easy.json";
import es from "../../../../mobile-api/themes/es.json";
import pa from "../../../../mobile-api/themes/pa.json";
import pl from "../../../../mobile-api/themes/pl.json";
import pt from "../../../../mobile-api/themes/pt.json";
import ro from "../../../../mobile-api/themes/ro.json";
import so from "../../../../mobile-api/themes/so.json";
import tr from "../../../../mobile-api/themes/tr.json";
import ur from "../../../../mobile-api/themes/ur.json";
import type { Language } from "./languages";

export const THEMES: Record<Language, Record<string, string>> = { en, "en-x-easy": easy, pl, ro, pa, ur, bn, ar, so, pt, es, tr };
