/** Doors and buildings in words. */
import type { DoorView } from "../phone/face";
import type { Words } from "../words";
import { house, plate, type Stretch } from "./rules";

/** What stands on the door, or that nothing does. */
export function plateOf(door: DoorView, words: Words): string {
  return plate(door) || words.walk.noNumber;
}

/** A door in a line: "Flat 3, 27 Mill House, floor 2". */
export function doorLine(door: DoorView, words: Words): string {
  const floor = typeof door.floor === "number" ? words.walk.floor(door.floor) : "";
  return [plateOf(door, words), house(door), floor].filter((part) => part).join(", ");
}

export function stretchLine(stretch: Pick<Stretch, "streetName" | "side">, words: Words): string {
  return stretch.side === null
    ? stretch.streetName
    : words.walk.stretch(stretch.streetName, words.walk.sides[stretch.side]);
}
