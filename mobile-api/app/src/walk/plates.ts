/** Doors and buildings in words. */
import type { DoorView } from "../phone/face";
import type { Words } from "../words";
import { house, plate, shortPlate, type Stretch } from "./rules";

/** What stands on the door, or that nothing does. */
export function plateOf(door: DoorView, words: Words): string {
  return plate(door) || words.walk.noNumber;
}

/** The same where there is little room. */
export function shortOf(door: DoorView, words: Words): string {
  return shortPlate(door) || words.walk.noNumber;
}

/** Where a flat is: "27 Mill House, floor 2". */
export function whereIn(door: DoorView, words: Words): string {
  const floor = typeof door.floor === "number" ? words.walk.floor(door.floor) : "";
  return [house(door), floor].filter((part) => part).join(", ");
}

/** A door in a line: "Flat 3, 27 Mill House, floor 2". */
export function doorLine(door: DoorView, words: Words): string {
  return [plateOf(door, words), whereIn(door, words)].filter((part) => part).join(", ");
}

export function stretchLine(stretch: Pick<Stretch, "streetName" | "side">, words: Words): string {
  return stretch.side === null
    ? stretch.streetName
    : words.walk.stretch(stretch.streetName, words.walk.sides[stretch.side]);
}
