/// <reference lib="webworker" />
/**
 * Keeps the app's own files on the phone, so that it opens without signal. It never touches what
 * people wrote (that lies in IndexedDB) and never stands between the app and the server's API.
 *
 * - All files but the map's are fetched when the app is installed: the shell, all languages.
 * - The map's come in the background when the page asks for it, or when the map is opened first.
 * - A new version waits until the page says `apply`; files that did not change are not fetched again.
 */
export {};

interface File {
  url: string;
  revision: string | null;
}
declare global {
  interface WorkerGlobalScope {
    /** Every file of this version; the build puts the list here. */
    __WB_MANIFEST: File[];
  }
}

const FILES = self.__WB_MANIFEST;
const worker = self as unknown as ServiceWorkerGlobalScope;
const PREFIX = "doorstep-";
const CACHE = PREFIX + mark(JSON.stringify(FILES));
const INDEX = at("index.html");
/** Hundreds of kilobytes that most evenings never need. */
const LATER = /(^|\/)assets\/(WalkMap|maplibre)[^/]*$/;

/** A short mark of a text (FNV-1a): one cache for each version of the app. */
function mark(text: string): string {
  let hash = 0x811c9dc5;
  for (let n = 0; n < text.length; n++) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193);
  return (hash >>> 0).toString(16);
}

function at(url: string): string {
  return new URL(url, worker.registration.scope).href;
}

/** Puts one file into the cache: from an older version where its name says that it is the same. */
async function keep(cache: Cache, file: File): Promise<void> {
  const url = at(file.url);
  if (await cache.match(url)) return;
  // A file without a revision has its hash in its name.
  const same = file.revision === null ? await caches.match(url) : undefined;
  const answer = same ?? (await fetch(url, { cache: file.revision === null ? "default" : "reload" }));
  if (!answer.ok) throw new Error(`${answer.status} for a file of the app`);
  await cache.put(url, answer);
}

async function install(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all(FILES.filter((file) => !LATER.test(file.url)).map((file) => keep(cache, file)));
  for (const file of FILES.filter((one) => LATER.test(one.url))) {
    if (file.revision === null && (await caches.match(at(file.url)))) await keep(cache, file);
  }
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name);
  }
  await worker.clients.claim();
}

async function fetchLater(): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const file of FILES.filter((one) => LATER.test(one.url))) await keep(cache, file);
}

async function answer(request: Request, page: boolean): Promise<Response> {
  const cache = await caches.open(CACHE);
  const url = page ? INDEX : request.url;
  const kept = await cache.match(url, { ignoreSearch: true });
  if (kept) return kept;
  const fetched = await fetch(request);
  const ours = FILES.find((file) => at(file.url) === url);
  // Only what this version is made of, and only what really is that file.
  if (ours && fetched.ok && !fetched.redirected && !page) await cache.put(url, fetched.clone());
  return fetched;
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => {
  if (event.data === "apply") void worker.skipWaiting();
  if (event.data === "later") event.waitUntil(fetchLater().catch(() => undefined));
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (!url.href.startsWith(worker.registration.scope)) return;
  event.respondWith(answer(request, request.mode === "navigate"));
});
