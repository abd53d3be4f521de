import { describe, expect, it } from "vitest";
import type { SafetyNumber, ShiftView } from "../phone/face";
import { helpSays, inOrder, isLate, messaged, movedEnd, smsLink, smsText, telLink } from "./rules";

const number = (use: SafetyNumber["use"]): SafetyNumber => ({ use, name: use, number: "0113 496 0000" });
const MINUTE = 60_000;

describe("links", () => {
  it("dial however the number was written", () => {
    expect(telLink("(0113) 496-0123")).toBe("tel:01134960123");
    expect(telLink("+44 (0)113 496 0123")).toBe("tel:+441134960123");
  });

  it("open a message that is ready to send, with the street", () => {
    expect(smsLink("07700 900123", smsText("HELP", "Dale Street & Co"))).toBe(
      "sms:07700900123?&body=HELP%20Dale%20Street%20%26%20Co",
    );
  });

  it("leave out a street that nobody said", () => {
    expect(smsText("OK", "")).toBe("OK");
  });
});

describe("who is called", () => {
  it("is the buddy first, then the lead", () => {
    const numbers = [number("other"), number("safeguarding"), number("lead"), number("buddy")];

    expect(inOrder(numbers).map((each) => each.use)).toEqual(["buddy", "lead", "safeguarding", "other"]);
    expect(messaged(numbers).map((each) => each.use)).toEqual(["buddy", "lead"]);
  });

  it("is anybody else where neither is named, but never the safeguarding lead by message", () => {
    expect(messaged([number("safeguarding"), number("other")]).map((each) => each.use)).toEqual(["other"]);
  });
});

describe("a call for help", () => {
  it("is on its way for a moment, then says that it has not arrived", () => {
    expect(helpSays("waiting", null, 1_000)).toBe("on_its_way");
    expect(helpSays("waiting", null, 10_000)).toBe("not_arrived");
  });

  it("says at once that it has not arrived where there is no signal", () => {
    expect(helpSays("waiting", "no_signal", 0)).toBe("not_arrived");
  });

  it("says that it arrived only when the server has it", () => {
    expect(helpSays("handed_in", "no_signal", 0)).toBe("arrived");
    expect(helpSays("none", null, 0)).toBeNull();
  });
});

describe("the expected end", () => {
  it("moves by a quarter of an hour", () => {
    expect(movedEnd(60 * MINUTE, 1, 0)).toBe(75 * MINUTE);
    expect(movedEnd(60 * MINUTE, -1, 0)).toBe(45 * MINUTE);
  });

  it("moves from now when it is over already", () => {
    expect(movedEnd(0, 1, 60 * MINUTE)).toBe(75 * MINUTE);
  });

  it("never moves before now", () => {
    expect(movedEnd(65 * MINUTE, -1, 60 * MINUTE)).toBe(60 * MINUTE);
  });
});

describe("a shift that is not back", () => {
  const END = Date.parse("2026-05-16T18:00:00Z");
  const out = { expectedEnd: END, lastCheckIn: null, ended: false, help: "none" } as unknown as ShiftView;

  it("is asked how it is ten minutes after the time that it gave, not before", () => {
    expect(isLate(out, END + 9 * 60_000)).toBe(false);
    expect(isLate(out, END + 10 * 60_000)).toBe(true);
  });

  it("is left in peace for ten minutes after it said that it is well", () => {
    const well = { ...out, lastCheckIn: END + 11 * 60_000 };

    expect(isLate(well, END + 20 * 60_000)).toBe(false);
    expect(isLate(well, END + 21 * 60_000)).toBe(true);
  });

  it("is not asked after its end, nor while help is called", () => {
    expect(isLate({ ...out, ended: true }, END + 3_600_000)).toBe(false);
    expect(isLate({ ...out, help: "waiting" }, END + 3_600_000)).toBe(false);
    expect(isLate(null, END)).toBe(false);
  });
});
