import { v7 } from "uuid";
import type { Id } from "../phone/face";

/** A new id, sortable by its time (UUIDv7). It names a record for ever, so it is made once. */
export function newId(): Id {
  return v7();
}
