/**
 * One request to our server. Whatever comes back is either a parsed answer or a plain reason why
 * there is none: no signal, a hotel's sign-in page, a server in trouble. Never throws.
 */
import type { HandInTrouble } from "../phone/face";
import type { ProblemDoc } from "../wire";
import { PROTOCOL } from "../wire/limits";

/** Anything longer is as good as no signal; what was on the way is asked for again. */
const TIMEOUT_MS = 30_000;
/** Shorter bodies gain nothing by being packed. */
const PACK_FROM = 1_000;

export interface Refusal {
  ok: false;
  trouble: NonNullable<HandInTrouble>;
  status: number;
  problem: ProblemDoc | null;
  retryAfterMs: number | null;
}

export type Answer = { ok: true; status: number; value: unknown } | Refusal;

export interface Request {
  path: string;
  token?: string;
  /** JSON text; there is a body when it is a POST. */
  body?: string;
  /** Whether the server takes this body packed: a hand-in. Sealed bytes would not get smaller. */
  packs?: boolean;
  /** What else is said, in headers that a server which does not know them passes over. */
  says?: Record<string, string>;
}

export class Transport {
  constructor(
    private readonly fetch: typeof globalThis.fetch,
    private readonly now: () => number,
  ) {}

  async ask({ path, token, body, packs = false, says = {} }: Request): Promise<Answer> {
    const headers: Record<string, string> = { accept: "application/json", "sync-protocol": String(PROTOCOL), ...says };
    if (token !== undefined) headers["authorization"] = `Bearer ${token}`;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), TIMEOUT_MS);
    try {
      const init: RequestInit = { method: body === undefined ? "GET" : "POST", headers, cache: "no-store", credentials: "omit", redirect: "manual", signal: stop.signal };
      if (body !== undefined) {
        headers["content-type"] = "application/json";
        const packed = packs ? await pack(body) : null;
        if (packed) headers["content-encoding"] = "gzip";
        init.body = packed ?? body;
      }
      return await this.read(await this.fetch(path, init));
    } catch {
      // No connection, a connection that broke off, or no answer in time: all of it means unknown.
      return refusal("no_signal", 0);
    } finally {
      clearTimeout(timer);
    }
  }

  private async read(response: Response): Promise<Answer> {
    const { status, headers } = response;
    const isJson = /[/+]json\b/i.test(headers.get("content-type") ?? "");
    const retryAfterMs = this.retryAfter(headers.get("retry-after"));
    if (!isJson) {
      // A proxy in front of a server that is down speaks HTML too, but it says 5xx.
      return refusal(status >= 500 ? "server_trouble" : status === 429 ? "busy" : "not_our_server", status, null, retryAfterMs);
    }
    let value: unknown;
    try {
      value = JSON.parse(await response.text());
    } catch {
      // Half an answer is none.
      return refusal(status >= 200 && status < 300 ? "no_signal" : "server_trouble", status, null, retryAfterMs);
    }
    if (response.ok) return { ok: true, status, value };
    const problem = isProblem(value) ? value : null;
    return refusal(troubleOf(status, problem), status, problem, retryAfterMs);
  }

  private retryAfter(text: string | null): number | null {
    if (text === null) return null;
    const seconds = Number(text);
    const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(text) - this.now();
    return Number.isFinite(ms) ? Math.min(Math.max(0, ms), 3_600_000) : null;
  }
}

function isProblem(value: unknown): value is ProblemDoc {
  return typeof value === "object" && value !== null && "code" in value && typeof value.code === "string";
}

function troubleOf(status: number, problem: ProblemDoc | null): Refusal["trouble"] {
  if (problem === null) return status >= 500 ? "server_trouble" : "not_our_server";
  if (status === 401 || problem.code === "device_revoked") return "signed_out";
  if (problem.code === "protocol_too_old") return "too_old";
  return status === 429 || status === 503 || status === 408 ? "busy" : "server_trouble";
}

export function refusal(trouble: Refusal["trouble"], status: number, problem: ProblemDoc | null = null, retryAfterMs: number | null = null): Refusal {
  return { ok: false, trouble, status, problem, retryAfterMs };
}

async function pack(body: string): Promise<ArrayBuffer | null> {
  if (typeof CompressionStream === "undefined" || body.length < PACK_FROM) return null;
  try {
    const packed = new Blob([body]).stream().pipeThrough(new CompressionStream("gzip"));
    return await new Response(packed).arrayBuffer();
  } catch {
    return null;
  }
}
