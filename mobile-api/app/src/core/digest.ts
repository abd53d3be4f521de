/** Do we hold the same rows? A count and a sum of hashes per list. Twin of `core/digest.rs`. */
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "../base/bytes";
import type { ListDigest } from "../wire";
import type { RowRef } from "../wire/rows";

/** The hash of one row in its latest state: the first 8 bytes of SHA-256 over `kind|id|seq`. */
export function rowHash(row: RowRef, seq: number): bigint {
  const hash = sha256(utf8(`${row.kind}|${row.id}|${seq}`));
  return new DataView(hash.buffer, hash.byteOffset).getBigUint64(0);
}

/** The count and the hash of some rows. */
export class Digest {
  private rows = 0;
  private sum = 0n;

  /** One row more, by its hash. */
  add(hash: bigint): void {
    this.rows += 1;
    this.sum = BigInt.asUintN(64, this.sum + hash);
  }

  /** As it travels, for this list. */
  ofList(list: string | null): ListDigest {
    return { list, rows: this.rows, h: this.sum.toString(16).padStart(16, "0") };
  }
}

/** Whether two digests tell of the same rows, in whatever order; lists without rows do not matter. */
export function sameDigests(ours: ListDigest[], theirs: ListDigest[]): boolean {
  const text = (digests: ListDigest[]) =>
    digests
      .filter((digest) => digest.rows > 0)
      .map((digest) => `${digest.list ?? ""} ${digest.rows} ${digest.h}`)
      .sort()
      .join();
  return text(ours) === text(theirs);
}
