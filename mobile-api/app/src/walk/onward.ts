/** Where the walk goes on after a door: the next one, or the list's end. */
import type { Screen } from "../go.svelte";
import type { Id, View } from "../phone/face";
import { today } from "./now";
import { nextDoor, shown } from "./rules";

export function onward(view: View, door: Id | null): Screen {
  const list = view.lists.find((one) => one.walk.some((each) => each.id === door));
  if (!list) return { name: "today" };
  const next = nextDoor(shown(list), door, today());
  return next ? { name: "door", door: next.id } : { name: "list_done", list: list.id };
}
