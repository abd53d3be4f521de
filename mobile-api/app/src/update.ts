/**
 * Installs the app on the phone and brings newer versions of it.
 *
 * A newer version is fetched beside the running one and waits. It takes over when somebody says so
 * (`applyUpdate`), which the screens allow only with no form open, or when the app was closed
 * everywhere. Nothing here touches what people wrote.
 */
import type { Updates } from "./phone/around";

const HOUR = 60 * 60 * 1000;

let registration: ServiceWorkerRegistration | null = null;
const ready: (() => void)[] = [];

interface Connection {
  saveData?: boolean;
  type?: string;
}

/** Whether a newer version waits. The very first one controls nothing yet: that is no update. */
function waits(): boolean {
  return Boolean(registration?.waiting && navigator.serviceWorker.controller);
}

/** Whether half a megabyte is nobody's loss now. */
function roomy(): boolean {
  const connection = (navigator as Navigator & { connection?: Connection }).connection;
  return connection?.saveData !== true && connection?.type !== "cellular";
}

async function register(): Promise<ServiceWorkerRegistration> {
  registration = await navigator.serviceWorker.register(`${import.meta.env.BASE_URL}sw.js`, {
    scope: import.meta.env.BASE_URL,
    updateViaCache: "none",
  });
  return registration;
}

/** The browser threw the app away while it ran: it is put back as soon as there is a connection. */
function again(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  register().catch(() => addEventListener("online", again, { once: true }));
}

/** Puts the app on the phone, and from then on looks out for newer versions. */
export async function install(): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  let found: ServiceWorkerRegistration;
  try {
    found = await register();
  } catch {
    // Without it the app works as long as there is a connection; the notice on addresses says so.
    return;
  }
  const look = () => {
    if (waits()) for (const call of ready) call();
  };
  look();
  found.addEventListener("updatefound", () => found.installing?.addEventListener("statechange", look));

  let asked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - asked < HOUR) return;
    asked = Date.now();
    found.update().catch(() => undefined);
  });

  const running = await navigator.serviceWorker.ready;
  // The map's files, when the first start is over and the connection is not a dear one.
  if (roomy()) setTimeout(() => running.active?.postMessage("later"), 5000);
}

/** Hands over to the version that waits and starts again with it. */
async function apply(): Promise<void> {
  const waiting = registration?.waiting;
  if (!waiting) return;
  await new Promise<void>((done) => {
    navigator.serviceWorker.addEventListener("controllerchange", () => done(), { once: true });
    waiting.postMessage("apply");
  });
  location.reload();
}

/** What the phone needs to know of all this. */
export const updates: Updates = {
  onWaiting(call) {
    ready.push(call);
    if (waits()) call();
  },
  apply,
  again,
};
