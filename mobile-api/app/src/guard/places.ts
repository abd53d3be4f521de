import { Normal } from "./normal";
import { Marked } from "./patterns";
import { cut, whole } from "./tokens";
import { WORDS } from "./words";

/** Names of local streets, places, schools, shops: they stay, even where they hold somebody's name. */
export class Places {
  readonly #phrases = new Map<string, string[][]>();

  /** Reads names, one each; upper and lower case are the same. */
  constructor(names: Iterable<string> = []) {
    for (const name of names) {
      const words = cut(new Marked(new Normal(name))).map(whole);
      const first = words[0];
      if (first === undefined || !words.some((word) => word.length > 1)) continue;
      const list = this.#phrases.get(first) ?? [];
      const told = words.join(" ");
      if (!list.some((other) => other.join(" ") === told)) list.push(words);
      this.#phrases.set(first, list);
    }
  }

  from(first: string): readonly string[][] {
    return this.#phrases.get(first) ?? [];
  }
}

/** Names that everybody knows and that stand for nobody near. */
export let KNOWN: Places;

/** Reads them; the words are read before. */
export function readKnown(): void {
  KNOWN = new Places(WORDS.phrases);
}
