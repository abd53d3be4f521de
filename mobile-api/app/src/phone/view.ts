/**
 * What screens see of what is kept, made anew as a whole after every change, out of parts that are
 * made anew only when they changed: one record costs one door, however many records there are.
 */
import { readMoment } from "../base/moment";
import type { Row } from "../wire/rows";
import type { Language } from "../words";
import { LANGUAGES } from "../words";
import type { Engine } from "./engine";
import type { DoorView, HubCard, ListView, Reflection, ShiftView, Talk, View } from "./face";
import { handInOf, noticesOf } from "./standing";

const NO_ANSWERS: Reflection = { went_well: "", was_hard: "", next_time: "" };

type Door = Extract<Row, { kind: "door" }>;

/** What changes only with the rows. */
type Steady = Pick<View, "streets" | "themes" | "campaigns" | "planned">;

export class Glass {
  private lists: ListView[] | null = null;
  private steady: Steady | null = null;
  private talks: Talk[] | null = null;
  private changed = new Set<string>();
  private resting = false;
  private shift: string | null = null;

  /** All of it must be looked at again. */
  everything(): void {
    this.lists = this.steady = this.talks = null;
    this.changed.clear();
  }

  /** These doors may look different; so may talks. */
  doors(doors: Set<string>): void {
    for (const door of doors) this.changed.add(door);
    this.talks = null;
  }

  view(engine: Engine): View {
    const { state, run } = engine;
    const shift = state.shift?.id ?? null;
    const resting = engine.resting();
    if (resting !== this.resting || shift !== this.shift) this.everything();
    [this.resting, this.shift] = [resting, shift];
    const away = resting || state.revoked;
    const steady = (this.steady ??= away ? nothing() : steadyOf(engine));
    const lists = (this.lists = away ? [] : this.listsNow(engine, steady.streets));
    return {
      ...steady,
      stage: state.revoked ? "revoked" : state.session === null && !run.practice ? "new" : resting ? "resting" : "ready",
      practice: run.practice,
      hub: cardOf(engine),
      lists,
      shift: shiftOf(engine),
      drafts: away ? [] : [...engine.drafts.values()],
      talks: (this.talks ??= away ? [] : talksOf(engine)),
      handIn: handInOf(engine),
      notices: noticesOf(engine, lists),
      reflection: away || state.reflecting === null ? NO_ANSWERS : state.reflecting,
      person: { ...state.person, other: state.person.other ?? null, reflected: state.person.reflected !== null && state.person.reflected === shift },
      kept: state.kept,
    };
  }

  private listsNow(engine: Engine, streets: View["streets"]): ListView[] {
    const { lists } = this;
    if (!lists) return allLists(engine, streets);
    // A lease ends by itself.
    const now = lists.map((list) => (list.lease === leaseOf(engine, list) ? list : { ...list, lease: leaseOf(engine, list) }));
    const added = new Map<string, DoorView[]>();
    for (const id of this.changed) {
      const row = engine.overlay.door(engine.store, id);
      const at = now.findIndex((list) => list.walk.some((door) => door.id === id));
      const list = now[at];
      if (row && list && row.list === list.id) {
        now[at] = { ...list, walk: list.walk.map((door) => (door.id === id ? doorView(engine, row, streets) : door)) };
      } else if (list) {
        now[at] = { ...list, walk: list.walk.filter((door) => door.id !== id) };
      }
      if (row && row.list !== list?.id) added.set(row.list, [...(added.get(row.list) ?? []), doorView(engine, row, streets)]);
    }
    this.changed.clear();
    return now.map((list) => {
      const more = added.get(list.id);
      return more ? { ...list, walk: [...list.walk, ...more].sort(inOrder) } : list;
    });
  }
}

function inOrder(a: { n: number; id: string }, b: { n: number; id: string }): number {
  return a.n - b.n || (a.id < b.id ? -1 : 1);
}

const nothing = (): Steady => ({ streets: new Map(), themes: [], campaigns: new Map(), planned: [] });

function steadyOf({ store }: Engine): Steady {
  const streets = new Map([...store.ofKind("street")].map((street) => [street.id, street]));
  const themes = [...store.ofKind("theme")].sort(inOrder);
  const campaigns = new Map([...store.ofKind("campaign")].map((campaign) => [campaign.id, campaign]));
  const planned = [...store.ofKind("shift")].filter(({ state }) => state === "planned" || state === "ready" || state === "out");
  return { streets, themes, campaigns, planned: planned.sort((a, b) => ((a.starts_at ?? "") < (b.starts_at ?? "") ? -1 : 1)) };
}

function allLists(engine: Engine, streets: View["streets"]): ListView[] {
  const { store, overlay } = engine;
  const walks = new Map<string, DoorView[]>();
  const ids = new Set([...[...store.ofKind("door")].map((door) => door.id), ...overlay.addedDoors(store).keys()]);
  const withDoors = new Set<string>();
  for (const id of ids) {
    const door = overlay.door(store, id);
    if (!door) continue;
    const walk = walks.get(door.list) ?? [];
    walks.set(door.list, walk);
    walk.push(doorView(engine, door, streets));
    withDoors.add(door.street);
  }
  // Servers before did not say whose the streets without a known door are: there every list has them.
  const bare = [...streets.keys()].filter((street) => !withDoors.has(street));
  const lists = [...store.ofKind("walk_list")].sort((a, b) => (a.name < b.name ? -1 : 1));
  return lists.map((list) => {
    const walk = (walks.get(list.id) ?? []).sort(inOrder);
    const ids = new Set([...walk.map((door) => door.street), ...(list.streets ?? bare)]);
    const known = [...ids].map((id) => streets.get(id)).filter((street) => street !== undefined);
    return { ...list, walk, streets: known, lease: leaseOf(engine, list) };
  });
}

function leaseOf(engine: Engine, list: { lease_until?: string | null }): "good" | "over" {
  const until = readMoment(list.lease_until ?? null);
  return until !== null && until < engine.serverNow() ? "over" : "good";
}

function doorView(engine: Engine, door: Door, streets: View["streets"]): DoorView {
  const visits = engine.overlay.atDoor(door.id).filter(({ op }) => op.kind === "visit.record" && engine.ofShift(op.shift ?? null));
  const last = visits.at(-1);
  const mine = last?.op.kind === "visit.record" ? { record: last.op.id, outcome: last.op.data.outcome, at: last.entry.at } : null;
  const draft = [...engine.drafts.values()].find((it) => it.door === door.id && it.rev === 0)?.id ?? null;
  return { ...door, streetName: streets.get(door.street)?.name ?? "", mine, draft };
}

function cardOf({ state }: Engine): HubCard | null {
  const says = state.card?.says;
  if (!says) return null;
  const { hub, person, numbers, people, key } = says;
  const languages = says.languages.filter((it): it is Language => (LANGUAGES as readonly string[]).includes(it));
  return { name: hub.name, person, languages, numbers, people, takesContacts: key !== null };
}

function shiftOf({ state, outbox }: Engine): ShiftView | null {
  if (!state.shift) return null;
  const { alert, ...shift } = state.shift;
  const waits = alert !== null && outbox.entry(alert)?.state.is === "pending";
  return { ...shift, help: alert === null ? "none" : waits ? "waiting" : "handed_in" };
}

function talksOf(engine: Engine): Talk[] {
  const talks: Talk[] = [];
  for (const { op, entry } of engine.overlay.listenings()) {
    if (op.kind !== "listening.record" || !engine.ofShift(op.shift ?? null)) continue;
    const { voices, statements = [], interest = 0, note } = op.data;
    const said = statements.map(({ theme, stance, offer_kind }) => ({ theme, stance, ...(offer_kind == null ? {} : { offer_kind }) }));
    const { first = 0, again = 0, unsure = 0 } = voices;
    talks.push({ id: op.id, voices: { first, again, unsure }, statements: said, interest, note: note ?? "", at: entry.at });
  }
  return talks;
}
