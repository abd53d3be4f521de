/** The server was restored from a backup: what it forgot waits again, and rows are fetched anew. */
import type { Engine } from "../phone/engine";
import type { ProblemDoc } from "../wire";

/** Whether this was news. */
export async function takeEpoch(engine: Engine, problem: ProblemDoc): Promise<boolean> {
  const { epoch, restored_to_seq: restoredTo } = problem;
  if (epoch === undefined || restoredTo === undefined) return false;
  return engine.learn(async () => {
    const { outbox, store } = engine;
    const known = outbox.numbers.epoch === epoch;
    // Archived ops may have to go again, so they must be readable.
    await engine.openAll();
    const again = outbox.numbers.epoch === "" ? [] : outbox.epochChanged(epoch, restoredTo);
    outbox.numbers.epoch = epoch;
    store.epochChanged(epoch, restoredTo);
    // Marks that were set anew on every entry are kept too.
    return { entries: known ? [] : outbox.entries(), result: !known || again.length > 0 };
  });
}
