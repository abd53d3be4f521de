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

export interface Figures {
  visits: number;
  knocks: number;
  listenings: number;
  engaged: number;
  engaged_high: number;
  activated: number;
  activated_high: number;
}

export interface Row extends Figures {
  key: string | null;
  label: string;
}

export interface Counts {
  edition: number | null;
  rows: Row[];
  residual: Row | null;
  total: Figures;
  meanings: { measure?: string; label?: string; text?: string; meaning?: string }[];
}

export interface Theme {
  theme: string;
  label: string;
  love: number;
  concern: number;
  idea: number;
  offer: number;
}

export interface Me {
  role: string;
  hub: { name: string } | null;
  may: string[];
}

async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(path, {
    method,
    headers: { accept: "application/json", ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (response.status === 204) return undefined;
  const kind = response.headers.get("content-type") ?? "";
  if (!kind.includes("json")) {
    throw new Problem(response.status, "not_ours", "This is not an answer of our server. Is this the right network?");
  }
  const answer: unknown = await response.json();
  if (!response.ok) {
    const { code, detail } = answer as { code?: string; detail?: string };
    throw new Problem(response.status, code ?? "unknown", detail ?? "The server refused this.");
  }
  return answer;
}

export const get = <T>(path: string): Promise<T> => ask("GET", path) as Promise<T>;
export const post = <T>(path: string, body: unknown): Promise<T> => ask("POST", path, body) as Promise<T>;
export const put = <T>(path: string, body: unknown): Promise<T> => ask("PUT", path, body) as Promise<T>;

/** A text of the server, such as a letter or a document. */
export async function getText(path: string): Promise<string> {
  const response = await fetch(path);
  if (!response.ok) throw new Problem(response.status, "unknown", "The server did not give this text.");
  return response.text();
}

/** What to tell somebody when a step failed. */
export function trouble(error: unknown): string {
  return error instanceof Problem ? error.message : "The server cannot be reached. Nothing is lost; try again.";
}
