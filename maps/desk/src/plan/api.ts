/** What planning asks of the server. */
import type { FeatureCollection } from "geojson";
import { absent, api, get, ok, post, type S } from "../wire/client";

export type Patch = S["Patch"];
export type Campaign = S["Campaign"];
export type WalkList = S["WalkList"];
export type Rule =
  | { by: "codes"; vintage: number; codes: string[] }
  | { by: "deciles"; edition: number; deciles: number[]; lad?: string; within?: string[] }
  | { by: "polygon"; vintage: number; geometry: unknown };

export interface PatchPreview {
  vintage: number;
  areas: { code: string; name: string; homes: number; streets: number; deciles: Record<string, number> }[];
  holes: { kind: string; code?: string | null }[];
  homes: number;
  streets: number;
  unlisted_streets: number;
  minutes: number;
  lists_of_two_hours: number;
  bounds: [number, number, number, number] | null;
}

export const previewPatch = (rule: Rule): Promise<PatchPreview> => post("/api/v1/patches/preview", { rule });

export const makePatch = (name: string, rule: Rule): Promise<Patch> =>
  ok(api.POST("/api/v1/patches", { body: { name, rule: rule as S["PatchRule"] } }));
export const revisePatch = (patch: string, name: string, rule: Rule): Promise<Patch> =>
  ok(api.POST("/api/v1/patches/{patch}", { params: { path: { patch } }, body: { name, rule: rule as S["PatchRule"] } }));

export const areas = async (vintage: number, lad: string): Promise<S["Area"][]> => {
  const all: S["Area"][] = [];
  let after: string | undefined;
  do {
    const query = { vintage, lad, limit: 1000, ...(after === undefined ? {} : { after }) };
    const page = await ok(api.GET("/api/v1/areas", { params: { query } }));
    all.push(...page.areas);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return all;
};

/** Any areas at all, to find out where this hub's country lies. */
export const someAreas = async (vintage: number): Promise<S["Area"][]> =>
  (await ok(api.GET("/api/v1/areas", { params: { query: { vintage, limit: 1000 } } }))).areas;

export const area = (vintage: number, code: string) =>
  ok(api.GET("/api/v1/areas/{vintage}/{code}", { params: { path: { vintage, code } } }));

/** Shapes of areas with their tenth in an edition, where the server has no tiles. */
export async function shapes(vintage: number, edition: number, codes: readonly string[]): Promise<FeatureCollection> {
  const all = await Promise.all(codes.map((code) => area(vintage, code)));
  return {
    type: "FeatureCollection",
    features: all
      .filter((one) => one.geometry)
      .map((one) => {
        const decile = one.deprivation.find((row) => row.edition === edition)?.decile;
        return {
          type: "Feature",
          geometry: one.geometry as unknown as GeoJSON.Geometry,
          properties: { code: one.area.code, name: one.area.name, ...(decile === undefined ? {} : { decile }) },
        };
      }),
  };
}

export const campaigns = async (): Promise<Campaign[]> => (await ok(api.GET("/api/v1/campaigns"))).campaigns;
export const makeCampaign = (body: S["NewCampaign"]): Promise<Campaign> => ok(api.POST("/api/v1/campaigns", { body }));
export const lists = async (campaign: string): Promise<WalkList[]> =>
  (await ok(api.GET("/api/v1/campaigns/{campaign}/walk_lists", { params: { path: { campaign } } }))).walk_lists;

export interface CutList {
  number?: number;
  name: string;
  doors: number;
  stretches: number;
  minutes: number;
  metres: number;
  pieces: number;
  label: [number, number] | null;
  streets: { street: string; name: string; sides: { side: string; doors: number; stretches: number }[] }[];
}
export interface CutPreview {
  lists: CutList[];
  doors: number;
  minutes: number;
  left_out: Record<string, number>;
  evenness: { shortest: number; longest: number };
  geometry: FeatureCollection;
}
export type Order = { minutes: number; replace_drafts: boolean } | { lists: number; replace_drafts: boolean };

export const previewCut = (campaign: string, order: Order): Promise<CutPreview> =>
  post(`/api/v1/campaigns/${campaign}/cut/preview`, order);
export const cut = (campaign: string, order: Order): Promise<S["CutMade"]> =>
  ok(api.POST("/api/v1/campaigns/{campaign}/cut", { params: { path: { campaign } }, body: order }));

/** One list with its lines and doors; null where this server cannot draw it. */
export async function listMap(list: string): Promise<{ list: CutList; geometry: FeatureCollection } | null> {
  try {
    return await get(`/api/v1/walk_lists/${list}/map`);
  } catch (error) {
    if (absent(error)) return null;
    throw error;
  }
}

export interface Moved {
  moved: number;
  warnings: { kind: string; text: string }[];
}
export const move = (list: string, to: string, street: string, side?: string): Promise<Moved> =>
  post(`/api/v1/walk_lists/${list}/move`, { to, street, ...(side ? { side } : {}) });

export const people = async (): Promise<S["Member"][]> => (await ok(api.GET("/api/v1/people"))).people;

export interface NewOuting {
  people: { person: string; part: "recorder" | "partner" | "shadow" }[];
  planned_start: string;
  planned_end: string;
  start_place: string;
  buddy: string;
  enrol: string[];
}
export interface Issued {
  handed: { left_out: Record<string, number> };
  people: { person: string; name: string; phones: number }[];
  codes: { person: string; name: string; code: string; link: string; expires_at: string; qr_svg: string }[];
}
export const issue = (list: string, outing: NewOuting): Promise<Issued> => post(`/api/v1/walk_lists/${list}/issue`, outing);
export const recall = (list: string) => ok(api.POST("/api/v1/walk_lists/{list}/recall", { params: { path: { list } } }));
