/** Fetching: page after page until the phone knows everything in its scope. */
import { stamp } from "../base/clock";
import { readMoment } from "../base/moment";
import type { Merged } from "../core/merge";
import type { Engine } from "../phone/engine";
import type { Notice, NoticeCode } from "../phone/face";
import type { Page, WhyRemoved } from "../wire/rows";
import { takeEpoch } from "./epoch";
import type { Ended } from "./handin";
import { isPage } from "./shapes";
import { refusal, type Transport } from "./transport";

/** How often one fetch may begin anew before it counts as failed. */
const MOST_STARTS = 2;

const WHY: Record<WhyRemoved, NoticeCode> = { recalled: "list_recalled", expired: "list_expired", returned: "list_returned", other: "list_recalled" };

export async function fetchRows(engine: Engine, transport: Transport): Promise<Ended> {
  let starts = 0;
  for (;;) {
    const { session } = engine.state;
    if (!session) return { ok: true, rowsStale: false };
    const ask = engine.store.ask();
    const cursor = ask.cursor === null ? "" : `&cursor=${encodeURIComponent(ask.cursor)}`;
    const answer = await transport.ask({ path: `/api/sync/v1/pull?max=1000${cursor}`, token: session.token });
    if (!answer.ok) {
      const code = answer.problem?.code;
      const anew = code === "cursor_invalid" || code === "cursor_expired";
      if (starts >= MOST_STARTS) return answer;
      starts += 1;
      if (anew) await startOver(engine);
      else if (!(code === "epoch_changed" && answer.problem && (await takeEpoch(engine, answer.problem)))) return answer;
      continue;
    }
    if (!isPage(answer.value)) return refusal("not_our_server", answer.status);
    const merged = await takePage(engine, ask, answer.value);
    if (merged.is === "page" && !merged.diverged) {
      if (!merged.more) return { ok: true, rowsStale: false };
      continue;
    }
    // Another fetch was quicker.
    if (merged.is === "stale") return { ok: true, rowsStale: false };
    if (starts >= MOST_STARTS) return refusal("server_trouble", answer.status);
    starts += 1;
    await startOver(engine, merged.is === "other_epoch" ? answer.value.epoch : null);
  }
}

/** A page and its cursor, kept in one transaction. */
function takePage(engine: Engine, ask: Parameters<Engine["store"]["apply"]>[0], page: Page): Promise<Merged> {
  return engine.learn<Merged>(async () => {
    const { store, outbox, state, clock } = engine;
    const before = store.place.appliedTo;
    const names = new Map(page.changes.map(({ scope }) => [scope?.remove?.list ?? "", store.row("walk_list", scope?.remove?.list ?? "")?.name]));
    const merged = store.apply(ask, page);
    if (merged.is !== "page") return { result: merged };
    // Fewer numbers than before: what rows showed they may not show any more.
    if (store.place.appliedTo < before) await engine.openAll();
    if (outbox.numbers.epoch === "") outbox.numbers.epoch = page.epoch;
    const told: Notice[] = merged.removed.map(({ list, why }) => {
      const name = names.get(list);
      return { id: `list/${list}/${page.to}`, code: WHY[why] ?? "list_recalled", ...(name === undefined ? {} : { list: name }) };
    });
    const serverNow = readMoment(page.server_time);
    const dropped = serverNow === null ? [] : outbox.forget(store.place.appliedTo, serverNow, (entry) => engine.ofShift(entry.shift));
    const change = {
      met: stamp(clock),
      aheadMs: serverNow === null ? state.aheadMs : serverNow - clock.now(),
      notices: [...state.notices, ...told],
    };
    return { touched: merged.touched, dropped, state: change, result: merged };
  });
}

function startOver(engine: Engine, epoch: string | null = null): Promise<void> {
  return engine.learn(() => {
    if (epoch === null) engine.store.startOver();
    else engine.store.epochChanged(epoch, 0);
    return Promise.resolve({ result: undefined });
  });
}
