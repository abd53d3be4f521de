/** Who is out: told by the server as it happens. */
import { api, ok, type S } from "../wire/client";
import { changed, type Live } from "./rules";

/** How long to wait before the line is tried anew, in milliseconds. */
const AGAIN = 3_000;

/**
 * The server's stream. `told` gets everything there is each time; `line` hears whether the line stands.
 * A line that is cut is tried anew; when the session is over, somebody signs in first.
 */
export function listen(told: (all: Live[]) => void, line: (stands: boolean) => void): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  let known: Live[] = [];

  function again(): void {
    source?.close();
    source = null;
    line(false);
    if (over) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      // Waits while somebody signs in again; without an answer the line is still cut.
      ok(api.GET("/api/v1/me")).then(open, again);
    }, AGAIN);
  }

  function open(): void {
    if (over) return;
    const made = new EventSource("/api/v1/shifts/live");
    source = made;
    made.addEventListener("state", (event) => {
      known = (JSON.parse((event as MessageEvent<string>).data) as S["LiveState"]).shifts;
      line(true);
      told(known);
    });
    made.addEventListener("change", (event) => {
      const { kind, shift } = JSON.parse((event as MessageEvent<string>).data) as S["LiveChange"];
      known = changed(known, kind, shift);
      told(known);
    });
    made.addEventListener("end", again);
    made.onerror = again;
  }

  open();
  return () => {
    over = true;
    clearTimeout(timer);
    source?.close();
  };
}

export const settle = (alert: string) => ok(api.POST("/api/v1/alerts/{alert}/resolve", { params: { path: { alert } } }));
