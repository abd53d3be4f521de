/** What the network asks of the server. */
import { api, ok, type S } from "../wire/client";

export type NetworkReturns = S["NetworkReturns"];
export type HubLine = S["HubLine"];

export const read = (programme: string, quarter: string): Promise<NetworkReturns> =>
  ok(api.GET("/api/v1/network/returns", { params: { query: { programme, quarter } } }));
const of = (id: string) => ({ params: { path: { return: id } } });
export const accept = (id: string) => ok(api.POST("/api/v1/network/returns/{return}/accept", of(id)));
export const lock = (id: string) => ok(api.POST("/api/v1/network/returns/{return}/lock", of(id)));
export const query = (id: string, question: string) =>
  ok(api.POST("/api/v1/network/returns/{return}/query", { ...of(id), body: { question } }));
