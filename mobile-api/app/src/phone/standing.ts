/** What waits, what arrived, and what people should read about this phone. */
import { nameOf } from "../core/entry";
import type { Engine } from "./engine";
import type { HandIn, ListView, Notice, NoticeCode } from "./face";

const DAY_MS = 24 * 60 * 60 * 1_000;

export function handInOf({ outbox, state, run }: Engine): HandIn {
  const counts = { pending: 0, arrived: 0, written: 0, held: 0, rejected: 0 };
  let oldestAt: number | null = null;
  const shift = state.shift?.id ?? null;
  for (const entry of outbox.entries()) {
    const { is } = entry.state;
    if (is === "pending") {
      counts.pending += 1;
      if (oldestAt === null || entry.at < oldestAt) oldestAt = entry.at;
    }
    if (is === "held") counts.held += 1;
    if (is === "rejected") counts.rejected += 1;
    if (shift !== null && entry.shift === shift) {
      counts.written += 1;
      if (is !== "pending" && is !== "rejected") counts.arrived += 1;
    }
  }
  const { sealed } = state;
  if (sealed) [counts.pending, oldestAt] = [counts.pending + sealed.records, sealed.madeAt];
  return { ...counts, lastAt: state.lastAt, oldestAt, busy: run.busy, trouble: run.trouble };
}

export function noticesOf(engine: Engine, lists: ListView[]): Notice[] {
  const { state, run, outbox, disk } = engine;
  const notices: Notice[] = [];
  const read = new Set(state.read);
  const tell = (holds: boolean, code: NoticeCode, more: Partial<Notice> = {}): void => {
    const notice = { id: code, code, ...more };
    if (holds && !read.has(notice.id)) notices.push(notice);
  };
  tell(run.behind, "another_tab");
  tell(run.full, "storage_full");
  tell(run.restored, "storage_restored");
  tell(state.signedOut, "session_over");
  tell(!run.practice && disk !== null && !disk.box.seals, "not_secure");
  tell(state.kept === false && !run.practice, "storage_may_go");
  tell(run.tooOld, "app_too_old");
  tell(run.updateReady, "update_ready");
  notices.push(...state.notices.filter(({ id }) => !read.has(id)));
  for (const list of lists) tell(list.lease === "over", "lease_over", { id: `lease_over/${list.id}`, list: list.name });
  let oldest = Infinity;
  for (const entry of outbox.entries()) {
    const { state: it } = entry;
    if (it.is === "pending") oldest = Math.min(oldest, entry.at);
    if (it.is === "held") tell(true, "record_held", { id: `held/${nameOf(entry.key)}`, text: it.text });
    if (it.is === "rejected") tell(true, "record_rejected", { id: `rejected/${nameOf(entry.key)}`, text: it.text });
  }
  tell(engine.clock.now() - oldest > DAY_MS && !run.practice, "unsent_for_a_day", { id: `unsent_for_a_day/${oldest}` });
  return notices;
}
