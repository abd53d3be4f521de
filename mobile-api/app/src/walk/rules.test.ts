import { expect, test } from "vitest";
import type { DoorView, ListView } from "../phone/face";
import {
  defaultEnd,
  done,
  doorless,
  floors,
  leftThisSide,
  likelyNumber,
  makeFlats,
  mark,
  neighbours,
  nextFlat,
  nextDoor,
  plate,
  shortPlate,
  shown,
  stepEnd,
  stretches,
  tryAgain,
} from "./rules";

const TODAY = "2026-11-21";

function door(id: string, more: Partial<DoorView> = {}): DoorView {
  return {
    id,
    list: "l",
    n: Number(id),
    street: "dale",
    streetName: "Dale Street",
    number: id,
    side: Number(id) % 2 === 1 ? "odd" : "even",
    lat: 53.8,
    lng: -1.5,
    mine: null,
    draft: null,
    ...more,
  };
}

function visited(outcome: NonNullable<DoorView["mine"]>["outcome"]): Partial<DoorView> {
  return { mine: { record: "r", outcome, at: 0 } };
}

function list(walk: DoorView[], streets: ListView["streets"] = []): ListView {
  return { id: "l", name: "L", doors: walk.length, walk, streets, lease: "good" };
}

const ids = (doors: DoorView[]) => doors.map((one) => one.id);

test("doors not to be knocked at and doors that are no home are never shown as doors", () => {
  const walk = [door("1"), door("3", { state: "do_not_knock" }), door("5", { state: "not_a_home" })];

  expect(ids(shown(list(walk)))).toEqual(["1"]);
});

test("doors are walked in their order, one stretch a side", () => {
  const walk = [door("1"), door("3"), door("2"), door("7", { street: "mill", streetName: "Mill Lane" })];

  expect(stretches(walk).map((one) => [one.n, one.streetName, one.side, ids(one.doors)])).toEqual([
    [1, "Dale Street", "odd", ["1", "3"]],
    [2, "Dale Street", "even", ["2"]],
    [3, "Mill Lane", "odd", ["7"]],
  ]);
});

test("what is left this side counts the door one stands at and nothing across the street", () => {
  const here = door("3");
  const walk = [door("1", visited("no_answer")), here, door("5"), door("2")];

  expect(leftThisSide(walk, here, TODAY)).toBe(2);
});

test("the next door passes over those that are done in this shift", () => {
  const walk = [door("1"), door("3", visited("declined")), door("5")];

  expect(nextDoor(walk, "1", TODAY)?.id).toBe("5");
});

test("after the last door the walk goes back to one that was left out", () => {
  const walk = [door("1"), door("3", visited("no_answer")), door("5")];

  expect(nextDoor(walk, "5", TODAY)?.id).toBe("1");
});

test("there is no next door when all are done", () => {
  const walk = [door("1", visited("no_answer")), door("3", visited("listened"))];

  expect(nextDoor(walk, "3", TODAY)).toBeNull();
  expect(nextDoor(walk, null, TODAY)).toBeNull();
});

test("a door that a partner tried today is done, one tried last week is not", () => {
  expect(done(door("1", { state: "tried", last_on: TODAY }), TODAY)).toBe(true);
  expect(done(door("1", { state: "tried", last_on: "2026-11-14" }), TODAY)).toBe(false);
});

test("a door that asked to be called on again is to be called on", () => {
  expect(done(door("1", { state: "to_return", last_on: TODAY }), TODAY)).toBe(false);
});

test("neighbours are the doors beside it, done or not", () => {
  const walk = [door("1", visited("no_answer")), door("3"), door("5")];

  expect(neighbours(walk, "3").before?.id).toBe("1");
  expect(neighbours(walk, "3").after?.id).toBe("5");
  expect(neighbours(walk, "1").before).toBeNull();
  expect(neighbours(walk, "9")).toEqual({ before: null, after: null });
});

test("at the end, doors where nobody came and those whose hour it is are offered again", () => {
  const walk = [
    door("1", visited("no_answer")),
    door("3", visited("listened")),
    door("5", { ...visited("come_back"), come_back: "evening" }),
    door("7", { ...visited("come_back"), come_back: "morning" }),
    door("9", visited("declined")),
  ];

  expect(ids(tryAgain(walk, "evening", TODAY))).toEqual(["1", "5"]);
});

test("a talk that was begun marks its door until it is finished", () => {
  expect(mark(door("1", { ...visited("listened"), draft: "d" }), TODAY)).toBe("begun");
  expect(mark(door("1", visited("listened")), TODAY)).toBe("talked");
  expect(mark(door("1"), TODAY)).toBe("todo");
  expect(mark(door("1", visited("sticker_skip")), TODAY)).toBe("closed");
});

test("a flat shows its label, a house its number", () => {
  expect(plate({ number: "27", label: "Flat 3" })).toBe("Flat 3");
  expect(plate({ number: "27" })).toBe("27");
  expect(plate({})).toBe("");
});

test("where there is little room, a flat shows its number", () => {
  expect(shortPlate({ label: "Flat 12" })).toBe("12");
  expect(shortPlate({ label: "Flat" })).toBe("Flat");
  expect(shortPlate({ label: "Rose Cottage" })).toBe("Rose Cottage");
});

test("more flats of a building go on after its highest number", () => {
  expect(nextFlat([door("1", { label: "Flat 9" }), door("2", { label: "Flat 12" })])).toBe(13);
  expect(nextFlat([])).toBe(1);
});

test("flats are numbered from the ground floor up, from the first number on", () => {
  const flats = makeFlats({
    street: "dale",
    near: "1",
    number: "27",
    building: "Mill House",
    floors: 2,
    perFloor: 3,
    first: 7,
  });

  expect(flats.map((flat) => [flat.floor, flat.label])).toEqual([
    [0, "Flat 7"],
    [0, "Flat 8"],
    [0, "Flat 9"],
    [1, "Flat 10"],
    [1, "Flat 11"],
    [1, "Flat 12"],
  ]);
  expect(flats.every((flat) => flat.number === "27" && flat.building === "Mill House")).toBe(true);
});

test("a building is shown from its highest floor down, flats of an unknown floor last", () => {
  const stack = floors([door("1", { floor: 0 }), door("2", { floor: 2 }), door("3"), door("4", { floor: 0 })]);

  expect(stack.map((one) => [one.floor, ids(one.doors)])).toEqual([
    [2, ["2"]],
    [0, ["1", "4"]],
    [null, ["3"]],
  ]);
});

test("the number offered for a new door is the next on its side", () => {
  expect(likelyNumber(door("27"))).toBe("29");
  expect(likelyNumber(door("27", { number: "27A" }))).toBe("29");
  expect(likelyNumber(door("27", { side: "left" }))).toBe("28");
  expect(likelyNumber(door("27", { number: "Rose Cottage" }))).toBe("");
  expect(likelyNumber(null)).toBe("");
});

test("streets without a known door are told apart", () => {
  const one = list([door("1")], [
    { id: "dale", name: "Dale Street" },
    { id: "elm", name: "Elm Row" },
  ]);

  expect(doorless(one).map((street) => street.name)).toEqual(["Elm Row"]);
});

const at = (time: string) => Date.parse(`2026-11-21T${time}:00Z`);

test("the expected end is the list's minutes from now, to the next quarter", () => {
  expect(defaultEnd(at("17:04"), 100, null)).toBe(at("18:45"));
  expect(defaultEnd(at("17:00"), 0, null)).toBe(at("19:00"));
});

test("the expected end stays within the lease, unless that is over", () => {
  expect(defaultEnd(at("17:04"), 100, at("18:20"))).toBe(at("18:20"));
  expect(defaultEnd(at("17:04"), 100, at("16:00"))).toBe(at("18:45"));
});

test("the expected end is never before the next quarter but one", () => {
  expect(stepEnd(at("17:30"), -1, at("17:04"), null)).toBe(at("17:30"));
  expect(stepEnd(at("17:30"), 1, at("17:04"), null)).toBe(at("17:45"));
});
