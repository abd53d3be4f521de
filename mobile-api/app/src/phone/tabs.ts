/** One tab writes; the others look on until it closes, and then the next one takes over. */

/**
 * Asks to be the writer. Resolves at once with whether this tab is; if not, `onTurn` is called
 * when it becomes so. Browsers without Web Locks have no plain way to tell: there every tab writes.
 */
export async function becomeWriter(locks: LockManager | undefined, name: string, onTurn: () => void): Promise<boolean> {
  if (!locks) return true;
  const forEver = () => new Promise<void>(() => undefined);
  const atOnce = await new Promise<boolean>((resolve) => {
    const held = locks.request(name, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : forEver();
    });
    // Where the page may not use locks (a private window, say) it is as if there were none.
    held.catch(() => resolve(true));
  });
  if (!atOnce) {
    locks
      .request(name, () => {
        onTurn();
        return forEver();
      })
      .catch(() => undefined);
  }
  return atOnce;
}
