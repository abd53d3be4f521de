/** The words on the screen now. `t()` in a component follows a change of language at once. */
import { direction, load, type Language, type Words } from ".";
import { en } from "./en";

let current = $state.raw<Words>(en);
let language = $state<Language>("en");

export function t(): Words {
  return current;
}

export function spoken(): Language {
  return language;
}

/** Changes the language of the screen; the last asked for wins. */
export async function speak(wanted: Language): Promise<void> {
  language = wanted;
  const words = await load(wanted);
  if (language !== wanted) return;
  current = words;
  document.documentElement.lang = wanted;
  document.documentElement.dir = direction(wanted);
}
