/**
 * The guard is large (its words), so it is loaded when the first note is written. Nothing is saved before it has
 * looked: saving waits for it.
 */

import type { Guarded } from "./engine";
import { marks, replaced, unkept } from "./marks";

type Guard = (text: string, places?: readonly string[]) => Guarded;

let ready = $state.raw<Guard | null>(null);
let coming: Promise<Guard> | null = null;

/** Loads it, once. After a failure, the next call tries again. */
export function load(): Promise<Guard> {
  coming ??= import("./guard")
    .then((it) => (ready = it.guard))
    .catch((error: unknown) => {
      coming = null;
      throw error;
    });
  return coming;
}

/** The guard, as soon as it is loaded. */
export const loaded = (): Guard | null => ready;

/** The text as it is saved: what was marked and not kept is taken out, in doubt for the resident. */
export async function cleaned(text: string, kept: readonly string[], places: readonly string[]): Promise<string> {
  if (text.trim() === "") return text;
  const guard = await load();
  return replaced(text, unkept(text, marks(text, guard(text, places).spans), kept));
}
