/** The `Face` made real: one engine for the work, another one beside it while somebody practises. */
import { deleteDB } from "idb";
import { Store } from "../core/merge";
import { throwAwayKey } from "../seal/hpke";
import { Disk } from "../store/disk";
import type { Language } from "../words";
import { type Around, browser } from "./around";
import { sealContact } from "./contacts";
import * as doors from "./doors";
import { Engine } from "./engine";
import type { Face, View } from "./face";
import { PRACTICE_DATABASE, practiceHub, practicePage } from "./practice";
import * as shifts from "./shifts";
import { becomeWriter } from "./tabs";
import * as talks from "./talks";
import { enrol } from "../sync/enrol";
import { Sync } from "../sync/sync";
import { saveToFile } from "../sync/unsent";
import { withNotice } from "../sync/handin";
import type { KeptState } from "../store/state";

/** A browser that throws the storage away is done with that after so long. */
const TIDIED_MS = 1_000;
/** In `localStorage`: there were records on this phone once. */
const MARK = "doorstep-records";

/**
 * Makes the phone: reads what is kept, becomes the one tab that writes, and begins to hand in and
 * to fetch by itself. Always resolves; a phone that can keep nothing says so by `storage_denied`
 * on every command.
 *
 *     const face = await createPhone();                 // main.ts, in a browser
 *     mount(App, { target, props: { face } });
 *
 * `around` replaces parts of the browser, for tests, and brings `updates` from the service worker.
 */
export async function createPhone(around: Partial<Around> = {}): Promise<Face> {
  const phone = new Phone({ ...browser(), ...around });
  await phone.open();
  return phone.face();
}

class Phone {
  private view = $state.raw<View>() as View;
  private real!: Engine;
  private practice: Engine | null = null;
  private sync!: Sync;
  private formOpen = false;

  constructor(private readonly around: Around) {}

  async open(): Promise<void> {
    const { clock, language, database, locks } = this.around;
    // What somebody practised before the app was closed is forgotten.
    await forget(PRACTICE_DATABASE);
    const disk = await Disk.open(database).catch(() => null);
    this.real = new Engine(disk, clock, language, false, (view) => this.showReal(view));
    this.sync = new Sync(this.real, this.around);
    // Nobody waits for the next tap to find out what the browser threw away.
    if (disk) disk.onLost = () => void this.around.later(() => void this.quietly({}), TIDIED_MS);
    this.real.onRestored = () => this.restored();
    this.around.updates?.onWaiting(() => {
      this.real.run.updateReady = true;
      this.engine.show();
    });
    const first = await becomeWriter(locks, `${database}-writer`, () => void this.takeOver().catch(() => undefined));
    this.real.run.behind = !first;
    const found = await this.real.load();
    this.real.show();
    if (first) await this.settle(found);
  }

  /** The other tab was closed: what it wrote is read, and only then this one may write. */
  private async takeOver(): Promise<void> {
    const found = await this.real.load();
    this.real.run.behind = false;
    this.real.show();
    await this.settle(found);
  }

  /** What is said about the storage, and then the work that goes on by itself. */
  private async settle({ empty, damaged }: { empty: boolean; damaged: boolean }): Promise<void> {
    const { real } = this;
    if (real.run.denied) return;
    const gone = damaged || (empty && this.around.local?.getItem(MARK) != null);
    const kept = real.state.session === null ? null : await this.promised("persisted");
    const notices = withNotice(real.state.notices, "storage_gone", gone || real.state.notices.some(({ code }) => code === "storage_gone"));
    if (notices !== real.state.notices || kept !== real.state.kept) await this.quietly({ notices, kept });
    this.sync.start();
  }

  /** Whether the browser keeps the storage; asking for it may ask the person. */
  private async promised(how: "persist" | "persisted"): Promise<boolean | null> {
    try {
      return (await this.around.storage?.[how]?.()) ?? null;
    } catch {
      return null;
    }
  }

  private restored(): void {
    this.mark();
    this.around.updates?.again();
    void this.promised("persist").then((kept) => this.quietly({ kept }));
  }

  /** So that it is noticed when all of it is gone. */
  private mark(): void {
    try {
      this.around.local?.setItem(MARK, "1");
    } catch {
      // The mark only helps to notice that everything was cleared.
    }
  }

  private async quietly(state: Partial<KeptState>): Promise<void> {
    try {
      await this.real.command(() => this.real.write([], { state }));
    } catch {
      // It shows as a notice, and is tried again with the next change.
    }
  }

  private async enrol(code: string): Promise<void> {
    await enrol(this.real, this.sync.transport, code);
    this.mark();
    // Nobody waits for an answer to a browser's question.
    void this.promised("persist").then((kept) => this.quietly({ kept }));
    await this.sync.enrolled();
  }

  private showReal(view: View): void {
    if (!this.practice) this.view = view;
  }

  private get engine(): Engine {
    return this.practice ?? this.real;
  }

  private async person(change: Partial<View["person"]> & { reflected?: never }): Promise<void> {
    for (const engine of new Set([this.real, this.engine])) {
      await engine.command(() => engine.write([], { state: { person: { ...engine.state.person, ...change } } }));
    }
  }

  /** The language before stays one press away. */
  private setLanguage(language: Language): Promise<void> {
    const { language: before, other = null } = this.engine.state.person;
    return this.person({ language, other: language === before ? other : before });
  }

  private async startPractice(): Promise<void> {
    if (this.practice) return;
    const { clock } = this.around;
    const { person } = this.real.state;
    const disk = await Disk.open(PRACTICE_DATABASE).catch(() => null);
    const practice = new Engine(disk, clock, person.language, true, (view) => (this.view = view));
    await practice.load();
    const says = practiceHub(await throwAwayKey());
    await practice.learn(() => {
      practice.store = new Store();
      const merged = practice.store.apply(practice.store.ask(), practicePage(clock));
      const touched = merged.is === "page" ? merged.touched : new Set<string | null>();
      return Promise.resolve({ touched, state: { person, card: { at: { wall: 0, mono: 0, boot: "" }, says } }, result: undefined });
    });
    this.practice = practice;
    practice.show();
  }

  private async stopPractice(): Promise<void> {
    const { practice } = this;
    if (!practice) return;
    this.practice = null;
    practice.disk?.close();
    await forget(PRACTICE_DATABASE);
    this.real.show();
    await this.person({ practised: true });
  }

  /** A notice was read. A record that the server turned away goes with it; a held one stays. */
  private dismiss(id: string): Promise<void> {
    const { engine } = this;
    if (id === "storage_gone") this.around.local?.removeItem(MARK);
    return engine.command(async () => {
      if (id === "app_too_old") engine.run.tooOld = false;
      if (id === "storage_full") engine.run.full = false;
      if (id === "storage_restored") engine.run.restored = false;
      const entries = new Map([...engine.outbox.entries()].map((entry) => [`${entry.state.is}/${entry.key.id}/${entry.key.rev}`, entry]));
      const rejected = id.startsWith("rejected/") ? entries.get(id) : undefined;
      if (rejected && engine.outbox.dismiss(rejected.key)) {
        await engine.relearn(() => Promise.resolve({ dropped: [rejected], result: undefined }));
        return engine.rowsChanged();
      }
      const { read, notices } = engine.state;
      // What was read of records that are gone need not be remembered.
      const still = [...new Set([...read, id])].filter((it) => !it.startsWith("held/") || entries.has(it));
      await engine.write([], { state: { read: still, notices: notices.filter((notice) => notice.id !== id) } });
    });
  }

  face(): Face {
    const phone = this;
    const on = (): Engine => phone.engine;
    return {
      get view() {
        return phone.view;
      },
      enrol: (code) => phone.enrol(code),
      acceptPrinciples: () => phone.person({ principles: true }),
      setLanguage: (language: Language) => phone.setLanguage(language),
      startPractice: () => phone.startPractice(),
      stopPractice: () => phone.stopPractice(),
      startShift: (start) => shifts.startShift(on(), start),
      checkIn: (change) => shifts.checkIn(on(), change),
      alert: (kind, street) => shifts.alert(on(), kind, street),
      endShift: (done) => shifts.endShift(on(), done),
      visit: async (door, outcome, details, saved) =>
        (await doors.visits(on(), [door], outcome, details, ([record]) => saved?.(record ?? "")))[0] ?? "",
      visits: (many, outcome) => doors.visits(on(), many, outcome),
      undo: (records) => doors.undo(on(), records),
      talked: (door) => talks.talked(on(), door),
      talkedElsewhere: (mode, street) => talks.talkedElsewhere(on(), mode, street),
      keepDraft: (draft) => talks.keepDraft(on(), draft),
      finishDraft: (draft) => talks.finishDraft(on(), draft),
      reopen: (listening) => talks.reopen(on(), listening),
      dropDraft: (draft) => talks.dropDraft(on(), draft),
      addDoors: (many) => doors.addDoors(on(), many),
      labelDoor: (door, label) => doors.labelDoor(on(), door, label),
      sealContact: (details) => sealContact(on(), details),
      keepReflection: (reflection) => shifts.keepReflection(on(), reflection),
      reflect: (reflection) => shifts.reflect(on(), reflection),
      handInNow: () => (phone.practice ? Promise.resolve() : phone.sync.now()),
      saveToFile: () => saveToFile(on()),
      dismiss: (notice) => phone.dismiss(notice),
      applyUpdate: () => (phone.formOpen ? undefined : phone.around.updates?.apply()) ?? Promise.resolve(),
      setBusy: (busy) => {
        phone.formOpen = busy;
      },
    };
  }
}

async function forget(database: string): Promise<void> {
  try {
    await deleteDB(database);
  } catch {
    // There is no storage at all, then.
  }
}
