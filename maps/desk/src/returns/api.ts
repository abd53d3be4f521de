/** What the return asks of the server. */
import { api, ok, type S } from "../wire/client";

export type ReturnView = S["ReturnView"];
export type By = "patch" | "mode" | "decile" | "period";

export const read = (programme: string, quarter: string): Promise<ReturnView> =>
  ok(api.GET("/api/v1/returns", { params: { query: { programme, quarter } } }));

export const freeze = (programme: string, quarter: string): Promise<ReturnView> =>
  ok(api.POST("/api/v1/returns/{quarter}/freeze", { params: { path: { quarter }, query: { programme } } }));

export const submit = (programme: string, quarter: string, words: string): Promise<ReturnView> =>
  ok(api.POST("/api/v1/returns/{quarter}/submit", { params: { path: { quarter }, query: { programme } }, body: { words } }));

export const setTarget = (programme: string, quarter: string, measure: string, value: number) =>
  ok(api.POST("/api/v1/targets", { body: { programme_id: programme, quarter, measure, value } }));

/** What a figure of a quarter is made of, as reported in it. */
export const parts = (programme: string, quarter: string, by: By): Promise<S["Counts"]> =>
  ok(
    api.GET("/api/v1/counts", {
      params: { query: { by, programme, series: "reported", ...(by === "period" ? {} : { quarter }) } },
    }),
  );

/** The files of a return, each with its address. */
export const files = (programme: string, quarter: string): { kind: "xlsx" | "pdf" | "csv"; href: string }[] =>
  (["xlsx", "pdf", "csv"] as const).map((kind) => ({ kind, href: `/api/v1/returns/${quarter}/figures.${kind}?${new URLSearchParams({ programme })}` }));

/** What is missing before a return, each with its fix. */
export const missing = (programme: string, quarter: string): Promise<S["MissingList"]> =>
  ok(api.GET("/api/v1/returns/{quarter}/missing", { params: { path: { quarter }, query: { programme } } }));

export type Explained = S["Explained"];
/** Which of a figure is meant: what the quarter reports, or what is dated in it, of one patch or of none. */
export type Of = { of: "reported" } | { of: "dated"; patch: string };

/** A figure down to its days and shifts. */
export const explain = (programme: string, quarter: string, measure: string, of: Of): Promise<Explained> =>
  ok(api.GET("/api/v1/returns/{quarter}/figures/{measure}", { params: { path: { quarter, measure }, query: { programme, ...of } } }));
