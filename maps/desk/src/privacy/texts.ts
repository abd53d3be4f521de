import type { Ending, Request, RequestKind } from "./api";

/** What people ask, as one says it. */
export const KINDS: Record<RequestKind, string> = {
  access: "What do you hold about me?",
  erasure: "Delete it",
  rectification: "Correct it",
  objection: "Stop using it",
  complaint: "Complaint",
};

/** How a request ended. */
export const ENDINGS: Record<Ending, string> = {
  granted: "Done as asked",
  partly: "Done in part",
  nothing_found: "Nothing found that is theirs",
  refused: "Not done, with a reason",
  withdrawn: "They took it back",
};

/** `do_not_knock_lifted` as people read it. */
export function plain(word: string): string {
  return word.replaceAll("_", " ");
}

const languages = new Intl.DisplayNames("en-GB", { type: "language" });

/** `door-card.ar` and `impact-assessment` as people read them. */
export function named(file: string): string {
  const [stem = "", ending] = file.split(".");
  const words = stem === "README" ? "What these documents are" : stem.replaceAll("-", " ").replace(/^./, (first) => first.toUpperCase());
  if (!ending) return words;
  return `${words}, ${ending === "en-easy" ? "easy English" : (languages.of(ending) ?? ending)}`;
}

/** How a request's clock stands. */
export function clock(request: Pick<Request, "days_left" | "due_on" | "closed_on">): string {
  if (request.closed_on) return `Answered on ${request.closed_on}`;
  const days = Math.abs(request.days_left);
  const count = days === 1 ? "1 day" : `${days} days`;
  if (request.days_left < 0) return `Late by ${count}`;
  if (request.days_left === 0) return "Due today";
  return `${count} left, until ${request.due_on}`;
}

/** Who did something: by name, as somebody erased, or the server itself. */
export function who(line: { who?: string | null; mark?: string | null }): string {
  if (line.who) return line.who;
  return !line.mark ? "the server" : `somebody erased (${line.mark.slice(0, 6)})`;
}
