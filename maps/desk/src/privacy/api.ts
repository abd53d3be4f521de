/** What the officer asks of the server. */
import { api, getText, ok, type S } from "../wire/client";

export type RequestKind = S["RequestKind"];
export type Ending = S["RequestEnding"];
export type Request = S["Request"];
export type Found = S["Found"];
export type Exported = S["Exported"];
export type Rule = S["RuleWithProof"];
export type AuditLine = S["Logged"];
export type ChainState = S["ChainState"];
export type RoleMay = S["RoleMay"];

export const requests = async (): Promise<Request[]> => (await ok(api.GET("/api/v1/privacy/requests"))).requests;
export const note = (body: S["NewRequest"]) => ok(api.POST("/api/v1/privacy/requests", { body }));
const of = (request: string) => ({ params: { path: { request } } });
export const acknowledge = (request: string) => ok(api.POST("/api/v1/privacy/requests/{request}/acknowledge", of(request)));
export const close = (request: string, outcome: Ending) =>
  ok(api.POST("/api/v1/privacy/requests/{request}/close", { ...of(request), body: { outcome } }));
export const letters = (request: string): Promise<string> => getText(`/api/v1/privacy/requests/${request}/letters`);

export const search = (body: S["SearchBody"]): Promise<Found> => ok(api.POST("/api/v1/privacy/search", { body }));
export const exportOf = (body: S["SubjectBody"]): Promise<Exported> => ok(api.POST("/api/v1/privacy/export", { body }));
export const erase = (body: S["SubjectBody"]): Promise<S["Erased"]> => ok(api.POST("/api/v1/privacy/erase", { body }));

export const rules = async (): Promise<Rule[]> => (await ok(api.GET("/api/v1/privacy/retention"))).rules;
export const changeRule = (name: S["Class"], body: S["NewRule"]) =>
  ok(api.PUT("/api/v1/privacy/retention/{class}", { params: { path: { class: name } }, body }));

/** Lines of the log, the newest first, on from where the page before ended. */
export const audit = (after: string | null): Promise<S["AuditPage"]> =>
  ok(api.GET("/api/v1/audit", { params: { query: { limit: 25, ...(after === null ? {} : { after }) } } }));
export const chainState = (): Promise<ChainState> => ok(api.GET("/api/v1/audit/verify"));

export const roles = async (): Promise<RoleMay[]> => (await ok(api.GET("/api/v1/privacy/who-sees-what"))).roles;
export const documents = async (): Promise<string[]> => (await ok(api.GET("/api/v1/documents"))).documents;
