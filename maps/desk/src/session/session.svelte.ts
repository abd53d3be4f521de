/** Who is signed in here, and what happens when the session is over. */
import { api, ok, onLost, Problem, trouble, type S } from "../wire/client";
import { codeIn } from "./rules";
import { words } from "./words";

export type Me = S["Me"];
export type Permission = Me["may"][number];

interface Session {
  me: Me | null;
  /** Why nobody is signed in; null while it is not known yet. */
  out: string | null;
  /** Whether the session ended in the middle of the work. */
  lost: boolean;
}

export const session: Session = $state({ me: null, out: null, lost: false });

let waiting: (() => void)[] = [];

/** Whether the one at the desk may do something. */
export const may = (permission: Permission): boolean => session.me?.may.includes(permission) ?? false;

/** Signs in with the link's code if there is one, and finds out who is here. */
export async function start(): Promise<void> {
  try {
    const code = new URLSearchParams(location.hash.slice(1)).get("code");
    if (code !== null) {
      history.replaceState(null, "", location.pathname + location.search);
      await ok(api.POST("/api/v1/session", { body: { code } }));
    }
    session.me = await ok(api.GET("/api/v1/me"));
    onLost(() => {
      session.lost = true;
      return new Promise((resolve) => waiting.push(resolve));
    });
  } catch (error) {
    session.out = trouble(error);
  }
}

/** Goes on once a new session stands; says what is wrong, or nothing. */
export async function signIn(pasted: string): Promise<string> {
  const code = codeIn(pasted);
  if (code === null) return words.noCode;
  try {
    await ok(api.POST("/api/v1/session", { body: { code } }));
  } catch (error) {
    return trouble(error);
  }
  return goOn();
}

/** Goes on if somebody signed in in another tab of this browser. */
export async function goOn(): Promise<string> {
  // Not through the client: it would wait for the very thing that is being found out.
  const response = await fetch("/api/v1/me").catch(() => null);
  if (!response?.ok) return words.still;
  const now = (await response.json()) as Me;
  const same = session.me !== null && session.me.person === now.person && session.me.role === now.role;
  if (!same) {
    // Somebody else: nothing that is on this screen is theirs.
    location.reload();
    return "";
  }
  session.lost = false;
  const all = waiting;
  waiting = [];
  for (const resolve of all) resolve();
  return "";
}

export async function signOut(): Promise<void> {
  onLost(null);
  await ok(api.DELETE("/api/v1/session")).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
  });
  sessionStorage.clear();
  location.assign("/desk/");
}
