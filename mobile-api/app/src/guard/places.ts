/** Names of local streets, places, schools, shops: they stay, even where they hold somebody's name. */

import { normal } from "./normal";
import { Marked, type Table } from "./patterns";
import { cut, whole } from "./tokens";

export class Places {
  private readonly phrases = new Map<string, string[][]>();

  /** Reads names, one each; upper and lower case are the same. */
  constructor(names: Iterable<string>, table: Table) {
    for (const name of names) {
      const words = cut(new Marked(normal(name), table)).map(whole);
      const first = words[0];
      if (first === undefined || !words.some((word) => word.length > 1)) continue;
      const list = this.phrases.get(first);
      if (!list) this.phrases.set(first, [words]);
      else if (!list.some((each) => each.length === words.length && each.every((word, i) => word === words[i]))) list.push(words);
    }
  }

  from(first: string): readonly string[][] {
    return this.phrases.get(first) ?? [];
  }
}
