/** The wire's types by their plain names; all but the ops' data come from the server's OpenAPI. */
import type { components } from "../../../types.gen";

type Schemas = components["schemas"];

export type CampaignRow = Schemas["CampaignRow"];
export type DoorRow = Schemas["DoorRow"];
export type DoorState = Schemas["DoorState"];
export type HourBand = Schemas["HourBand"];
export type Limits = Schemas["Limits"];
export type ListDigest = Schemas["ListDigest"];
export type OpResult = Schemas["OpResult"];
export type OpenSession = Schemas["OpenSession"];
export type OutboxState = Schemas["OutboxState"];
export type PullResponse = Schemas["PullResponse"];
export type PushRequest = Schemas["PushRequest"];
export type PushResponse = Schemas["PushResponse"];
export type ShiftRow = Schemas["ShiftRow"];
export type Stance = Schemas["Stance"];
export type StreetRow = Schemas["StreetRow"];
export type ThemeRow = Schemas["ThemeRow"];
export type WalkListRow = Schemas["WalkListRow"];
export type { AlertKind, Mode, OfferKind, Outcome } from "./ops";

/** What every answer holds that is not a success (RFC 9457), as far as the phone looks at it. */
export interface ProblemDoc {
  code: string;
  detail?: string;
  /** With `epoch_changed`. */
  epoch?: string;
  restored_to_seq?: number;
}
