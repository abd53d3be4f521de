/** What the network asks of the server. */
import type { StanceName } from "../look/stances";
import { absent, api, get, ok, type S } from "../wire/client";

export type NetworkReturns = S["NetworkReturns"];
export type HubLine = S["HubLine"];

export const read = (programme: string, quarter: string): Promise<NetworkReturns> =>
  ok(api.GET("/api/v1/network/returns", { params: { query: { programme, quarter } } }));
const of = (id: string) => ({ params: { path: { return: id } } });
export const accept = (id: string) => ok(api.POST("/api/v1/network/returns/{return}/accept", of(id)));
export const lock = (id: string) => ok(api.POST("/api/v1/network/returns/{return}/lock", of(id)));
export const query = (id: string, question: string) =>
  ok(api.POST("/api/v1/network/returns/{return}/query", { ...of(id), body: { question } }));

/** Hubs that may need a hand: no order of merit. */
export interface Support {
  in_words: string;
  hubs: { hub: string; name: string; region: string; last_shift_on: string | null; in_words: string; flags: { kind: string; text: string }[] }[];
}
/** Themes heard in many places, from what hubs released. */
export interface Heard {
  in_words: string;
  note: string;
  themes: { theme: string; label: string; stance: StanceName; hubs: number; of_released: number; in_words: string; heard: { hub: string; name: string; value: number }[] }[];
}
async function orNull<T>(path: string): Promise<T | null> {
  try {
    return await get<T>(path);
  } catch (error) {
    if (absent(error)) return null;
    throw error;
  }
}
export const support = () => orNull<Support>("/api/v1/network/support");
export const heard = (programme: string, quarter: string) =>
  orNull<Heard>(`/api/v1/network/themes?${new URLSearchParams({ programme, quarter })}`);
/** The yearly pack; null where this server makes none. */
export async function pack(programme: string, quarter: string): Promise<string | null> {
  const { paths } = await get<{ paths: Record<string, unknown> }>("/api/openapi.json");
  if (!("/api/v1/network/years/{year}/pack.zip" in paths)) return null;
  return `/api/v1/network/years/${quarter.slice(0, 4)}/pack.zip?${new URLSearchParams({ programme })}`;
}
