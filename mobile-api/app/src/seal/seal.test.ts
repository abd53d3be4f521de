import "fake-indexeddb/auto";
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";
import { openDB } from "idb";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { base64url, fromBase64url, text, utf8 } from "../base/bytes";
import { HUB, problem, Rig } from "../phone/testing";
import { sealTo, type Use } from "./hpke";

const suite = () => new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });

async function makeKey() {
  const pair = await suite().kem.generateKeyPair();
  const point = new Uint8Array(await suite().kem.serializePublicKey(pair.publicKey));
  return { key: { id: "k1", suite: "p256", public: base64url(point) }, privateKey: pair.privateKey };
}

async function open(recipientKey: CryptoKey, use: string, hub: string, sealed: string): Promise<string> {
  const bytes = fromBase64url(sealed)!;
  const context = await suite().createRecipientContext({ recipientKey, enc: bytes.slice(0, 65).buffer, info: utf8(use) });
  return text(await context.open(bytes.slice(65), utf8(hub)));
}

test("what is sealed opens with the hub's key, for its use and its hub only", async () => {
  const { key, privateKey } = await makeKey();
  const sealed = await sealTo(key, HUB, "doorstep/contact/1", "Ana, 0113");

  expect(await open(privateKey, "doorstep/contact/1", HUB, sealed)).toBe("Ana, 0113");
  await expect(open(privateKey, "doorstep/outbox/1", HUB, sealed)).rejects.toThrow();
  await expect(open(privateKey, "doorstep/contact/1", "another", sealed)).rejects.toThrow();
  expect(await sealTo(key, HUB, "doorstep/contact/1", "Ana, 0113")).not.toBe(sealed);
});

test("a key that is none seals nothing", async () => {
  const { key } = await makeKey();
  await expect(sealTo({ ...key, suite: "x25519" }, HUB, "doorstep/contact/1", "x")).rejects.toMatchObject({ code: "no_key" });
  await expect(sealTo({ ...key, public: "AAAA" }, HUB, "doorstep/contact/1", "x")).rejects.toMatchObject({ code: "no_key" });
});

const VECTORS = new URL("../../../vectors/seal.json", import.meta.url);

describe("the vectors open on this side too, or not at all", () => {
  interface Case { name: string; info: Use; aad: string; sealed: string; plain: string | null; opens: boolean }
  const file = JSON.parse(readFileSync(VECTORS, "utf8")) as { key: { private: string }; cases: Case[] };

  async function opened({ info, aad, sealed }: Case): Promise<string> {
    const recipientKey = await suite().kem.deserializePrivateKey(fromBase64url(file.key.private)!.buffer);
    return open(recipientKey, info, aad, sealed);
  }

  test.each(file.cases)("$name", async (one) => {
    if (one.opens) expect(await opened(one)).toBe(one.plain);
    else await expect(opened(one)).rejects.toThrow();
  });
});

const details = { name: "Ana Kowalska", phone: "0113 496 0000", email: "", post: "", purposes: ["follow_up"] as ["follow_up"], wording: "promise-1", language: "pl" as const };

test("contact details are sealed at once, tied to no door, and kept nowhere else", async () => {
  const rig = new Rig();
  const { key, privateKey } = await makeKey();
  rig.server.key = key;
  await rig.out();
  await rig.face.sealContact(details);
  await rig.face.handInNow();

  const op = [...rig.server.ops.values()].find((it) => it.op.kind === "contact.consent")!.op as { data: { ciphertext: string; key_id: string } };
  expect(Object.keys(op.data).sort()).toEqual(["ciphertext", "key_id"]);
  expect(JSON.parse(await open(privateKey, "doorstep/contact/1", HUB, op.data.ciphertext))).toEqual({ v: 1, ...details });
  expect(JSON.stringify(rig.view)).not.toContain("Kowalska");
});

test("without the hub's key contact details are not taken", async () => {
  const rig = await new Rig().out();
  await expect(rig.face.sealContact(details)).rejects.toMatchObject({ code: "no_key" });
  expect(rig.view.handIn.pending).toBe(1);
});

test("unsent work goes into a file that only the hub opens, and still waits", async () => {
  const rig = new Rig();
  const { key, privateKey } = await makeKey();
  rig.server.key = key;
  await rig.out();
  await rig.face.visit(rig.view.lists[0]!.walk[0]!.id, "no_answer");
  const { name, bytes } = await rig.face.saveToFile();
  const file = JSON.parse(await bytes.text());

  expect(name).toBe("doorstep-unsent-2026-11-21.json");
  expect(file).toMatchObject({ doorstep: "unsent-work", v: 1, hub: HUB, install: rig.server.install, key_id: "k1", records: 2, made_at: "2026-11-21T12:00:00.000Z" });
  const push = JSON.parse(await open(privateKey, "doorstep/outbox/1", HUB, file.ciphertext));
  expect(push).toMatchObject({ install: rig.server.install, epoch: "e1", outbox: { pending: 2, oldest_n: 1, last_n: 2 }, ops: [{ n: 1 }, { n: 2, kind: "visit.record" }] });
  expect(rig.view.handIn.pending).toBe(2);
});

test("a phone that was signed out seals its work, destroys the rest, and hands it in once", async () => {
  const rig = new Rig();
  const { key, privateKey } = await makeKey();
  rig.server.key = key;
  await rig.out();
  const talk = await rig.face.talked(rig.view.lists[0]!.walk[0]!.id);
  await rig.face.keepDraft({ ...talk, voices: { first: 1, again: 0, unsure: 0 }, note: "The bins" });
  rig.server.instead = (path) => (path.endsWith("/sealed") ? Promise.reject(new TypeError("no")) : problem(403, "device_revoked"));
  await rig.face.handInNow();

  expect(rig.view).toMatchObject({ stage: "revoked", lists: [], drafts: [], talks: [], shift: null, handIn: { pending: 3 } });
  const database = await openDB(rig.database);
  expect([await database.count("outbox"), await database.count("rows"), await database.count("drafts")]).toEqual([0, 0, 0]);
  database.close();
  const file = JSON.parse(await (await rig.face.saveToFile()).bytes.text());
  expect(file.records).toBe(3);

  await rig.again();
  expect(rig.view).toMatchObject({ stage: "revoked", handIn: { pending: 3 } });
  rig.server.instead = () => null;
  await rig.face.handInNow();
  expect(rig.view).toMatchObject({ stage: "revoked", handIn: { pending: 0, trouble: null } });
  const uploads = rig.server.asked.filter(({ path }) => path.endsWith("/sealed"));
  const upload = JSON.parse(uploads.at(-1)!.body);
  expect(upload).toMatchObject({ install: rig.server.install, key_id: "k1", records: 3 });
  expect(uploads.at(-1)!.headers.get("authorization")).toBe("Bearer t");
  const push = JSON.parse(await open(privateKey, "doorstep/outbox/1", HUB, upload.ciphertext));
  expect(push.ops.map((op: { kind: string }) => op.kind)).toEqual(["shift.start", "visit.record", "listening.record"]);
  await rig.face.handInNow();
  expect(rig.server.asked.filter(({ path }) => path.endsWith("/sealed")).length).toBe(uploads.length);

  rig.server.install = "01930000-0000-7000-8000-000000000072";
  await rig.face.enrol("another-code-of-letters");
  expect(rig.view).toMatchObject({ stage: "ready", handIn: { pending: 0 } });
});

test("signed out by a hub without a key, a phone keeps its work and loses its rows", async () => {
  const rig = await new Rig().out();
  rig.server.instead = () => problem(403, "device_revoked");
  await rig.face.handInNow();
  await rig.again();
  expect(rig.view).toMatchObject({ stage: "revoked", lists: [], handIn: { pending: 1 } });
});
