import { expect, test } from "vitest";
import type { HubLine } from "./api";
import { axes, axis, mayDo } from "./rules";

test("an axis ends at a round number that holds the largest figure", () => {
  expect([0, 9, 11, 100, 101, 265, 822].map((value) => axis([value]))).toEqual([10, 10, 20, 100, 200, 500, 1000]);
});

test("all hubs share their axes, and one without a return does not move them", () => {
  const hub = (figures: object | null) => ({ return: figures && { figures } }) as unknown as HubLine;
  expect(axes([hub({ engaged_high: 43, activated_high: 3 }), hub(null), hub({ engaged_high: 7, activated_high: 16 })])).toEqual({ engaged: 50, activated: 20 });
});

test("only what was handed in is accepted, only what was accepted is locked", () => {
  expect(mayDo("submitted")).toEqual({ accept: true, query: true, lock: false });
  expect(mayDo("accepted").lock).toBe(true);
  expect(mayDo("queried").accept).toBe(false);
});
