/** Names of local streets, places, schools, shops: they stay, even where they hold somebody's name. */

import { normal } from "./normal";
import { Marked, type Table } from "./patterns";
import { cut, whole } from "./tokens";

function put(lists: Map<string, string[][]>, first: string, words: string[]): void {
  const list = lists.get(first);
  if (!list) lists.set(first, [words]);
  else if (!list.some((each) => each.length === words.length && each.every((word, i) => word === words[i]))) list.push(words);
}

export class Places {
  private readonly phrases = new Map<string, string[][]>();
  /** Streets without their last word. */
  private readonly streets = new Map<string, string[][]>();

  /** Reads names, one each; upper and lower case are the same. */
  constructor(names: Iterable<string>, table: Table) {
    for (const name of names) {
      const words = cut(new Marked(normal(name), table)).map(whole);
      const first = words[0];
      if (first === undefined || !words.some((word) => word.length > 1)) continue;
      const stem = words.slice(0, -1);
      if (table.words.streetWords.has(words.at(-1) ?? "") && stem.some((word) => word.length > 2)) put(this.streets, first, stem);
      put(this.phrases, first, words);
    }
  }

  street(first: string): readonly string[][] {
    return this.streets.get(first) ?? [];
  }

  from(first: string): readonly string[][] {
    return this.phrases.get(first) ?? [];
  }
}
