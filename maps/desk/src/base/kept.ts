/**
 * What is typed, kept until it is sent: in this tab alone (a shared laptop forgets it when the tab is
 * closed), or, for decisions that hold no words of residents, in this browser for some days.
 */
interface Kept {
  /** Milliseconds after which it is nothing any more. */
  until: number;
  value: unknown;
}

export class Drawer {
  constructor(
    private readonly store: Storage,
    private readonly prefix: string,
    private readonly days: number,
  ) {}

  get<T>(name: string, now = Date.now()): T | null {
    const text = this.store.getItem(this.prefix + name);
    if (text === null) return null;
    try {
      const kept = JSON.parse(text) as Kept;
      if (kept.until > now) return kept.value as T;
    } catch {
      // Not ours: as good as nothing.
    }
    this.store.removeItem(this.prefix + name);
    return null;
  }

  put(name: string, value: unknown, now = Date.now()): void {
    const kept: Kept = { until: now + this.days * 86_400_000, value };
    try {
      this.store.setItem(this.prefix + name, JSON.stringify(kept));
    } catch {
      // A full or forbidden store: the work goes on, only a reload would lose it.
    }
  }

  drop(name: string): void {
    this.store.removeItem(this.prefix + name);
  }

  /** Lets go what is too old, also of drawers nobody opens any more. */
  clean(now = Date.now()): void {
    const names = Array.from({ length: this.store.length }, (_, n) => this.store.key(n) ?? "");
    for (const name of names) if (name.startsWith(this.prefix)) this.get(name.slice(this.prefix.length), now);
  }
}

/** A mark of some words that does not hold them: 106 bits, the same for the same words. */
export function markOf(words: string): string {
  const half = (seed: number): string => {
    let a = 0xdeadbeef ^ seed;
    let b = 0x41c6ce57 ^ seed;
    for (const character of words) {
      const code = character.codePointAt(0) ?? 0;
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
  };
  return `${half(0)}-${half(words.length + 1)}`;
}
