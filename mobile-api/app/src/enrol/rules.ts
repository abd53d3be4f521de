/** Reading a code, however it comes. Pure. */
import type { TroubleCode } from "../phone/face";

/** A code as the server makes it: 256 bits, base64url. */
const CODE = /^[A-Za-z0-9_-]{20,100}$/;

/** The code in a link's fragment such as `#code=…`; null where there is none. */
export function codeInHash(hash: string): string | null {
  const code = new URLSearchParams(hash.replace(/^#/, "")).get("code");
  return code === null ? null : code.trim();
}

/** The code in what somebody typed or pasted: a link, a code, or a code with spaces in it. */
export function codeInText(text: string): string | null {
  const at = text.indexOf("#");
  const inLink = at < 0 ? null : codeInHash((text.slice(at).split(/\s/)[0] ?? "").replace(/[.,;>)"']+$/, ""));
  const code = inLink ?? text.replace(/\s+/g, "");
  return CODE.test(code) ? code : null;
}

/** What helps after an enrolment came to nothing. */
export type Help = "no_signal" | "not_our_server" | "server_trouble" | "storage_denied" | "new_code" | null;

export function helpFor(trouble: TroubleCode): Help {
  switch (trouble) {
    case "no_signal":
    case "not_our_server":
    case "server_trouble":
    case "storage_denied":
      return trouble;
    case "code_unreadable":
    case "code_used":
    case "code_expired":
      return "new_code";
    default:
      return null;
  }
}

/** Whether the same code can be tried again: it was not used up, and it may work later. */
export function canTryAgain(trouble: TroubleCode): boolean {
  return helpFor(trouble) !== "new_code";
}
