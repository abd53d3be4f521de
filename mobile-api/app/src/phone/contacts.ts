/** Contact details: sealed to the hub's key in the one command that takes them, and forgotten. */
import { sealTo } from "../seal/hpke";
import type { Engine } from "./engine";
import { type ContactDetails, Trouble } from "./face";

export function sealContact(engine: Engine, details: ContactDetails): Promise<void> {
  return engine.command(async () => {
    const card = engine.state.card?.says;
    if (!card?.key) throw new Trouble("no_key");
    const { name, phone, email, post, purposes, wording, language } = details;
    if ([phone, email, post].every((way) => way.trim() === "")) throw new Trouble("nothing_said");
    const plain = JSON.stringify({ v: 1, name, phone, email, post, purposes, wording, language });
    const ciphertext = await sealTo(card.key, card.hub.id, "doorstep/contact/1", plain);
    await engine.write([engine.op("contact.consent", { ciphertext, key_id: card.key.id }, { shift: engine.state.shift?.id ?? null })]);
  });
}
