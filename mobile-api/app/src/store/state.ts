/** All that is kept beside ops, rows and drafts, as one record. */
import type { Stamp } from "../base/clock";
import { NOWHERE, type Place } from "../core/merge";
import type { Numbers } from "../core/outbox";
import type { Notice, Reflection, SafetyNumber } from "../phone/face";
import type { OpKey } from "../wire/ops";
import type { Language } from "../words";

/** Who this phone is to the server. */
export interface Session {
  token: string;
  install: string;
  hub: string;
  person: string;
}

/** The hub's key that contact details and unsent work are sealed to. */
export interface HubKey {
  id: string;
  suite: string;
  public: string;
}

/** What `GET /api/sync/v1/hub` says. */
export interface HubAnswer {
  hub: { id: string; name: string };
  person: { id: string; name: string };
  languages: string[];
  key: HubKey | null;
  numbers: SafetyNumber[];
  people: { id: string; name: string }[];
}

export interface KeptShift {
  id: string;
  lists: string[];
  startedAt: number;
  expectedEnd: number;
  people: number;
  buddy: string | null;
  lastStreet: string | null;
  lastCheckIn: number | null;
  /** The help press that was not taken back. */
  alert: OpKey | null;
  ended: boolean;
}

/** Unsent work of a phone that was signed out, sealed to the hub's key. */
export interface SealedWork {
  token: string;
  hub: string;
  install: string;
  keyId: string;
  records: number;
  ciphertext: string;
  madeAt: number;
}

export interface KeptState {
  session: Session | null;
  numbers: Numbers;
  place: Place;
  card: { at: Stamp; says: HubAnswer } | null;
  shift: KeptShift | null;
  person: { language: Language; other?: Language | null; principles: boolean; practised: boolean; reflected: string | null };
  /** Answers that were typed and not saved yet. */
  reflecting: Reflection | null;
  /** When the server was last met, and how far its clock was ahead. */
  met: Stamp | null;
  aheadMs: number;
  lastAt: number | null;
  /** Whether the browser promised to keep the storage. */
  kept: boolean | null;
  notices: Notice[];
  /** Notices of single records that were read. */
  read: string[];
  /** The server asked for a new code; records are safe. */
  signedOut: boolean;
  /** The server wants this phone to enrol under a new install id before it hands in again. */
  newInstall: boolean;
  revoked: boolean;
  sealed: SealedWork | null;
}

export function freshState(language: Language): KeptState {
  return {
    session: null,
    numbers: { install: "", epoch: "", lastN: 0, backedUpSeq: null },
    place: { ...NOWHERE },
    card: null,
    shift: null,
    person: { language, other: null, principles: false, practised: false, reflected: null },
    reflecting: null,
    met: null,
    aheadMs: 0,
    lastAt: null,
    kept: null,
    notices: [],
    read: [],
    signedOut: false,
    newInstall: false,
    revoked: false,
    sealed: null,
  };
}
