/** Words somebody is in the middle of: in this tab alone, by the mark of the note they are about. */
import { Drawer } from "../base/kept";
import { session } from "../session/session.svelte";

const typing = new Drawer(sessionStorage, "doorstep.typing.", 1);

const mine = (): string => session.me?.person ?? "";

export const readTyped = (mark: string): string | null => typing.get<string>(`${mine()}.${mark}`);
export const keepTyped = (mark: string, words: string): void => typing.put(`${mine()}.${mark}`, words);
export const dropTyped = (mark: string): void => typing.drop(`${mine()}.${mark}`);

typing.clean();
