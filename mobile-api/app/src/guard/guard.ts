/** The guard with its data: a chunk of its own, loaded when a note is written. */

import lists from "../../../guard/lists.txt?raw";
import names from "../../../guard/names.txt?raw";
import patterns from "../../../guard/patterns.json?raw";
import words from "../../../guard/words.txt?raw";
import { Engine, type Guarded } from "./engine";

const engine = new Engine({ lists, names, patterns, words });

/** What in this text points at somebody, and the text without it. `places` are names that stay. */
export function guard(text: string, places: readonly string[] = []): Guarded {
  return engine.guard(text, places);
}
