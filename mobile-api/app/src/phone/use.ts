import { getContext, setContext } from "svelte";
import type { Face } from "./face";

const KEY = Symbol("face");

/** Hands the phone to every screen below. */
export function provideFace(face: Face): void {
  setContext(KEY, face);
}

/** The phone, for a screen. */
export function useFace(): Face {
  return getContext<Face>(KEY);
}
