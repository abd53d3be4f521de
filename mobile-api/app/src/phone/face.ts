/**
 * What screens may see and do: the only door between the screens and everything that is kept.
 *
 * `View` is what the server said (pulled rows) with this phone's own unsent and unconfirmed work
 * laid over it, never anything else; it is replaced as a whole after every change. `Face` is the
 * list of what a person can do. Every command has saved before its promise resolves; one that
 * could not save rejects with a `Trouble`, and nothing is half-done.
 */
import type { AlertKind, CampaignRow, DoorRow, HourBand, Mode, OfferKind, Outcome, ShiftRow, Stance, StreetRow, ThemeRow, WalkListRow } from "../wire";
import type { Language } from "../words";

/** A UUID in small letters with hyphens. */
export type Id = string;

/** Where this phone stands as a whole. */
export type Stage =
  /** Not enrolled: shows the way in. */
  | "new"
  /** Enrolled and usable. */
  | "ready"
  /** Seven days without the server: rows are put away, unsent work is safe, until it is met again. */
  | "resting"
  /** Signed out by the hub: rows are gone, unsent work is sealed to the hub's key. */
  | "revoked";

/** Something of this phone that people should read, each with a plain sentence in every language. */
export type NoticeCode =
  | "storage_may_go"
  | "storage_full"
  | "storage_gone"
  | "storage_restored"
  | "clock_off"
  | "another_tab"
  | "not_secure"
  | "list_recalled"
  | "list_expired"
  | "list_returned"
  | "lease_over"
  | "record_held"
  | "record_rejected"
  | "session_over"
  | "app_too_old"
  | "new_install"
  | "unsent_for_a_day"
  | "update_ready";

/** A notice; `id` is what `dismiss` takes. `text` is a sentence of the server, where it gave one. */
export interface Notice {
  id: string;
  code: NoticeCode;
  list?: string;
  text?: string;
}

/** Why the last attempt to reach the server came to nothing; never a reason to lose anything. */
export type HandInTrouble = "no_signal" | "not_our_server" | "server_trouble" | "busy" | "too_old" | "signed_out" | null;

/** What waits and what arrived. */
export interface HandIn {
  /** Records that the server has not confirmed. */
  pending: number;
  /** Records of the running or last shift that the server has, and all of them: "34 of 34". */
  arrived: number;
  written: number;
  held: number;
  rejected: number;
  /** When the last record was handed in (milliseconds by this phone's clock). */
  lastAt: number | null;
  /** When the oldest that waits was written. */
  oldestAt: number | null;
  /** Whether an attempt is under way. */
  busy: boolean;
  trouble: HandInTrouble;
}

/** A number to call, from the hub's safety card; kept for reading without signal. */
export interface SafetyNumber {
  use: "buddy" | "lead" | "safeguarding" | "other";
  name: string;
  number: string;
}

export interface HubCard {
  name: string;
  person: { id: Id; name: string };
  /** The languages that the hub offers at the door; the app's own languages are always all there. */
  languages: Language[];
  numbers: SafetyNumber[];
  /** Who can be partner or buddy. */
  people: { id: Id; name: string }[];
  /** Whether contact details can be sealed (the hub has a key). */
  takesContacts: boolean;
}

/** A door as the screen shows it: the row with own work laid over it. */
export interface DoorView extends DoorRow {
  streetName: string;
  /** This phone's standing visit at this door in the running shift. */
  mine: { record: Id; outcome: Outcome; at: number } | null;
  /** Its listening, begun and not finished. */
  draft: Id | null;
}

export interface ListView extends Omit<WalkListRow, "streets"> {
  /** In walking order. */
  walk: DoorView[];
  /** Streets of this list, those without a known door included. */
  streets: StreetRow[];
  lease: "good" | "over";
}

/** The shift that this phone is on. */
export interface ShiftView {
  id: Id;
  lists: Id[];
  startedAt: number;
  expectedEnd: number;
  people: number;
  buddy: string | null;
  lastStreet: Id | null;
  lastCheckIn: number | null;
  /** A help press that was not taken back. */
  help: "none" | "waiting" | "handed_in";
  ended: boolean;
}

/** A statement as it is being put together. */
export interface DraftStatement {
  theme: Id;
  stance: Stance;
  offer_kind?: OfferKind;
}

/** A talk being written down. Kept after every tap; not a record until it is finished. */
export interface Draft {
  /** The listening's id to be. */
  id: Id;
  mode: Mode;
  door: Id | null;
  visit: Id | null;
  shift: Id;
  /** A street, for talks that are not at a door. */
  street: Id | null;
  voices: { first: number; again: number; unsure: number };
  statements: DraftStatement[];
  interest: number;
  language: string | null;
  note: string;
  quoteOk: boolean;
  startedAt: number;
  /** The revision that stands as a record already; 0 before the first. */
  rev: number;
}

/** A talk of this phone that stands as a record: for "my talks in words". */
export interface Talk {
  id: Id;
  voices: Draft["voices"];
  statements: DraftStatement[];
  interest: number;
  note: string;
  at: number;
}

/** All that screens read. */
export interface View {
  stage: Stage;
  /** Practice with pretend doors: nothing of it is ever handed in. */
  practice: boolean;
  hub: HubCard | null;
  lists: ListView[];
  streets: Map<Id, StreetRow>;
  /** By place on the screen. */
  themes: ThemeRow[];
  campaigns: Map<Id, CampaignRow>;
  /** Shifts planned for this phone's person. */
  planned: ShiftRow[];
  shift: ShiftView | null;
  drafts: Draft[];
  talks: Talk[];
  handIn: HandIn;
  notices: Notice[];
  /** What the screens remember of the person; `other` is the language that was spoken before. */
  person: { language: Language; other: Language | null; principles: boolean; practised: boolean; reflected: boolean };
  /** Answers to the three questions as far as they were typed; not a record until they are saved. */
  reflection: Reflection;
  /** Whether the browser promised to keep the storage; null while unknown. */
  kept: boolean | null;
}

export interface StartShift {
  lists: Id[];
  /** A planned shift, where there is one. */
  shift: Id | null;
  expectedEnd: number;
  people: number;
  partner: Id | null;
  buddy: Id | null;
  street: Id | null;
}

export interface VisitDetails {
  language?: string;
  come_back?: HourBand;
  left_card?: boolean;
}

export interface NewDoor {
  street: Id;
  near: Id | null;
  number?: string;
  label?: string;
  building?: string;
  floor?: number;
}

export interface DoorLabel {
  number?: string;
  label?: string;
  floor?: number;
  not_a_home?: boolean;
}

/** Contact details as the resident gave them; sealed and forgotten by the one command that takes them. */
export interface ContactDetails {
  name: string;
  phone: string;
  email: string;
  post: string;
  /** What they may be used for. */
  purposes: ("follow_up" | "invite" | "news")[];
  /** The promise that was read out: its id and its language. */
  wording: string;
  language: Language;
}

export interface Reflection {
  went_well: string;
  was_hard: string;
  next_time: string;
}

/** Why a command was not carried out. Each has a sentence in every language. */
export type TroubleCode =
  | "code_unreadable"
  | "code_used"
  | "code_expired"
  | "no_signal"
  | "not_our_server"
  | "server_trouble"
  | "storage_full"
  | "storage_denied"
  | "another_tab"
  | "nothing_said"
  | "no_voice"
  | "not_secure"
  | "no_key"
  | "unexpected";

export class Trouble extends Error {
  constructor(
    readonly code: TroubleCode,
    options?: { cause?: unknown },
  ) {
    super(code, options);
  }
}

/** All that screens do. */
export interface Face {
  /** Replaced after every change; read it inside components only. */
  readonly view: View;

  enrol(code: string): Promise<void>;
  acceptPrinciples(): Promise<void>;
  setLanguage(language: Language): Promise<void>;
  /** Pretend doors, on this phone only; `stopPractice` forgets them. */
  startPractice(): Promise<void>;
  stopPractice(): Promise<void>;

  startShift(start: StartShift): Promise<void>;
  checkIn(change: { street?: Id; expectedEnd?: number }): Promise<void>;
  alert(kind: AlertKind, street: Id | null): Promise<void>;
  endShift(done: Id[]): Promise<void>;

  /**
   * Saves one visit; resolves with the record's id. `saved` is called with it the moment the view
   * shows the record: what it changes is drawn in one go with that.
   */
  visit(door: Id, outcome: Outcome, details?: VisitDetails, saved?: (record: Id) => void): Promise<Id>;
  /** The same outcome at many doors, all or none. */
  visits(doors: Id[], outcome: Outcome): Promise<Id[]>;
  /** Takes records back. */
  undo(records: Id[]): Promise<void>;

  /** Saves a visit with the outcome `listened` and begins its talk. */
  talked(door: Id): Promise<Draft>;
  /** Begins a talk away from doors. */
  talkedElsewhere(mode: Mode, street: Id | null): Promise<Draft>;
  keepDraft(draft: Draft): Promise<void>;
  /** Makes (or corrects) the record. Refuses with `no_voice` or `nothing_said`. */
  finishDraft(draft: Draft): Promise<void>;
  /** Opens a talk that stands as a record, to correct it. */
  reopen(listening: Id): Promise<Draft>;
  dropDraft(draft: Id): Promise<void>;

  addDoors(doors: NewDoor[]): Promise<Id[]>;
  labelDoor(door: Id, label: DoorLabel): Promise<void>;
  sealContact(details: ContactDetails): Promise<void>;
  /** Keeps answers while they are being typed. */
  keepReflection(reflection: Reflection): Promise<void>;
  reflect(reflection: Reflection): Promise<void>;

  handInNow(): Promise<void>;
  /** Unsent work, sealed to the hub's key, as a file to keep. */
  saveToFile(): Promise<{ name: string; bytes: Blob }>;
  dismiss(notice: string): Promise<void>;
  /** Applies a waiting update of the app; the screens call it only with no form open. */
  applyUpdate(): Promise<void>;
  /** A form is open: no update now. */
  setBusy(busy: boolean): void;
}
