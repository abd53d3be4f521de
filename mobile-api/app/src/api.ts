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

/** One request; anything but JSON from our server (a hotel's sign-in page, say) is told apart. */
export async function call(path: string, token: string | null, body?: unknown): Promise<unknown> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (token !== null) headers["authorization"] = `Bearer ${token}`;
  if (body !== undefined) headers["content-type"] = "application/json";
  const response = await fetch(path, {
    method: body === undefined ? "GET" : "POST",
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
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
