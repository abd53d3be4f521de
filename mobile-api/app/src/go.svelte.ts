/** Which screen is shown. The phone's back button goes one screen back; a reload stays. */
import type { Id } from "./phone/face";

export type Screen =
  | { name: "today" }
  | { name: "door"; door: Id }
  | { name: "list"; list: Id }
  /** Every door of the list is done: what can be tried again. */
  | { name: "list_done"; list: Id }
  | { name: "map"; list: Id }
  /** A building's flats; without a building, the form that makes some, beside the door `near`. */
  | { name: "flats"; list: Id; street: Id; building: string | null; near?: Id | null }
  | { name: "new_door"; street: Id; near: Id | null }
  /** Mends a door's number, name or floor. */
  | { name: "label"; door: Id }
  | { name: "talked"; draft: Id }
  | { name: "contact" }
  | { name: "safety" }
  | { name: "end" }
  | { name: "settings" }
  | { name: "languages" }
  /** What the resident is shown, and what the organiser says. */
  | { name: "card" }
  | { name: "waiting" }
  | { name: "principles" }
  | { name: "practice" }
  /** A fresh code for a phone that was signed out. */
  | { name: "enrol" }
  | { name: "about" };

let screen = $state.raw<Screen>({ name: "today" });

export function here(): Screen {
  return screen;
}

function isScreen(state: unknown): state is Screen {
  return typeof state === "object" && state !== null && "name" in state;
}

/** Shows another screen. `instead`: the way back leads past this one. */
export function go(to: Screen, how: "after" | "instead" = "after"): void {
  const path = `/app/${to.name === "today" ? "" : to.name}`;
  if (how === "after") history.pushState(to, "", path);
  else history.replaceState(to, "", path);
  screen = to;
}

export function back(): void {
  if (isScreen(history.state) && history.state.name !== "today") history.back();
  else go({ name: "today" }, "instead");
}

/** Follows the browser's history; called once at the start. */
export function follow(): void {
  if (isScreen(history.state)) screen = history.state;
  addEventListener("popstate", (event) => {
    screen = isScreen(event.state) ? event.state : { name: "today" };
  });
}
