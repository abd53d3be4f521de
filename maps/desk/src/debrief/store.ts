/** Where decisions wait until they are done: never the words of a note, only their mark. */
import { Drawer } from "../base/kept";
import { session } from "../session/session.svelte";
import type { Decided } from "./rules";

/** The envelope lives seven days at most; a day more for the hour of the night. */
const decisions = new Drawer(localStorage, "doorstep.decided.", 8);
/** Words somebody is in the middle of: in this tab alone. */
const typing = new Drawer(sessionStorage, "doorstep.typing.", 1);

const mine = (): string => session.me?.person ?? "";

export const readDecided = (): Decided => decisions.get<Decided>(mine()) ?? {};

export function keepDecided(decided: Decided): void {
  if (Object.keys(decided).length === 0) decisions.drop(mine());
  else decisions.put(mine(), decided);
}

export const readTyped = (mark: string): string | null => typing.get<string>(`${mine()}.${mark}`);
export const keepTyped = (mark: string, words: string): void => typing.put(`${mine()}.${mark}`, words);
export const dropTyped = (mark: string): void => typing.drop(`${mine()}.${mark}`);

decisions.clean();
typing.clean();
