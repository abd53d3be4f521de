/** How much may travel or be kept at once. Twin of `wire/limits.rs`; every push answers with its own. */
import type { Limits } from ".";

/** The protocol version that this app speaks. */
export const PROTOCOL = 1;
export const BYTES_PER_OP = 64 * 1024;
/** 2^53 - 1: the largest whole number that every JSON reader keeps exactly. */
export const LARGEST_NUMBER = Number.MAX_SAFE_INTEGER;
/** How long a phone keeps an accepted op that no backup covers yet: 30 days. */
export const ARCHIVE_MS = 30 * 24 * 60 * 60 * 1_000;

export const LIMITS: Limits = {
  ops_per_push: 200,
  bytes_per_push: 256 * 1024,
  bytes_per_op: BYTES_PER_OP,
  rows_per_list: 5_000,
  rows_per_phone: 10_000,
};

/** Half the batch (never under one op): what is tried after `too_large`. */
export function halved(limits: Limits): Limits {
  return {
    ...limits,
    ops_per_push: Math.max(1, Math.floor(limits.ops_per_push / 2)),
    bytes_per_push: Math.max(1, Math.floor(limits.bytes_per_push / 2)),
  };
}
