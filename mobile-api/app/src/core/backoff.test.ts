import { expect, test } from "vitest";
import { ceilingMs, delayMs, LAST_MS } from "./backoff";

test("every wait lies between what was asked and the ceiling", () => {
  for (let failures = 0; failures < 40; failures += 1) {
    for (const random of [0, 0.3, 0.999_999]) {
      for (const asked of [null, 0, 90_000]) {
        const wait = delayMs(failures, random, asked);
        expect(wait).toBeGreaterThanOrEqual(asked ?? 0);
        expect(wait).toBeLessThanOrEqual((asked ?? 0) + ceilingMs(failures));
      }
    }
  }
  expect(ceilingMs(100_000)).toBe(LAST_MS);
});
