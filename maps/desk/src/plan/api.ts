/** What planning asks of the server. */
import type { FeatureCollection } from "geojson";
import { api, ok, type S } from "../wire/client";

export type Patch = S["Patch"];
export type Campaign = S["Campaign"];
export type WalkList = S["WalkList"];
export type Rule = S["PatchRule"];
export type PatchPreview = S["PatchPreview"];

export const previewPatch = (rule: Rule): Promise<PatchPreview> => ok(api.POST("/api/v1/patches/preview", { body: { rule } }));

export const makePatch = (name: string, rule: Rule): Promise<Patch> => ok(api.POST("/api/v1/patches", { body: { name, rule } }));
export const revisePatch = (patch: string, name: string, rule: Rule): Promise<Patch> =>
  ok(api.POST("/api/v1/patches/{patch}", { params: { path: { patch } }, body: { name, rule } }));

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

/** Some areas, to find out where this hub's country lies; and whether there are more. */
export async function someAreas(vintage: number): Promise<{ areas: S["Area"][]; more: boolean }> {
  const page = await ok(api.GET("/api/v1/areas", { params: { query: { vintage, limit: 1000 } } }));
  return { areas: page.areas, more: Boolean(page.next) };
}

export const area = (vintage: number, code: string) =>
  ok(api.GET("/api/v1/areas/{vintage}/{code}", { params: { path: { vintage, code } } }));

export const campaigns = async (): Promise<Campaign[]> => (await ok(api.GET("/api/v1/campaigns"))).campaigns;
export const makeCampaign = (body: S["NewCampaign"]): Promise<Campaign> => ok(api.POST("/api/v1/campaigns", { body }));
export const lists = async (campaign: string): Promise<WalkList[]> =>
  (await ok(api.GET("/api/v1/campaigns/{campaign}/walk_lists", { params: { path: { campaign } } }))).walk_lists;

export type CutList = S["ListView"];
/** What a cut would make; the contract says less of its inner parts than they hold. */
export type CutPreview = Omit<S["CutPreview"], "evenness" | "geometry"> & {
  evenness: { shortest: number; longest: number };
  geometry: FeatureCollection;
};
export type Order = { minutes: number; replace_drafts: boolean } | { lists: number; replace_drafts: boolean };

export const previewCut = async (campaign: string, order: Order): Promise<CutPreview> =>
  (await ok(api.POST("/api/v1/campaigns/{campaign}/cut/preview", { params: { path: { campaign } }, body: order }))) as unknown as CutPreview;
export const cut = (campaign: string, order: Order): Promise<S["CutMade"]> =>
  ok(api.POST("/api/v1/campaigns/{campaign}/cut", { params: { path: { campaign } }, body: order }));

/** One list with its lines and doors. */
export const listMap = async (list: string): Promise<{ list: CutList; geometry: FeatureCollection }> =>
  (await ok(api.GET("/api/v1/walk_lists/{list}/map", { params: { path: { list } } }))) as unknown as { list: CutList; geometry: FeatureCollection };

/** One list with its doors and what is known of each. */
export const listDoors = (list: string) => ok(api.GET("/api/v1/walk_lists/{list}", { params: { path: { list } } }));

export type Side = S["Side"];
export const move = (list: string, to: string, street: string, side?: Side): Promise<S["MoveDone"]> =>
  ok(api.POST("/api/v1/walk_lists/{list}/move", { params: { path: { list } }, body: { to, street, ...(side ? { side } : {}) } }));

export const people = async (): Promise<S["Member"][]> => (await ok(api.GET("/api/v1/people"))).people;

export type Outing = S["HandOut"];
export type Issued = S["HandedOut"];
export const issue = (list: string, outing: Outing): Promise<Issued> =>
  ok(api.POST("/api/v1/walk_lists/{list}/issue", { params: { path: { list } }, body: outing }));
export const recall = (list: string) => ok(api.POST("/api/v1/walk_lists/{list}/recall", { params: { path: { list } } }));
