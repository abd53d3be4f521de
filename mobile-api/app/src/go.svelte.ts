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

/** What the browser's history keeps of each step: the screen, and how many of ours lie before it. */
interface Step {
  screen: Screen;
  deep: number;
}

function step(): Step | null {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null && "screen" in state ? (state as Step) : null;
}

/** What the browser's history was not told yet. */
let owed: (() => void) | null = null;
/** Long enough for the screen to be drawn, too short for anybody to press anything. */
const AFTER_PAINT_MS = 60;

function settle(): void {
  const pay = owed;
  owed = null;
  pay?.();
}

/** Shows another screen. `instead`: the way back leads past this one. */
export function go(to: Screen, how: "after" | "instead" = "after"): void {
  settle();
  const path = `/app/${to.name === "today" ? "" : to.name}`;
  const deep = step()?.deep ?? 0;
  if (how === "after") history.pushState({ screen: to, deep: deep + 1 } satisfies Step, "", path);
  else {
    // From door to door: telling the browser takes a slow phone as long as drawing the door, and
    // nobody waits for it.
    owed = () => history.replaceState({ screen: to, deep } satisfies Step, "", path);
    setTimeout(settle, AFTER_PAINT_MS);
  }
  screen = to;
}

/** One screen back, never out of the app: with nothing before, the start. */
export function back(): void {
  settle();
  if ((step()?.deep ?? 0) > 0) history.back();
  else go({ name: "today" }, "instead");
}

/** Follows the browser's history; called once at the start. */
export function follow(): void {
  screen = step()?.screen ?? screen;
  addEventListener("pagehide", settle);
  addEventListener("popstate", () => {
    // It was about the step that was left.
    owed = null;
    screen = step()?.screen ?? { name: "today" };
  });
}
