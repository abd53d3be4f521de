/** Lists on paper: what is printed, and what is keyed back. */
import type { FeatureCollection } from "geojson";
import { get, post } from "../wire/client";

export interface PaperRow {
  n: number;
  number?: string | null;
  label?: string | null;
  building?: string | null;
  floor?: number | null;
  state?: string;
  tries?: number;
  last_on?: string | null;
  come_back?: string | null;
  language?: string | null;
  stretch?: { metres: number };
}
export interface Paper {
  code: string;
  title: string;
  campaign: string;
  aim: string;
  frame: string[];
  shift: { planned_start: string; planned_end: string; people: string[]; buddy: string | null };
  meeting_point: string | null;
  day: string;
  doors: number;
  minutes: number;
  metres: number;
  streets: { street: string; name: string; side: string | null; rows: PaperRow[] }[];
  outcomes: string[];
  credits: string[];
  map: FeatureCollection;
}
export const paper = (list: string): Promise<Paper> => get(`/api/v1/walk_lists/${list}/paper`);

export interface Sheet {
  list: string;
  title: string;
  day: string;
  hour_band: string;
  recorders: { person: string; name: string }[];
  rows: { n: number; street: string; side: string | null; number: string | null; label: string | null; keyed: string | null }[];
  warning: string | null;
}
export const sheet = (code: string): Promise<Sheet> => get(`/api/v1/paper/${encodeURIComponent(code)}`);

export interface Talk {
  voices: { first: number; again: number; unsure: number };
  interest?: number;
  note?: string;
  statements: { theme: string; stance: string }[];
}
export interface KeyedRow {
  n: number;
  outcome: string;
  come_back?: string;
  talk?: Talk;
}
export interface Taken {
  rows: { n: number; result: string; text?: string }[];
  counted: number;
  known: number;
  held: number;
  text: string;
}
export const key = (code: string, body: { day: string; hour_band: string; recorder?: string; correct: boolean; rows: KeyedRow[] }): Promise<Taken> =>
  post(`/api/v1/paper/${encodeURIComponent(code)}/results`, body);
