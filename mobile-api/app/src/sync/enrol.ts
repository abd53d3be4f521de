/** Enrolling: a one-time code becomes a session, and what waited goes on under its install id. */
import { stamp } from "../base/clock";
import type { Engine } from "../phone/engine";
import { Trouble, type TroubleCode } from "../phone/face";
import type { KeptState } from "../store/state";
import { listOf } from "../wire/rows";
import { isSession } from "./shapes";
import type { Refusal, Transport } from "./transport";

/** The code in what was scanned or typed: a link with `#code=…`, or the code itself. */
export function codeIn(given: string): string | null {
  const text = given.trim();
  const hash = text.indexOf("#");
  const code = hash < 0 ? text : (new URLSearchParams(text.slice(hash + 1)).get("code") ?? "");
  return /^[\w-]{16,200}$/.test(code) ? code : null;
}

const CODES: Record<string, TroubleCode> = { code_used: "code_used", code_expired: "code_expired", not_found: "code_unreadable", bad_request: "code_unreadable", invalid: "code_unreadable" };

function whyNot({ problem, trouble }: Refusal): TroubleCode {
  const known = problem && CODES[problem.code];
  if (known) return known;
  return trouble === "no_signal" || trouble === "not_our_server" ? trouble : "server_trouble";
}

export async function enrol(engine: Engine, transport: Transport, given: string): Promise<void> {
  const code = codeIn(given);
  if (code === null) throw new Trouble("code_unreadable");
  // A code works once: it is not used up on a phone that cannot keep what it brings.
  await engine.command(() => engine.write([]));
  const answer = await transport.ask({ path: "/api/sync/v1/enrol", body: JSON.stringify({ code }) });
  if (!answer.ok) throw new Trouble(whyNot(answer));
  const session = answer.value;
  if (!isSession(session)) throw new Trouble("not_our_server");
  await engine.command(async () => {
    const { state, outbox } = engine;
    const before = state.session?.hub ?? state.sealed?.hub ?? session.hub;
    // Nothing of one hub is ever handed in at another one.
    if (before !== session.hub && [...outbox.entries()].some((entry) => entry.state.is === "pending")) throw new Trouble("unexpected");
    const { token, install, hub, person } = session;
    const change: Partial<KeptState> = {
      session: { token, install, hub, person },
      card: before === hub ? state.card : null,
      met: stamp(engine.clock),
      signedOut: false,
      newInstall: false,
      revoked: false,
      notices: state.notices.filter(({ code }) => code !== "new_install"),
      read: state.read.filter((id) => id !== "new_install" && id !== "session_over"),
    };
    await adopt(engine, change, before === hub, state.session === null || (before === hub && state.session.person === person));
  });
}

/**
 * What waits is numbered from 1 again, and rows come anew: another list may be this phone's now.
 * Somebody else sees nothing of what the one before them saw, nor of what they wrote.
 */
function adopt(engine: Engine, change: Partial<KeptState>, sameHub: boolean, samePerson: boolean): Promise<void> {
  const install = change.session?.install ?? "";
  return engine.relearn(async () => {
    const { outbox, store } = engine;
    await engine.openAll();
    const dropped = sameHub ? [] : [...outbox.entries()];
    outbox.newInstall(install);
    if (!sameHub) outbox.numbers = { install, epoch: "", lastN: 0, backedUpSeq: null };
    const touched = new Set(samePerson ? [] : [...store.kept()].map(({ row }) => listOf(row)));
    if (samePerson) store.startOver();
    else store.wipe();
    return {
      entries: sameHub ? outbox.entries() : [],
      dropped,
      touched,
      state: samePerson ? change : { ...change, shift: null, reflecting: null },
      dropDrafts: samePerson ? [] : [...engine.drafts.keys()],
      result: undefined,
    };
  });
}
