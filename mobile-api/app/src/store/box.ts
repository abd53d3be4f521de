/**
 * Sealing at rest: AES-256-GCM with a key that the browser keeps and never shows. Where the page
 * has no `crypto.subtle` (plain http), what is kept lies open, and a notice says so.
 */
import { text, utf8 } from "../base/bytes";

/** A text as it is kept. */
export type Sealed = { iv: Uint8Array<ArrayBuffer>; bytes: ArrayBuffer } | { open: string };

export class Box {
  constructor(readonly key: CryptoKey | null) {}

  static makeKey(subtle: SubtleCrypto): Promise<CryptoKey> {
    return subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  }

  get seals(): boolean {
    return this.key !== null;
  }

  /** `place` is where it is kept; it opens there only. */
  async seal(place: string, plain: string): Promise<Sealed> {
    if (!this.key) return { open: plain };
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const bytes = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8(place) }, this.key, utf8(plain));
    return { iv, bytes };
  }

  /** Rejects when it was damaged, moved, or sealed by another key. */
  async open(place: string, sealed: Sealed): Promise<string> {
    if ("open" in sealed) return sealed.open;
    if (!this.key) throw new Error("the key is gone");
    const { iv, bytes } = sealed;
    return text(await crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: utf8(place) }, this.key, bytes));
  }
}
