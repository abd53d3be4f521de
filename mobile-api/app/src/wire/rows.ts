/** Rows and pages as they travel, in the form in which they are easiest to read. */
import type { components } from "../../../types.gen";
import type { CampaignRow, DoorRow, ListDigest, ShiftRow, StreetRow, ThemeRow, WalkListRow } from ".";

type Schemas = components["schemas"];

export type RowKind = Schemas["RowKind"];

export type Row =
  | ({ kind: "campaign" } & CampaignRow)
  | ({ kind: "door" } & DoorRow)
  | ({ kind: "shift" } & ShiftRow)
  | ({ kind: "street" } & StreetRow)
  | ({ kind: "theme" } & ThemeRow)
  | ({ kind: "walk_list" } & WalkListRow);

export type RowRef = Schemas["RowRef"];
export type WhyRemoved = Schemas["WhyRemoved"];

export interface Change {
  seq: number;
  put?: Row;
  del?: RowRef;
  leave?: RowRef;
  scope?: { add?: { list: string }; remove?: { list: string; why: WhyRemoved } };
}

/** One page of a pull. */
export interface Page {
  server_time: string;
  epoch: string;
  phase: "snapshot" | "delta";
  to: number;
  changes: Change[];
  more: boolean;
  cursor: string;
  digest: ListDigest[];
}

/** The walk list that a row belongs to: a list to itself, a door to its list, others to none. */
export function listOf(row: Row): string | null {
  if (row.kind === "walk_list") return row.id;
  return row.kind === "door" ? row.list : null;
}
