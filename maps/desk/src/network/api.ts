/** What the network asks of the server. */
import { api, ok, type S } from "../wire/client";

export type NetworkReturns = S["NetworkReturns"];
export type HubLine = S["HubLine"];
export type Support = S["Support"];
export type Heard = S["HeardThemes"];
export type Hub = S["Hub"];
export type NewHub = S["NewHub"];
export type HubChange = S["HubChange"];
export type Preview = S["ChangePreview"];
export type Changed = S["HubChanged"];

const quarterly = (programme: string, quarter: string) => ({ params: { query: { programme, quarter } } });
export const read = (programme: string, quarter: string): Promise<NetworkReturns> =>
  ok(api.GET("/api/v1/network/returns", quarterly(programme, quarter)));
const of = (id: string) => ({ params: { path: { return: id } } });
export const accept = (id: string) => ok(api.POST("/api/v1/network/returns/{return}/accept", of(id)));
export const lock = (id: string) => ok(api.POST("/api/v1/network/returns/{return}/lock", of(id)));
export const query = (id: string, question: string) =>
  ok(api.POST("/api/v1/network/returns/{return}/query", { ...of(id), body: { question } }));

/** Hubs that may need a hand: no order of merit. */
export const support = (): Promise<Support> => ok(api.GET("/api/v1/network/support"));
/** Themes heard in many places, from what hubs released. */
export const heard = (programme: string, quarter: string): Promise<Heard> =>
  ok(api.GET("/api/v1/network/themes", quarterly(programme, quarter)));
/** Where the pack of a year is fetched. */
export const packOf = (programme: string, year: string): string =>
  `/api/v1/network/years/${year}/pack.zip?${new URLSearchParams({ programme })}`;

const hub = (id: string) => ({ params: { path: { hub: id } } });
export const hubs = async (): Promise<Hub[]> => (await ok(api.GET("/api/v1/hubs"))).hubs;
export const join = (body: NewHub): Promise<Hub> => ok(api.POST("/api/v1/hubs", { body }));
/** What a change would do; nothing is changed. */
export const preview = (id: string, body: HubChange): Promise<Preview> =>
  ok(api.POST("/api/v1/network/hubs/{hub}/preview", { ...hub(id), body }));
export const change = (id: string, body: HubChange): Promise<Hub> => ok(api.PATCH("/api/v1/hubs/{hub}", { ...hub(id), body }));
export const changes = async (id: string): Promise<Changed[]> =>
  (await ok(api.GET("/api/v1/hubs/{hub}/changes", hub(id)))).changes;
export const undo = (id: string, version: number): Promise<Hub> =>
  ok(api.POST("/api/v1/hubs/{hub}/undo", { ...hub(id), body: { version } }));
/** Brings a manager in; the link is shown once. */
export const bringIn = async (id: string, display_name: string): Promise<string> =>
  (await ok(api.POST("/api/v1/hubs/{hub}/managers", { ...hub(id), body: { display_name } }))).sign_in.link;
