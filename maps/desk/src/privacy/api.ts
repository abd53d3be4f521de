/** What the officer's addresses answer. */

export type RequestKind = "access" | "erasure" | "rectification" | "objection" | "complaint";
export type Ending = "granted" | "partly" | "nothing_found" | "refused" | "withdrawn";

export interface Request {
  id: string;
  kind: RequestKind;
  opened_on: string;
  due_on: string;
  days_left: number;
  state: "open" | "acknowledged" | "closed";
  acknowledged_on: string | null;
  closed_on: string | null;
  outcome: Ending | null;
  reference: string | null;
}

export interface Found {
  accounts: { id: string; name: string }[];
  contacts: { id: string; what: string }[];
}

export interface Exported {
  data: unknown;
  text: string;
}

export interface Rule {
  class: string;
  days: number;
  most_days: number;
  counted_from: string;
  basis: string;
  owner: string;
  reason: string | null;
  last: { day: string; cutoff: string; records: number } | null;
}

export interface AuditLine {
  seq: number;
  at: string;
  who: string | null;
  mark: string | null;
  role: string | null;
  action: string;
  purpose: string | null;
  records: number;
}

export interface ChainState {
  entries: number;
  pruned: number;
  head: string;
  broken: { seq: number; what: string } | null;
}

export interface RoleMay {
  role: string;
  may: string[];
}
