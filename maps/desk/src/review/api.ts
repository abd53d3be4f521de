/** What the review asks of the server. */
import { may } from "../session/session.svelte";
import { absent, api, get, ok, patch, post, Problem, type S } from "../wire/client";
import { flat, type Place, type Shown } from "./rules";

export type Rankings = S["Rankings"];
export type Release = S["Release"];
export type Unit = "cells" | "areas";

/** The list, or null where nothing is released for this quarter. */
export async function rankings(programme: string, quarter: string, patch: string | null): Promise<Rankings | null> {
  const query = { programme, quarter, ...(patch ? { patch } : {}) };
  try {
    return await ok(api.GET("/api/v1/themes/rankings", { params: { query } }));
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return null;
    throw error;
  }
}

/** The releases made for whoever is here, the newest first. */
export async function releases(programme: string): Promise<Release[]> {
  const { releases: all } = await ok(api.GET("/api/v1/releases", { params: { query: { programme } } }));
  const own = may("read_exact_counts") ? "hub" : may("read_group_releases") ? "group" : may("read_network_counts") ? "network" : "public";
  const ours = all.filter((one) => one.audience === own);
  return ours.length > 0 ? ours : all.filter((one) => one.audience === "public");
}

interface Shaped {
  features: { geometry: unknown; properties: unknown }[];
}

/** The places of a release with what it shows of each. */
export async function released(release: string, unit: Unit): Promise<Place[]> {
  const { features } = await get<Shaped>(`/api/v1/releases/${release}/${unit}.geojson`);
  return features.map(({ geometry, properties }) => {
    const { key, label, figures } = properties as { key: string; label: string; figures: S["Figure"][] };
    return { key, label: label || key, geometry, shown: flat(figures) };
  });
}

/** The places with exact counts, for the roles that may see them. */
export async function exact(programme: string, quarter: string, unit: Unit): Promise<{ places: Place[]; rest: Shown | null; restLabel: string }> {
  const query = new URLSearchParams({ programme, quarter });
  const found = await get<Shaped & { residual: Record<string, unknown> | null }>(`/api/v1/map/${unit}.geojson?${query}`);
  const numbers = (row: Record<string, unknown>): Shown => ({ listenings: Number(row["listenings"] ?? 0), engaged: Number(row["engaged"] ?? 0) });
  const places = found.features.map(({ geometry, properties }) => {
    const row = properties as Record<string, unknown>;
    return { key: String(row["key"] ?? ""), label: String(row["label"] ?? ""), geometry, shown: numbers(row) };
  });
  const rest = found.residual;
  return { places, rest: rest ? numbers(rest) : null, restLabel: String(rest?.["label"] ?? "") };
}

/** A word of the group; its version where the server keeps one, so that two who change it are told. */
export type OwnTheme = Omit<S["LocalTheme"], "state"> & { state: string; version?: number };
export type Codebook = Omit<S["Codebook"], "local"> & { local: OwnTheme[]; codebook?: number };
export const codebook = (): Promise<Codebook> => get("/api/v1/themes");

export interface Change {
  codebook: number;
  said: string;
  changed_on: string;
  undone: boolean;
  can_undo: boolean;
}
/** What was changed in the codebook, newest first; null where the server keeps no history. */
export async function history(): Promise<Change[] | null> {
  try {
    return (await get<{ changes: Change[] }>("/api/v1/themes/history")).changes;
  } catch (error) {
    if (absent(error)) return null;
    throw error;
  }
}
export const merge = (theme: OwnTheme, into: OwnTheme) =>
  post(`/api/v1/themes/${theme.id}/merge`, { into: into.id, version: theme.version, into_version: into.version });
export const split = (theme: OwnTheme, labels: string[]) =>
  post(`/api/v1/themes/${theme.id}/split`, { parts: labels.map((label) => ({ label })), version: theme.version });
export const undo = (change: Change) => post("/api/v1/themes/undo", { codebook: change.codebook });
export const addTheme = (body: S["NewTheme"]) => ok(api.POST("/api/v1/themes", { body }));
export const changeTheme = (theme: OwnTheme, body: S["ThemeChange"]) =>
  patch(`/api/v1/themes/${theme.id}`, { ...body, ...(theme.version === undefined ? {} : { version: theme.version }) });
export const addAction = (body: S["NewAction"]) => ok(api.POST("/api/v1/actions", { body }));
export const campaigns = async () => (await ok(api.GET("/api/v1/campaigns"))).campaigns;

export interface Silence {
  let_go: boolean;
  doors: number;
  listened: number;
  streets: { street: string; name: string; doors: number; listened: number; standing: string; silent: string[] }[];
}

/** Streets and hours still silent; null where the server cannot tell. */
export async function silence(campaign: string): Promise<Silence | null> {
  try {
    return await get<Silence>(`/api/v1/campaigns/${campaign}/silence`);
  } catch (error) {
    if (absent(error)) return null;
    throw error;
  }
}
