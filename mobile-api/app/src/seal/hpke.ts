/**
 * Sealing to the hub's public key (HPKE, RFC 9180): base mode, DHKEM(P-256, HKDF-SHA256),
 * HKDF-SHA256, AES-256-GCM. What travels is `enc` (65 bytes) and the sealed bytes after it.
 * The library is fetched when something is sealed for the first time; it is part of the shell
 * that works without signal.
 */
import { base64url, fromBase64url, utf8 } from "../base/bytes";
import { Trouble } from "../phone/face";
import type { HubKey } from "../store/state";

/** What is sealed for. Bytes sealed for one use do not open for the other. */
export type Use = "doorstep/contact/1" | "doorstep/outbox/1";

async function suite() {
  const { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } = await import("@hpke/core");
  return new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
}

/** Seals `plain` for the holder of the hub's key; `hub` is its id, which is bound in. */
export async function sealTo(key: HubKey, hub: string, use: Use, plain: string): Promise<string> {
  if (!(globalThis.crypto?.subtle as SubtleCrypto | undefined)) throw new Trouble("not_secure");
  const point = fromBase64url(key.public);
  if (key.suite !== "p256" || point?.length !== 65) throw new Trouble("no_key");
  const hpke = await suite();
  const recipientPublicKey = await hpke.kem.deserializePublicKey(point.buffer);
  const sender = await hpke.createSenderContext({ recipientPublicKey, info: utf8(use) });
  const sealed = new Uint8Array(await sender.seal(utf8(plain), utf8(hub.toLowerCase())));
  const enc = new Uint8Array(sender.enc);
  const bytes = new Uint8Array(enc.length + sealed.length);
  bytes.set(enc);
  bytes.set(sealed, enc.length);
  return base64url(bytes);
}

/** A pair nobody keeps: its public half is what practice seals to. */
export async function throwAwayKey(): Promise<HubKey | null> {
  if (!(globalThis.crypto?.subtle as SubtleCrypto | undefined)) return null;
  const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
  const point = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  return { id: "practice", suite: "p256", public: base64url(point) };
}
