import { expect, test } from "vitest";
import { base64url, fromBase64url } from "./bytes";
import { since, type Clock } from "./clock";
import { bandOf, inEngland } from "./england";
import { newId } from "./ids";
import { isDay, readMoment, writeMoment } from "./moment";
import { Queue } from "./queue";

test("the day at a door is England's, in summer and in winter", () => {
  expect(inEngland(Date.parse("2026-06-30T23:30:00Z"))).toEqual({ day: "2026-07-01", band: "morning" });
  expect(inEngland(Date.parse("2026-11-21T23:30:00Z"))).toEqual({ day: "2026-11-21", band: "evening" });
  expect(inEngland(Date.parse("2026-07-01T11:00:00Z"))).toEqual({ day: "2026-07-01", band: "midday" });
  expect(inEngland(Date.parse("0999-07-01T11:00:00Z")).day).toBe("0999-07-01");
});

test("parts of the day begin at 12, 14 and 17", () => {
  expect([0, 11, 12, 13, 14, 16, 17, 23].map(bandOf)).toEqual(["morning", "morning", "midday", "midday", "afternoon", "afternoon", "evening", "evening"]);
});

test("instants are read strictly and written in one form", () => {
  expect(readMoment("2026-11-21T17:02:11.12345Z")).toBe(Date.parse("2026-11-21T17:02:11.123Z"));
  expect(readMoment("2026-11-21T18:02:11+01:00")).toBe(Date.parse("2026-11-21T17:02:11Z"));
  for (const wrong of ["2026-02-30T00:00:00Z", "2026-11-21T24:00:00Z", "2026-11-21 17:02:11Z", "2026-11-21T17:02:11", "2026-11-21T17:02:11+25:00", 7, null]) {
    expect(readMoment(wrong)).toBeNull();
  }
  expect(isDay("2024-02-29")).toBe(true);
  expect(isDay("2100-02-29")).toBe(false);
});

test("a clock in a year that no wire knows is written at its edge", () => {
  expect(writeMoment(8e15)).toBe("9999-12-31T23:59:59.999Z");
  expect(readMoment(writeMoment(-8e15))).toBe(Date.parse("0000-01-01T00:00:00Z"));
});

test("bytes come back from base64url, and left-over bits are refused", () => {
  for (let length = 0; length < 70; length += 1) {
    const bytes = crypto.getRandomValues(new Uint8Array(length));
    expect(fromBase64url(base64url(bytes))).toEqual(bytes);
    expect(base64url(bytes)).toBe(Buffer.from(bytes).toString("base64url"));
  }
  for (const wrong of ["_x", "_w==", "_", "a b"]) expect(fromBase64url(wrong)).toBeNull();
});

test("somebody who sets the date ages nothing while the app runs", () => {
  const clock: Clock = { boot: "b", now: () => 9e12, mono: () => 5_000 };
  expect(since({ boot: "b", wall: 0, mono: 2_000 }, clock)).toBe(3_000);
  expect(since({ boot: "a", wall: 9e12 - 7, mono: 0 }, clock)).toBe(7);
  expect(since({ boot: "a", wall: 9.9e12, mono: 0 }, clock)).toBe(0);
});

test("ids rise with time", () => {
  const ids = Array.from({ length: 50 }, newId);
  expect([...ids].sort()).toEqual(ids);
  expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("what comes later waits, and a failure stops nobody else", async () => {
  const queue = new Queue();
  const order: number[] = [];
  const slow = queue.run(() => new Promise<void>((done) => setTimeout(() => (order.push(1), done()), 5)));
  const bad = queue.run(() => Promise.reject(new Error("no")));
  await queue.run(async () => void order.push(2));
  await slow;
  await expect(bad).rejects.toThrow("no");
  expect(order).toEqual([1, 2]);
});
