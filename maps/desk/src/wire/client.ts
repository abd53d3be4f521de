/** The server, with its own types. A lost session waits until somebody is signed in again and then goes on. */
import createClient from "openapi-fetch";
import type { components, paths } from "../../../../mobile-api/types.gen";

/** What the server's answers are made of. */
export type S = components["schemas"];

/** What the server says when it refuses: problem details with a stable code. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(detail);
  }
}

/** Asked when a session is over; resolves once somebody is signed in again. */
let again: (() => Promise<void>) | null = null;

/** Who waits for a new session: set once somebody was signed in. */
export function onLost(wait: (() => Promise<void>) | null): void {
  again = wait;
}

/** `fetch` that keeps what was asked while somebody signs in again. */
export async function patient(request: Request): Promise<Response> {
  for (;;) {
    const response = await fetch(request.clone());
    if (response.status !== 401 || again === null || new URL(request.url).pathname === "/api/v1/session") return response;
    await again();
  }
}

export const api = createClient<paths>({ baseUrl: location.origin, fetch: patient });

/** The data of an answer, or the server's plain sentence as a {@link Problem}. */
export async function ok<T>(asked: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await asked;
  if (response.ok) return data as T;
  const { code, detail } = (error ?? {}) as { code?: string; detail?: string };
  if (code === undefined) {
    throw new Problem(response.status, "not_ours", "This is not an answer of our server. Is this the right network?");
  }
  throw new Problem(response.status, code, detail ?? "The server refused this.");
}

async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await patient(
    new Request(new URL(path, location.origin), {
      method,
      headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
  if (response.status === 204) return undefined;
  const kind = response.headers.get("content-type") ?? "";
  const said: unknown = kind.includes("json") ? await response.json() : undefined;
  return ok(Promise.resolve({ data: said, error: response.ok ? undefined : said, response }));
}

export const get = <T>(path: string): Promise<T> => ask("GET", path) as Promise<T>;
export const post = <T>(path: string, body: unknown): Promise<T> => ask("POST", path, body) as Promise<T>;
export const put = <T>(path: string, body: unknown): Promise<T> => ask("PUT", path, body) as Promise<T>;
export const remove = <T>(path: string): Promise<T> => ask("DELETE", path) as Promise<T>;
export const patch = <T>(path: string, body: unknown): Promise<T> => ask("PATCH", path, body) as Promise<T>;

/** A text of the server, such as a letter or a document. */
export async function getText(path: string): Promise<string> {
  const response = await patient(new Request(new URL(path, location.origin)));
  if (!response.ok) throw new Problem(response.status, "unknown", "The server did not give this text.");
  return response.text();
}

/** What to tell somebody when a step failed. */
export function trouble(error: unknown): string {
  return error instanceof Problem ? error.message : "The server cannot be reached. Nothing is lost; try again.";
}
