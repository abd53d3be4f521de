/** Who is out: told by the server as it happens, or asked for where it cannot tell. */
import { api, ok, type S } from "../wire/client";
import { changed, type Live } from "./rules";

export const POLL_SECONDS = 15;

/** The server's stream, or null where there is none. `told` gets everything there is each time. */
export function listen(told: (all: Live[]) => void, line: (stands: boolean) => void, none: () => void): () => void {
  const source = new EventSource("/api/v1/shifts/live");
  let known: Live[] = [];
  let ever = false;
  source.addEventListener("state", (event) => {
    known = (JSON.parse((event as MessageEvent<string>).data) as { shifts: Live[] }).shifts;
    ever = true;
    line(true);
    told(known);
  });
  source.addEventListener("change", (event) => {
    const { kind, shift } = JSON.parse((event as MessageEvent<string>).data) as { kind: string; shift: Live };
    known = changed(known, kind, shift);
    told(known);
  });
  source.addEventListener("end", (event) => {
    const { code } = JSON.parse((event as MessageEvent<string>).data) as { code: string };
    if (code !== "session_expired") return;
    source.close();
    none();
  });
  source.onerror = () => {
    line(false);
    // Closed for good: no such stream here, or nobody is signed in. The asking finds out which.
    if (source.readyState === EventSource.CLOSED || !ever) {
      source.close();
      none();
    }
  };
  return () => source.close();
}

function liveOf(shift: S["ShiftView"], alerts: S["AlertView"][], names: Map<string, string>, campaigns: Map<string, string>): Live {
  return {
    shift: shift.id,
    campaign_name: campaigns.get(shift.campaign) ?? "",
    state: shift.state,
    people: shift.people.map(({ person }) => ({ id: person, name: names.get(person) ?? "" })),
    buddy: shift.buddy || null,
    planned_start: shift.planned_start,
    expected_end: shift.expected_end ?? null,
    ended_at: shift.ended_at ?? null,
    last_street: shift.last_street ?? null,
    last_sign_at: null,
    alerts: alerts.filter((one) => one.shift === shift.id).map(({ id, step, cause, at }) => ({ id, step, cause, at })),
  };
}

/** Everybody who is out, late, or planned for today. */
export async function ask(): Promise<Live[]> {
  const of = async (state: "out" | "planned" | "ready") =>
    (await ok(api.GET("/api/v1/shifts", { params: { query: { state, limit: 200 } } }))).shifts;
  const [out, planned, ready, { alerts }, { people }, { campaigns }] = await Promise.all([
    of("out"),
    of("planned"),
    of("ready"),
    ok(api.GET("/api/v1/alerts", { params: { query: { limit: 200 } } })),
    ok(api.GET("/api/v1/people")),
    ok(api.GET("/api/v1/campaigns")),
  ]);
  const today = new Date().toISOString().slice(0, 10);
  const later = [...planned, ...ready].filter((shift) => shift.planned_start.slice(0, 10) === today);
  const here = new Set([...out, ...later].map((shift) => shift.id));
  const missing = [...new Set(alerts.map((one) => one.shift))].filter((id) => !here.has(id));
  const alarmed = await Promise.all(missing.map((shift) => ok(api.GET("/api/v1/shifts/{shift}", { params: { path: { shift } } }))));
  const names = new Map(people.map((one) => [one.person_id, one.display_name]));
  const known = new Map(campaigns.map((one) => [one.id, one.name]));
  return [...out, ...later, ...alarmed].map((shift) => liveOf(shift, alerts, names, known));
}

export const settle = (alert: string) => ok(api.POST("/api/v1/alerts/{alert}/resolve", { params: { path: { alert } } }));
