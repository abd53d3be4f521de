/** Reading tokens: what other programs carry to read the map. */
import { api, ok, type S } from "../wire/client";

export type Tokens = S["Tokens"];
export type Token = S["TokenView"];
export type Fresh = S["FreshToken"];

export const read = (): Promise<Tokens> => ok(api.GET("/api/v1/me/tokens"));
export const make = (name: string, ends_on: string): Promise<Fresh> => ok(api.POST("/api/v1/me/tokens", { body: { name, ends_on } }));
export const takeBack = (token: string) => ok(api.DELETE("/api/v1/me/tokens/{token}", { params: { path: { token } } }));
