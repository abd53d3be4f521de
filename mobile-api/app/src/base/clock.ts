/**
 * The phone's two clocks: the wall clock, which people and batteries change, and a steady one,
 * which only counts on while this run of the app lasts. Neither decides anything: the server
 * compares them and dates what happened.
 */
import { newId } from "./ids";

export interface Clock {
  /** Milliseconds since 1970, as the phone believes. */
  now(): number;
  /** Milliseconds since some start of this run; whole. */
  mono(): number;
  /** Marks this run. The steady clocks of two runs have nothing to do with each other. */
  readonly boot: string;
}

export class SystemClock implements Clock {
  readonly boot = newId();

  now(): number {
    return Date.now();
  }

  mono(): number {
    return Math.max(0, Math.round(performance.now()));
  }
}

/** When something happened, by both clocks. */
export interface Stamp {
  wall: number;
  mono: number;
  boot: string;
}

export function stamp(clock: Clock): Stamp {
  return { wall: clock.now(), mono: clock.mono(), boot: clock.boot };
}

/**
 * How long ago that was. Within one run by the steady clock, so that somebody who sets the date
 * ages nothing; otherwise by the wall clock, and never less than nothing.
 */
export function since(then: Stamp, clock: Clock): number {
  if (then.boot === clock.boot) return Math.max(0, clock.mono() - then.mono);
  return Math.max(0, clock.now() - then.wall);
}
