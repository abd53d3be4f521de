/** What stands around the phone: the browser's parts, so that tests can put others in their place. */
import { type Clock, SystemClock } from "../base/clock";
import { LANGUAGES, type Language } from "../words";

/** A waiting version of the app; the service worker's owner gives it. */
export interface Updates {
  /** Calls back whenever a newer version waits. */
  onWaiting(call: () => void): void;
  /** Puts it in place; the page reloads. */
  apply(): Promise<void>;
  /** Puts the app on the phone once more: the browser threw it away with everything else. */
  again(): void;
}

export interface Around {
  clock: Clock;
  fetch: typeof fetch;
  locks: LockManager | undefined;
  storage: Pick<StorageManager, "persist" | "persisted"> | undefined;
  /** Survives the database on some phones: only "there were records here" is put there. */
  local: Pick<Storage, "getItem" | "setItem" | "removeItem"> | undefined;
  /** Where `online` and `visibilitychange` are heard. */
  page: EventTarget | undefined;
  online: () => boolean;
  visible: () => boolean;
  random: () => number;
  later: (call: () => void, ms: number) => () => void;
  database: string;
  language: Language;
  updates: Updates | undefined;
}

function localStorageOrNone(): Storage | undefined {
  try {
    return globalThis.localStorage;
  } catch {
    return undefined;
  }
}

/** The first of the person's languages that the app has. */
function preferred(): Language {
  for (const wanted of globalThis.navigator?.languages ?? []) {
    const found = LANGUAGES.find((language) => language === wanted || language === wanted.split("-")[0]);
    if (found) return found;
  }
  return "en";
}

export function browser(): Around {
  const nav = globalThis.navigator as Navigator | undefined;
  return {
    clock: new SystemClock(),
    fetch: (...given) => fetch(...given),
    locks: nav?.locks as LockManager | undefined,
    storage: nav?.storage as StorageManager | undefined,
    local: localStorageOrNone(),
    page: typeof window === "undefined" ? undefined : window,
    online: () => nav?.onLine !== false,
    visible: () => typeof document === "undefined" || document.visibilityState === "visible",
    random: Math.random,
    later(call, ms) {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
    database: "doorstep",
    language: preferred(),
    updates: undefined,
  };
}
