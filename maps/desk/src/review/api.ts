/** What the review asks of the server. */
import { may } from "../session/session.svelte";
import { api, get, ok, Problem, type S } from "../wire/client";
import type { Unit } from "./rules";

export type Rankings = S["Rankings"];
export type Release = S["Release"];
export type Quote = S["QuoteView"];
export type OwnTheme = S["LocalTheme"];
export type Codebook = S["Codebook"];
export type Change = S["ThemeChangeLine"];
export type Silence = S["Silence"];

/** The lists of a quarter's release, or null where none was made yet. */
export async function rankings(programme: string, quarter: string, patch: string | null): Promise<Rankings | null> {
  const query = { programme, quarter, ...(patch ? { patch } : {}) };
  try {
    return await ok(api.GET("/api/v1/themes/rankings", { params: { query } }));
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

/** The releases made for whoever is here, the newest first: the finest one they may read. */
export async function releases(programme: string): Promise<Release[]> {
  const { releases: all } = await ok(api.GET("/api/v1/releases", { params: { query: { programme } } }));
  const own = may("read_group_releases") ? "group" : may("read_exact_counts") ? "hub" : may("read_network_counts") ? "network" : "public";
  const ours = all.filter((one) => one.audience === own);
  return ours.length > 0 ? ours : all.filter((one) => one.audience === "public");
}

/** Where the places of a release lie, by their keys. */
export async function shapes(release: string, unit: Unit): Promise<Map<string, unknown>> {
  const { features } = await get<S["Shapes"]>(`/api/v1/releases/${release}/${unit}.geojson`);
  return new Map(features.map(({ geometry, properties }) => [properties.key, geometry]));
}

/** The quotes of a quarter that were cleared. */
export const quotes = async (programme: string, quarter: string): Promise<Quote[]> =>
  (await ok(api.GET("/api/v1/quotes", { params: { query: { programme, quarter } } }))).quotes;
/** The group's own, cleared or not. */
export const ownQuotes = async (): Promise<Quote[]> => (await ok(api.GET("/api/v1/quotes/own"))).quotes;
/** Conversations between two days, with the notes somebody has cleared. */
export const heard = async (from: string, to: string): Promise<S["Heard"][]> =>
  (await ok(api.GET("/api/v1/listenings", { params: { query: { from, to, limit: 1000 } } }))).listenings;
export const proposeQuote = (body: S["NewQuote"]) => ok(api.POST("/api/v1/quotes", { body }));
export const clearQuote = (quote: string) =>
  ok(api.POST("/api/v1/quotes/{quote}/clear", { params: { path: { quote } }, body: { points_at_nobody: true } }));
export const withdrawQuote = (quote: string) => ok(api.POST("/api/v1/quotes/{quote}/withdraw", { params: { path: { quote } } }));

export const codebook = (): Promise<Codebook> => ok(api.GET("/api/v1/themes"));
/** What was changed in the codebook, newest first. */
export const history = async (): Promise<Change[]> => (await ok(api.GET("/api/v1/themes/history"))).changes;
const of = (theme: OwnTheme) => ({ params: { path: { theme: theme.id } } });
export const merge = (theme: OwnTheme, into: OwnTheme) =>
  ok(api.POST("/api/v1/themes/{theme}/merge", { ...of(theme), body: { into: into.id, version: theme.version, into_version: into.version } }));
export const split = (theme: OwnTheme, labels: string[]) =>
  ok(api.POST("/api/v1/themes/{theme}/split", { ...of(theme), body: { parts: labels.map((label) => ({ label })), version: theme.version } }));
export const undo = (change: Change) => ok(api.POST("/api/v1/themes/undo", { body: { codebook: change.codebook } }));
export const addTheme = (body: S["NewTheme"]) => ok(api.POST("/api/v1/themes", { body }));
export const changeTheme = (theme: OwnTheme, change: Omit<S["ThemeChange"], "version">) =>
  ok(api.PATCH("/api/v1/themes/{theme}", { ...of(theme), body: { ...change, version: theme.version } }));

export const addAction = (body: S["NewAction"]) => ok(api.POST("/api/v1/actions", { body }));
export const campaigns = async () => (await ok(api.GET("/api/v1/campaigns"))).campaigns;
/** Streets and hours still silent. */
export const silence = (campaign: string): Promise<Silence> =>
  ok(api.GET("/api/v1/campaigns/{campaign}/silence", { params: { path: { campaign } } }));
