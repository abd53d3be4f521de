/** The wire's types by their plain names; all but the ops' data come from the server's OpenAPI. */
import type { components } from "./types.gen";

type Schemas = components["schemas"];

export type CampaignRow = Schemas["CampaignRow"];
export type DoorRow = Schemas["DoorRow"];
export type DoorState = Schemas["DoorState"];
export type HourBand = Schemas["HourBand"];
export type Outcome = Schemas["Outcome"];
export type PullResponse = Schemas["PullResponse"];
export type PushRequest = Schemas["PushRequest"];
export type PushResponse = Schemas["PushResponse"];
export type ShiftRow = Schemas["ShiftRow"];
export type Stance = Schemas["Stance"];
export type StreetRow = Schemas["StreetRow"];
export type ThemeRow = Schemas["ThemeRow"];
export type WalkListRow = Schemas["WalkListRow"];
export type AlertKind = "help" | "code_word" | "resolved";
export type Mode = "door" | "street" | "venue" | "class" | "phone";
export type OfferKind = "time" | "skill" | "space" | "things" | "other";
