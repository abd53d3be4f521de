/** The hub's card: its name, its key, whom to call. Fetched with rows, at most once an hour. */
import { since, stamp, type Stamp } from "../base/clock";
import type { Engine } from "../phone/engine";
import { isHubAnswer } from "./shapes";
import type { Transport } from "./transport";

const HOUR_MS = 60 * 60 * 1_000;

export class CardFetch {
  private asked: Stamp | null = null;

  /** A server that has no card yet changes nothing, nor does one that cannot be reached. */
  async refresh(engine: Engine, transport: Transport): Promise<void> {
    const { clock, state } = engine;
    const last = this.asked ?? state.card?.at ?? null;
    if (!state.session || (last !== null && since(last, clock) < HOUR_MS)) return;
    this.asked = stamp(clock);
    const answer = await transport.ask({ path: "/api/sync/v1/hub", token: state.session.token });
    if (!answer.ok) {
      if (answer.status !== 404) this.asked = null;
      return;
    }
    const says = answer.value;
    if (!isHubAnswer(says)) return;
    await engine.command(() => engine.write([], { state: { card: { at: stamp(clock), says } } }));
  }

  forget(): void {
    this.asked = null;
  }
}
