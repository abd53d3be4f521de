/** When to try again after a failure: full jitter, 2 seconds to 5 minutes, never giving up. Twin of `core/backoff.rs`. */

export const FIRST_MS = 2_000;
export const LAST_MS = 300_000;

/** The longest wait after so many failures in a row, in milliseconds; 0 after none. */
export function ceilingMs(failures: number): number {
  return failures === 0 ? 0 : Math.min(LAST_MS, FIRST_MS * 2 ** (failures - 1));
}

/**
 * How long to wait after so many failures in a row. `random` is drawn evenly from 0 up to 1;
 * `retryAfterMs` is what the server asked for: the wait is never shorter, jitter comes on top.
 */
export function delayMs(failures: number, random: number, retryAfterMs: number | null): number {
  return (retryAfterMs ?? 0) + Math.floor(random * (ceilingMs(failures) + 1));
}
