/**
 * The code that came with a link. It is taken out of the address the moment this is loaded, so that
 * it is neither in the history nor on a screenshot; it is kept in memory only, until it is used.
 */
import { codeInHash } from "./rules";

let code = $state<string | null>(null);

function take(): void {
  const found = codeInHash(location.hash);
  if (found === null) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  code = found;
}

take();
addEventListener("hashchange", take);

/** The code of the link that the app was opened with. */
export function arrived(): string | null {
  return code;
}

/** The code was used, or is of no use. */
export function forgetCode(): void {
  code = null;
}
