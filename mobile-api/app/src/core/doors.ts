/** What one record does to one door. Twin of the rules in `core/overlay.rs`. */
import type { DoorRow, DoorState, Outcome } from "../wire";
import { type DoorLabelData, isKnock, type VisitRecord } from "../wire/ops";

/** `first`: no earlier revision of this visit was handed in. */
export function visited(door: DoorRow, visit: VisitRecord, first: boolean): void {
  const knock = isKnock(visit.outcome);
  // A correction of something handed in is counted in the row already, or soon is.
  if (first && knock) door.tries = (door.tries ?? 0) + 1;
  if (door.last_on == null || door.last_on < visit.day) door.last_on = visit.day;
  door.state = after(door.state ?? "new", visit.outcome);
  if (knock) door.come_back = visit.come_back ?? null;
  if (visit.language != null) door.language = visit.language;
}

export function labelled(door: DoorRow, label: DoorLabelData): void {
  if (label.number != null) door.number = label.number;
  if (label.label != null) door.label = label.label;
  if (label.floor != null) door.floor = label.floor;
  const state = door.state ?? "new";
  if (label.not_a_home === true && state !== "do_not_knock") door.state = "not_a_home";
  if (label.not_a_home === false && state === "not_a_home") door.state = (door.tries ?? 0) === 0 ? "new" : "tried";
}

/**
 * Where a door stands after a visit, as a phone can tell without the campaign's rules.
 * `do_not_knock` never falls, nor does `listened`; a door that declined, has a sticker or did not
 * feel safe is left in peace; a door that was not reached stays as it was.
 */
export function after(before: DoorState, outcome: Outcome): DoorState {
  const listened = before === "listened";
  const leftInPeace = listened || before === "rested";
  const unless = (firm: boolean, then: DoorState) => (firm ? before : then);
  if (before === "do_not_knock") return before;
  switch (outcome) {
    case "do_not_knock":
      return "do_not_knock";
    case "listened":
      return "listened";
    case "declined":
    case "left_safely":
    case "unsafe_to_knock":
    case "sticker_skip":
      return unless(listened, "rested");
    case "no_answer":
    case "child_only":
      return unless(leftInPeace, "tried");
    case "come_back":
    case "language_barrier":
      return unless(leftInPeace, "to_return");
    case "empty":
      return unless(leftInPeace, "empty");
    case "not_a_home":
      return unless(leftInPeace, "not_a_home");
    case "no_access":
    case "out_of_time":
      return before;
  }
}
