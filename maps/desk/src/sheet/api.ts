/** What the sheet asks of the server. */
import { get, put } from "../wire/client";
import type { S } from "../wire/client";

export type Playback = S["Playback"];
export type Words = Required<S["PlaybackWords"]>;

export interface Of {
  programme: string;
  quarter: string;
  patch: string | null;
}
const query = ({ programme, quarter, patch }: Of) => new URLSearchParams({ programme, quarter, ...(patch ? { patch } : {}) });

export const playback = (of: Of): Promise<Playback> => get(`/api/v1/playback?${query(of)}`);
export const keepWords = (of: Of, language: string, words: Words, version: number): Promise<S["PlaybackText"]> =>
  put(`/api/v1/playback/texts/${language}?${query(of)}`, { words, version });
/** The short name of each theme, by its number. */
export const slugs = async (): Promise<Map<string, string>> => {
  const { national } = await get<S["Codebook"]>("/api/v1/themes");
  return new Map(national.map((one) => [one.id, one.slug]));
};
