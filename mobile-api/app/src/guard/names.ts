/**
 * Names: a word that is not known to be harmless is one; a word that is both is one where it is used like one.
 * Twin of `names.rs`.
 */

import { OTHER_LETTER } from "./normal";
import type { Hit, Kind, Marked } from "./patterns";
import type { Places } from "./places";
import { cut, whole, type Gap, type Token } from "./tokens";
import {
  ADVERB,
  AIL,
  ARTICLE,
  BEFORE_PLACE,
  BEFORE_TIME,
  BETWEEN,
  COMMON,
  CUE,
  DETERMINER,
  DOING,
  ERA,
  ERA_FIRST,
  ERA_WORD,
  HALF_CUE,
  HEAD,
  HEAD_BEFORE,
  KIN,
  LINK,
  MODAL_FOLLOWER,
  MONTH,
  NAME,
  NAMELY,
  OFFER,
  OFFICE,
  OFFICE_AFTER,
  OWNED,
  PARTICLE,
  PERSONAL,
  PERSON_VERB,
  PLACING,
  POSSESSED,
  RARE,
  REMARK,
  SAINT,
  SIR,
  SMALL,
  SMALL_NAME,
  STATE,
  SURE_HEAD_BEFORE,
  SURNAME,
  SYLLABLE,
  THINGS,
  TITLE,
  UNDERGONE,
  WEAK_HEAD,
  WORDLY,
  type Words,
} from "./words";

const list = (words: string): ReadonlySet<string> => new Set(words.split(" "));

const W = {
  pm: list("pm"),
  wares: list("cash fish"),
  andN: list("and n"),
  carry: list("carry chips"),
  inOnly: list("in"),
  ofIn: list("of in"),
  ofFor: list("of for"),
  manyOffices: list("cllrs councillors mps"),
  and: list("and"),
  shortOffice: list("mp mps msp mep mla"),
  saint: list("st saint santa sts ss"),
  ofE: list("of e"),
  firmEnd: list("sons son co daughters daughter bros"),
  doctors: list("drs dr at the doctors"),
  placed: list("on at off of by past to from the local opposite called down up"),
  noKin: list("sir lady lord dame guru"),
  modal: list("will may"),
  called: list("called named aka name surname nickname names forename"),
  amIm: list("am im"),
  im: list("im"),
  i: list("i"),
  is: list("is"),
  beforeIs: list("name names this who neighbour wife husband son daughter surname"),
  andOr: list("and or n with"),
  noLink: list("visit looks"),
  their: list("her his their"),
  sheHe: list("she he"),
  next: list("next"),
  door: list("door"),
  at: list("on at in from of"),
  from: list("from"),
  re: list("re"),
  oneOf: list("the one who mum dad her his"),
  needs: list("needs need wants"),
  needed: list("a an help to someone somebody her his more some new"),
  hasGet: list("has gets got"),
  hadOne: list("a an no her his their to never key keys"),
  put: list("put"),
  it: list("it"),
  where: list("on in across over round at by"),
  spot: list("corner way fence road landing street door stairs phone end top bottom"),
  backOn: list("first again instead back before after when if tomorrow later on about re today tonight"),
  nameOf: list("name surname"),
  theirName: list("my her his first last is"),
  works: list("works worked"),
  worksAt: list("at for nights days part full"),
  went: list("went goes"),
  wentTo: list("to"),
  both2: list("both"),
  hasIs: list("is was got been gets"),
  notDo: list("cant cannot wont dont doesnt didnt couldnt wouldnt would could might can will should may"),
  notIs: list("isnt wasnt is was"),
  inWell: list("in well able keen happy allowed ready eligible sure out up"),
  pairUp: list("up"),
  pairWith: list("with"),
  pairMe: list("me us him her them"),
  pairTo: list("to onto"),
  pairOn: list("on"),
  pairOf: list("of"),
  pairBy: list("by"),
  pairIs: list("is"),
  there: list("there in still"),
  person: list("woman man lady lad girl boy bloke guy person chap fella"),
  group: list("fam fams family girls boys lads kids sisters brothers twins household lot house home place clan girl boy lad brother sister couple"),
  idWord: list("nhs born dob nino ni ref on"),
  oneWord: list("something again"),
  whichFloor: list("top ground first second third fourth fifth upper lower next"),
  floor: list("floor door"),
  kinOf: list("my her his our their"),
  keys: list("key keys hall spare"),
  aThe: list("a an the my her his our"),
  quoting: list("says said say sez reckons thinks called laughs laughed jokes joked told"),
  passing: list("past stopped drop dropped went goes come comes came go going"),
  fromWhere: list("next number no flat church across over upstairs downstairs the opposite school work mosque"),
  year: list("yr year"),
  stative: list("is was feels gets got looks keeps"),
  isWas: list("is was"),
  would: list("would could"),
  has: list("has had"),
  been: list("been"),
  of: list("of"),
  the: list("the them those"),
  onlyThe: list("the"),
  plural: list("only are dont were"),
  bus: list("bus buses tram"),
  speaks: list("speaks speaking speak"),
  inNear: list("in near around outside"),
  atFrom: list("at from to of off"),
  withFor: list("for with w by from"),
  may: list("may will can cannot"),
  join: list("and n or"),
  both: list("are were both share do fell swap live argue argued run lead want have need help organise chair can signed came went said met work know know say agree"),
  mr: list("mr mrs ms"),
  named: list("called named name surname nickname"),
  family: list("fam family girls boys lads kids sisters brothers twins"),
  noLast: list("a i u r n w s"),
  ends: list("still also never always just now only and from at on who will may twice again today yesterday about re if for with to in when because cos"),
  laLe: list("la le los las st"),
  toFrom: list("to from"),
  travel: list(
    "moved move moving moves tram trams bus buses train trains coach coaches over originally back came come comes coming up down here born family people folk families lads arrived fled travels commutes commuting refugee refugees off out",
  ),
  beFrom: list("is are was were im hes shes theyre all both"),
  doShop: list("do sells sell charge charges shut closed closing stays open opens"),
  blocks: list("flats block estate towers gardens comp way"),
  jobBefore: list("retired ex former trained trainee qualified apprentice as senior works worked"),
  noParticle: list("la do ben le ten st"),
  iA: list("i a"),
  noMiddle: list("i a s"),
  bell: list("buzzer bell doorbell intercom letterbox nameplate"),
  saysIs: list("says say sez said reads is"),
  ifWhen: list("if when unless until since though although because cos"),
  so: list("so neither nor"),
  willDo: list("will does did is has can would"),
  meAnd: list("me i him her us them you"),
  tryAsk: list("try"),
  onThe: list("on via"),
  media: list("insta instagram ig fb facebook tiktok snap snapchat twitter whatsapp messenger"),
  nee: list("nee whose formerly"),
  role: list("chair treasurer secretary treas sec vice notes minutes yes no maybe present absent apologies"),
  howOld: list("poor young old little big wee lovely dear late"),
  sure: list("sure whether wonder think thinks thought reckon reckons suppose bet"),
  x: list("x"),
  st: list("st"),
  what: list("what when where why how"),
  who: list("who that"),
  hopes: list("hope wish trust faith love pride"),
  willNot: list("not"),
  anyTitle: list("mx mister missus sir canon rabbi"),
  surTitle: list("pastor imam prof rev fr pc sgt vicar dr doctor father reverend insp"),
  teacher: list("by to from with for told teacher"),
  miss: list("miss"),
  yearTitle: list("miss mrs mr ms dr mx prof rev"),
  whose: list("our my"),
  fam: list("fam family"),
  firstParticle: list("de da dos das di del della du von der el al bin ibn abu ap mac mc o d ten"),
  nana: list("nana"),
  reply: list("reply answer letter message text word visit email note"),
  notes: list("notes minutes photo photos poster report"),
  thanks: list("thanks ta cheers"),
  runs: list("runs ran leads led"),
  keeps: list("keeps kept"),
  aOrThe: list("a an the"),
  usedTo: list("used"),
  cannot: list("will may cannot"),
  notSurname: list("young small large big whole new old nice good kind poor wild little great lovely long strong rich early late"),
  housemate: list("key keys live lives lived living stays staying shares sharing moved left works working leaflet leaflets note card message number word details parcel"),
  door2: list("door window phone gate hatch meeting"),
  letter: list("letter letters keys leaflet job flat house email"),
  came: list("came comes come went got gets"),
  got: list("got gets"),
  withW: list("with w"),
  noFirst: list("u n r w"),
};
const CONFIDES = list("believe believes confides confided trusts interest interested faith");
const YEARS = list("yrs yo yr");
const REACHED: ReadonlySet<Kind> = new Set<Kind>(["PHONE", "EMAIL", "HANDLE_URL", "DOB", "NHS_NUMBER", "NINO"]);
const LIVES: ReadonlySet<Kind> = new Set<Kind>(["ADDRESS", "POSTCODE"]);
const FOUND_BEFORE: ReadonlySet<Kind> = new Set<Kind>(["PHONE", "EMAIL", "ADDRESS"]);
const REACHED_ON: ReadonlySet<Kind> = new Set<Kind>(["PHONE", "EMAIL", "ADDRESS", "HANDLE_URL"]);

/** Finds the names and adds them to the hits. `known` are places that everybody knows. */
export function names(marked: Marked, known: Places, places: Places): void {
  const row = new Row(marked);
  row.keepPlaces(known);
  row.keepPlaces(places);
  row.numberedStreets(places, marked);
  row.keepOffices();
  row.keepOrganisations();
  row.unknowns();
  for (let round = 0; round < 4; round += 1) {
    const words = row.wordNames();
    const joined = row.joined();
    if (!words && !joined) break;
  }
  row.namedDates(marked);
  for (const hit of row.hits()) marked.add(hit);
}

/** What the passes know about each token. */
class Row {
  private readonly tokens: Token[];
  private readonly words: Words;
  private readonly n: number;
  /** Harmless by its company: part of an organisation, a place, an elected person. */
  private readonly safe: boolean[];
  private readonly name: boolean[];
  private readonly rule: string[];
  /** Neither listed, nor a word, nor formed from one. */
  private readonly unknown: boolean[];
  /** Whether the note uses capitals at all beside runs of nothing else. */
  private readonly cased: boolean;
  /** Whether a name-like word stands in it with a capital within a sentence. */
  private readonly namesCased: boolean;

  constructor(marked: Marked) {
    this.words = marked.words;
    this.tokens = cut(marked);
    this.n = this.tokens.length;
    this.safe = this.tokens.map(() => false);
    this.name = this.tokens.map(() => false);
    this.rule = this.tokens.map(() => "");
    this.unknown = this.tokens.map(
      (t) => t.what === "word" && t.word.length > 1 && (t.facts & (NAMELY | WORDLY)) === 0 && !this.words.harmless(t.word),
    );
    const lower = this.tokens.some((t) => t.what === "word" && !t.cap);
    const capital = this.tokens.some((t) => t.what === "word" && t.cap && !(t.caps && t.word.length > 1));
    this.cased = capital && lower;
    this.namesCased = this.tokens.some((t, i) => this.tellingCapital(i) && this.namelike(i) && !t.caps);
  }

  private t(i: number): Token {
    const token = this.tokens[i];
    if (!token) throw new RangeError("no such token");
    return token;
  }

  private gap(i: number): Gap {
    return this.t(i).gap;
  }

  private has(i: number, facts: number): boolean {
    const t = this.tokens[i];
    return t !== undefined && t.what === "word" && (t.facts & facts) !== 0;
  }

  private hasMore(i: number, facts: number): boolean {
    const t = this.tokens[i];
    return t !== undefined && t.what === "word" && (t.moreFacts & facts) !== 0;
  }

  private is(i: number, words: ReadonlySet<string>): boolean {
    const t = this.tokens[i];
    return t !== undefined && t.what === "word" && words.has(t.word);
  }

  private word(i: number): boolean {
    return this.tokens[i]?.what === "word";
  }

  /** Whether the token follows the one before it with nothing but space or a hyphen. */
  private close(i: number): boolean {
    const gap = this.tokens[i]?.gap;
    return gap === "space" || gap === "hyphen";
  }

  private named(i: number): boolean {
    return this.name[i] === true || this.tokens[i]?.what === "taken";
  }

  /** Whether all around is in capitals, so that they prove nothing. */
  private shouted(i: number): boolean {
    if (!this.t(i).caps) return false;
    for (let j = Math.max(0, i - 2); j < Math.min(i + 3, this.n); j += 1) {
      const t = this.t(j);
      if (j !== i && t.caps && (t.facts & (COMMON | SMALL)) !== 0 && t.word.length > 1) return true;
    }
    return false;
  }

  /** Whether a sentence begins here. */
  private begins(i: number): boolean {
    const gap = this.gap(i);
    return gap === "start" || gap === "stop";
  }

  /** Whether the capital letter proves something. */
  private tellingCapital(i: number): boolean {
    return this.cased && this.t(i).cap && !this.begins(i) && !this.shouted(i);
  }

  private capital(i: number): boolean {
    return this.cased && this.t(i).cap && !this.shouted(i);
  }

  /** A word that can be part of a name. */
  private namelike(i: number): boolean {
    return this.word(i) && (this.unknown[i] === true || this.has(i, NAMELY | WORDLY | SURNAME | NAME));
  }

  // -- What stays ----------------------------------------------------------------------------

  keepPlaces(places: Places): void {
    let i = 0;
    while (i < this.n) {
      let longest = 0;
      if (this.word(i)) {
        for (const phrase of places.from(whole(this.t(i)))) {
          const fits =
            i + phrase.length <= this.n &&
            phrase.every((word, k) => {
              const t = this.t(i + k);
              return (
                whole(t) === word &&
                (k === 0 || t.gap === "space" || t.gap === "hyphen" || t.gap === "and" || (t.gap === "comma" && phrase.length > 3))
              );
            });
          if (fits && phrase.length > longest && !(phrase.length === 1 && this.called(i) >= 2)) longest = phrase.length;
        }
      }
      for (let j = i; j < i + longest; j += 1) this.safe[j] = true;
      i += Math.max(1, longest);
    }
  }

  /** "14 Garibaldi", where there is a Garibaldi Street. */
  numberedStreets(places: Places, marked: Marked): void {
    for (let i = 0; i + 1 < this.n; i += 1) {
      const number = this.t(i);
      const next = this.t(i + 1);
      if (number.what !== "number" || marked.part(number.start, number.end).replace(/[a-h]+$/, "").length > 3) continue;
      if (next.what !== "word" || !(next.gap === "space" || next.gap === "comma") || marked.guarded("notunit", number.end)) continue;
      for (const stem of places.street(whole(next))) {
        const last = i + stem.length;
        const fits = last < this.n && stem.every((word, k) => whole(this.t(i + 1 + k)) === word && (k === 0 || this.close(i + 1 + k)));
        if (!fits) continue;
        for (let j = i; j <= last; j += 1) this.safe[j] = true;
        marked.add({ start: number.start, end: this.t(last).end, kind: "ADDRESS", rule: "address-local-street" });
      }
    }
  }

  keepOffices(): void {
    for (let i = 0; i < this.n; i += 1) {
      if (this.has(i, OFFICE) && !this.t(i).poss && !(this.is(i, W.pm) && (i === 0 || this.t(i - 1).what === "number"))) {
        let j = i + 1;
        // "Mayor of Leeds Ana Sanz", "MP for Selby, Ana Sanz".
        if (j + 1 < this.n && this.close(j) && this.is(j, W.ofFor) && this.word(j + 1) && !this.has(j + 1, SMALL)) {
          this.safe[j + 1] = true;
          j += 2;
        }
        const first = j;
        let taken = 0;
        while (j < this.n && taken < 4 && this.word(j) && (this.close(j) || (j === first && this.gap(j) === "comma"))) {
          if (this.has(j, OFFICE) || (taken === 0 && this.has(j, SIR)) || (taken > 0 && this.is(i, W.manyOffices) && this.is(j, W.and))) {
            j += 1;
            continue;
          }
          const part =
            this.unknown[j] === true ||
            this.has(j, NAME | NAMELY) ||
            (this.has(j, WORDLY | SURNAME) && !this.modal(j)) ||
            (this.capital(j) && !this.has(j, SMALL)) ||
            (this.has(j, PARTICLE) && taken > 0);
          if (!part || (taken > 0 && !this.capital(j) && this.has(j, DOING))) break;
          this.safe[j] = true;
          taken += 1;
          if (this.t(j).poss) break;
          j += 1;
        }
      }
      if (this.has(i, OFFICE_AFTER) && i > 0) {
        const short = this.is(i, W.shortOffice);
        if (!((short && this.close(i)) || this.gap(i) === "comma" || this.gap(i) === "open")) continue;
        let j = i;
        while (
          j > 0 &&
          i - j < 4 &&
          this.word(j - 1) &&
          !this.t(j - 1).poss &&
          (this.namelike(j - 1) || (this.capital(j - 1) && !this.has(j - 1, SMALL)) || this.has(j - 1, PARTICLE))
        ) {
          if (j < i && !this.close(j)) break;
          j -= 1;
          this.safe[j] = true;
        }
      }
      if (this.hasMore(i, ERA)) {
        const first = i > 0 && this.hasMore(i - 1, ERA_FIRST) && this.close(i);
        const before = first || (i > 0 && this.hasMore(i - 1, ERA_WORD) && this.close(i));
        const after = this.hasMore(i + 1, ERA_WORD) && this.close(i + 1);
        if (before || after) {
          this.safe[i] = true;
          if (first) this.safe[i - 1] = true;
        }
      }
    }
  }

  keepOrganisations(): void {
    for (let h = 0; h < this.n; h += 1) {
      if ((this.has(h, HEAD | WEAK_HEAD) || this.wares(h)) && h > 0 && this.gap(h) !== "hyphen") this.keepBeforeHead(h);
      if (this.has(h, SAINT) && !(h > 0 && this.close(h) && this.namelike(h - 1))) {
        let j = h + 1;
        while (j < this.n && j <= h + 2 && this.close(j) && (this.namelike(j) || (this.capital(j) && !this.has(j, SMALL)))) {
          if (j === h + 1 && !this.is(h, W.saint) && !this.t(j).poss) break;
          if (j > h + 1 && !(this.capital(j) && this.t(j).poss)) break;
          this.safe[j] = true;
          this.safe[h] = true;
          if (this.t(j).poss) break;
          j += 1;
        }
      }
      if (this.has(h, HEAD_BEFORE) && (this.capital(h) || this.hasMore(h, SURE_HEAD_BEFORE))) {
        let j = h + 1;
        if (this.is(j, W.ofE)) j += 1;
        while (
          j < this.n &&
          j <= h + 3 &&
          this.close(j) &&
          !this.has(j, SMALL) &&
          (this.capital(j) || (!this.capital(h) && this.namelike(j) && j <= h + 2))
        ) {
          this.safe[j] = true;
          j += 1;
        }
      }
    }
  }

  /** "cash and carry", "fish and chips": a shop. */
  private wares(h: number): boolean {
    return this.is(h, W.wares) && this.is(h + 1, W.andN) && this.is(h + 2, W.carry);
  }

  private keepBeforeHead(h: number): void {
    const headCapital = this.capital(h);
    let j = h;
    while (j > 0 && h - j < 5) {
      const p = j - 1;
      const gap = this.gap(j);
      if (!this.word(p) || !(gap === "space" || gap === "hyphen" || gap === "and")) break;
      if (this.t(p).poss && p + 1 < h && this.has(p + 1, KIN) && !this.has(p + 1, BETWEEN)) break;
      const part =
        (this.namelike(p) && !this.modal(p)) ||
        (this.capital(p) && !this.has(p, SMALL | TITLE | CUE | KIN)) ||
        this.has(p, BETWEEN) ||
        (this.has(p, HEAD | WEAK_HEAD) && !this.has(p, SMALL));
      if (!part) {
        const and = this.is(p, W.and) && p > 0;
        const firm = and && this.is(p + 1, W.firmEnd) && (this.namelike(p - 1) || this.capital(p - 1));
        // "Drs Dar and Petrov surgery".
        const two =
          and && p + 2 === h && this.namelike(p - 1) && this.namelike(p + 1) && this.close(p) && p > 1 && this.is(p - 2, W.doctors);
        if (!firm && !two) break;
      }
      j = p;
    }
    while (j < h && this.has(j, BETWEEN) && !this.namelike(j)) j += 1;
    let any = false;
    let count = 0;
    for (let k = j; k < h; k += 1) {
      any ||= this.namelike(k) || this.capital(k);
      if (!this.has(k, BETWEEN) || this.unknown[k]) count += 1;
    }
    if (!any) return;
    const single = count === 1;
    const placed = j > 0 && !this.begins(j) && (this.has(j - 1, BEFORE_PLACE) || this.is(j - 1, W.placed));
    const called = this.called(j);
    const strong =
      this.wares(h) ||
      (this.has(h, HEAD) && !(this.has(h, WEAK_HEAD) && this.cased)) ||
      (this.is(h, W.blocks) && (this.capital(j) || this.begins(j) || (!this.cased && called < 2))) ||
      ((this.capital(j) || !this.cased) && this.has(h - 1, BETWEEN) && h - 1 > j && !this.has(h - 1, SURNAME));
    // "vaughan green is dark", "Ropewalk library is shutting": what follows is no person's.
    const thing = this.begins(j) && this.close(h + 1) && this.has(h + 1, THINGS) && this.does(h) < 2;
    let business = this.t(h - 1).poss && this.has(h, HEAD) && !this.has(h, POSSESSED);
    for (let k = j; k < h - 1; k += 1) business ||= this.t(k).poss;
    const kin = j > 0 && this.close(j) && this.has(j - 1, KIN | TITLE) && !this.has(j - 1, HEAD | SAINT) && !this.is(j - 1, W.noKin);
    // "told Jess council says": the head is the next sentence's.
    const runsOn = h + 1 < this.n && this.close(h + 1) && this.has(h + 1, DOING);
    // "pastor Serwan St John keen".
    if (kin && this.is(h, W.st) && this.close(h + 1) && this.capital(h + 1) && this.namelike(h + 1)) return;
    if (!headCapital && !business && (called >= 3 || kin || (called >= 2 && single && runsOn))) return;
    if (this.t(h - 1).poss) {
      if (!this.has(h, HEAD) && !this.wares(h) && !headCapital && (this.cased || !placed)) return;
      if (this.has(h, POSSESSED) && !headCapital && !(this.has(j, SAINT) || (j > 0 && this.has(j - 1, SAINT)))) return;
    } else if (!strong && !headCapital && !thing && (this.cased || !placed)) return;
    else if (this.has(h, POSSESSED) && single && !headCapital && !placed && !thing) return;
    for (let k = j; k <= h; k += 1) this.safe[k] = true;
  }

  // -- What stands around --------------------------------------------------------------------

  private modal(i: number): boolean {
    return this.is(i, W.modal) && !this.capital(i);
  }

  /** How strongly what stands before says that a person follows: 0 to 3. */
  private called(i: number): number {
    if (i === 0) return 0;
    const p = i - 1;
    const gap = this.gap(i);
    if (gap === "and" && this.named(p)) return 2;
    if (gap === "slash" && this.named(p)) return 1;
    if (gap === "comma" && this.named(p)) {
      const next = this.tokens[i + 1];
      const ends = !next || next.gap === "comma" || next.gap === "stop" || next.gap === "and" || next.word === "and";
      return ends && (this.capital(i) || this.has(i, NAMELY | WORDLY)) ? 2 : 1;
    }
    // "07700 900123 - Carol", "flat 3, Carol".
    const before = this.t(p);
    if (before.what === "found" && before.kind && FOUND_BEFORE.has(before.kind) && gap !== "stop" && gap !== "close")
      return this.ends(i) && !(gap === "space" && before.kind === "ADDRESS") ? 2 : 0;
    if (!this.word(p)) return 0;
    if (gap === "colon") return this.has(p, KIN | CUE | TITLE) || this.is(p, W.bell) ? 2 : 1;
    // "the man upstairs, X, shouts".
    if (gap === "comma" && this.has(p, PLACING) && this.close(p) && this.has(p - 1, KIN) && this.ends(i)) return 2;
    if (!(gap === "space" || gap === "open" || gap === "comma") || (gap === "comma" && !this.has(p, KIN))) return 0;
    if (this.t(p).poss) return 0;
    const pp = p > 0 && this.word(p - 1) && this.close(p) ? p - 1 : -1;
    // "Mr N. Lumb".
    if (this.t(p).word.length === 1 && this.has(pp, SIR)) return 3;
    if (this.has(p, SIR) || this.is(p, W.called)) return 3;
    if (this.is(p, W.amIm) && (this.is(p, W.im) || this.is(pp, W.i))) return 3;
    if (this.is(p, W.is) && this.is(pp, W.beforeIs)) return 3;
    if (this.is(p, W.saysIs) && this.is(pp, W.bell)) return 3;
    if (this.is(p, W.isWas) && this.is(pp, W.it) && this.is(i + 1, W.who)) return 3;
    if (this.is(p, W.isWas) && this.has(pp, KIN)) return 2;
    if (this.has(p, TITLE | KIN)) return 2;
    if (this.is(p, W.andOr) && pp >= 0 && this.named(pp)) return 2;
    if (this.is(p, W.thanks) && this.ends(i)) return 2;
    if (this.has(p, CUE)) return this.hasMore(p, HALF_CUE) && !this.is(i + 1, W.backOn) ? 1 : 2;
    if (this.has(p, LINK) && this.has(pp, CUE) && !this.is(pp, W.noLink))
      return this.is(p, W.onlyThe) && !this.t(i).word.endsWith("s") && !this.is(i + 1, W.group) ? 0 : 2;
    if (gap !== "space") return 0;
    // "me and X did it", "so will X", "if no answer try X".
    if (this.is(p, W.and) && this.is(pp, W.meAnd)) return 2;
    if (this.is(p, W.willDo) && this.is(pp, W.so)) return 2;
    if (this.is(p, W.tryAsk) && (this.ends(i) || this.tokens[i + 1]?.gap === "colon")) return 2;
    if (this.is(p, W.withW) && this.is(pp, W.housemate)) return 2;
    if (this.is(p, W.from) && this.is(pp, W.reply)) return 2;
    if (this.is(p, W.pairBy) && this.is(pp, W.notes)) return 2;
    if (this.is(p, W.both2) && this.is(i + 1, W.and)) return 2;
    // "follow up with", "put me on to", "instead of", "run by", "is X still there".
    if (this.is(p, W.pairWith) && this.is(pp, W.pairUp)) return 2;
    if (this.is(p, W.pairTo) && (this.is(pp, W.pairMe) || (pp > 0 && this.is(pp, W.pairOn) && this.is(pp - 1, W.pairMe)))) return 2;
    if (this.is(p, W.pairOf) && pp >= 0 && this.t(pp).word === "instead") return 2;
    if (this.is(p, W.pairBy) && pp >= 0 && this.has(pp, DOING | CUE) && (pp === 0 || !this.is(pp, W.passing))) return 2;
    if (this.is(p, W.pairIs) && this.begins(p) && this.is(i + 1, W.there)) return 2;
    if (this.is(p, W.pairIs) && this.is(pp, W.person)) return 2;
    return 0;
  }

  /** Whether a piece of the note ends behind the token. */
  private ends(i: number): boolean {
    const next = this.tokens[i + 1];
    return !next || next.gap === "stop" || next.gap === "comma" || next.gap === "open" || next.gap === "close" || next.gap === "slash";
  }

  /** How strongly what follows says that this is a person: 0 to 3. */
  private does(i: number): number {
    let j = i + 1;
    let next = this.tokens[j];
    if (!next) return 0;
    // "X always helps": the small word between says nothing.
    const own = !this.t(i).poss;
    let often = false;
    if (own && next.gap === "space" && this.hasMore(j, ADVERB) && this.tokens[j + 1]?.gap === "space" && this.has(j + 1, DOING | THINGS)) {
      j += 1;
      next = this.t(j);
      often = true;
    }
    const after = this.tokens[j + 1];
    if (this.t(i).poss) {
      if (this.has(j, KIN) && this.close(j)) return 3;
      if (this.hasMore(j, OWNED) && this.close(j)) return 2;
      return this.has(i, MONTH) || this.has(j, HEAD | WEAK_HEAD) ? 0 : 2;
    }
    if (next.what === "number") {
      if (next.gap === "open") return 3;
      if (next.gap === "comma" && next.end - next.start === 2 && (!after || after.gap === "comma" || after.gap === "stop")) return 2;
      if (next.gap === "space" && after && YEARS.has(after.word)) return 2;
    }
    if (next.what === "found" && next.kind) {
      if (REACHED.has(next.kind) && next.gap !== "stop") return 3;
      if (LIVES.has(next.kind) && ["comma", "space", "slash", "colon", "open"].includes(next.gap)) return 2;
    }
    if (next.gap === "and" && this.is(j, W.their) && this.has(j + 1, KIN)) return 3;
    // "X: wants lights on".
    if (next.what === "word" && next.gap === "colon" && this.begins(i) && this.has(j, DOING) && !this.has(j, THINGS)) return 2;
    // "X - keen", "X (mum of three)", "X, top floor", "X re bins".
    if (next.what === "word" && (next.gap === "colon" || next.gap === "open") && this.hasMore(j, REMARK) && this.endsOrJoins(j)) return 2;
    if (next.what === "word" && next.gap === "open" && (this.is(j, W.oneOf) || this.has(j, KIN))) return 3;
    if (next.what === "word" && next.gap === "comma" && this.is(j, W.whichFloor) && this.is(j + 1, W.floor)) return 2;
    if (next.what === "word" && next.gap === "comma" && this.is(j, W.kinOf) && this.has(j + 1, KIN)) return 2;
    if (next.what === "word" && next.gap === "comma" && this.is(j, W.who)) return 2;
    if (next.gap === "comma" && this.is(j, W.idWord) && after?.what === "found") return 3;
    if (next.what !== "word" || next.gap !== "space") return 0;
    if (this.is(j, W.nee) || (this.is(j, W.onThe) && this.is(j + 1, W.media))) return 3;
    if (this.is(j, W.whichFloor) && this.is(j + 1, W.floor)) return 2;
    // "X chair, Y treasurer", "X yes / Y no".
    if (this.is(j, W.role) && this.ends(j) && (this.has(i, NAMELY) || this.beginsPiece(i))) return 2;
    if (this.is(j, W.and) && this.is(j + 1, W.meAnd) && this.begins(i)) return 2;
    if (this.is(j, W.put) && this.is(j + 1, W.it)) return 3;
    if (this.is(j, W.is) && this.is(j + 1, W.at) && this.tokens[j + 2]?.what === "found") return 3;
    if (this.is(j, W.onlyThe) && (this.has(j + 1, KIN) || (this.word(j + 1) && this.has(j + 2, KIN)))) return 2;
    if (this.is(j, W.where) && this.is(j + 1, W.onlyThe) && this.is(j + 2, W.spot)) return 2;
    if (this.is(j, W.re)) return 2;
    if (this.is(j, W.oneWord) && this.has(i, NAMELY) && this.ends(j)) return 2;
    if (this.is(j, W.idWord) && after?.what === "found") return 3;
    if (this.is(j, W.kinOf) && this.has(j + 1, KIN) && this.has(i, NAMELY | WORDLY) && this.begins(i)) return 1;
    if (this.is(j, W.sheHe) && this.has(i, NAMELY) && !this.is(j + 1, W.quoting)) return 2;
    if (this.is(j, W.next) && this.is(j + 1, W.door)) return 3;
    if (this.is(j, W.at) && after?.what === "found" && after.kind && REACHED_ON.has(after.kind)) return 3;
    if (this.is(j, W.from) && this.is(j + 1, W.fromWhere)) return 2;
    if (this.has(j, PLACING) || (this.is(j, W.year) && after?.what === "number")) return 2;
    if (this.is(j, W.and) && this.is(j + 1, W.their) && this.has(j + 2, KIN)) return 3;
    // "patience is what they tell you to have".
    if (this.is(j, W.isWas) && this.is(j + 1, W.what)) return 0;
    if (this.has(j, THINGS)) {
      const person =
        (this.is(j, W.stative) && ((after?.what === "number" && after.start - next.end === 1) || this.has(j + 1, STATE))) ||
        (this.hasMore(j + 1, PERSONAL) && after?.gap === "space" && !this.is(j, W.isWas)) ||
        (this.is(j, W.has) && this.hasMore(j + 1, AIL)) ||
        (this.is(j, W.would) && this.hasMore(j + 1, OFFER)) ||
        (this.is(j, W.has) && this.is(j + 1, W.been) && (this.has(j + 2, STATE) || this.hasMore(j + 2, UNDERGONE)));
      if (person) return 3;
      const close = after?.what === "word" && after.gap === "space";
      const likely =
        close &&
        ((this.is(j, W.hasIs) && this.hasMore(j + 1, UNDERGONE)) ||
          (this.is(j, W.hasGet) && this.is(j + 1, W.hadOne)) ||
          (this.is(j, W.has) && this.is(j + 1, W.the) && this.is(j + 2, W.keys)) ||
          (this.is(j, W.came) && this.is(j + 1, W.wentTo) && this.is(j + 2, W.the) && this.is(j + 3, W.door2)) ||
          (this.is(j, W.usedTo) && this.is(j + 1, W.wentTo) && this.hasMore(j + 2, PERSON_VERB)) ||
          (this.is(j, W.runs) && this.is(j + 1, W.aOrThe) && this.has(j + 2, HEAD | WEAK_HEAD | BETWEEN)) ||
          (this.is(j, W.keeps) && this.is(j + 1, W.aOrThe)) ||
          (this.is(j, W.got) && this.is(j + 1, W.the) && this.is(j + 2, W.letter)) ||
          (this.is(j, W.works) && this.is(j + 1, W.worksAt)) ||
          (this.is(j, W.went) && this.is(j + 1, W.wentTo)) ||
          (this.is(j, W.needs) && this.is(j + 1, W.needed)) ||
          (this.is(j, W.notDo) && this.hasMore(j + 1, PERSON_VERB)) ||
          (this.is(j, W.notIs) && this.is(j + 1, W.inWell) && this.endsOrJoins(j + 1)) ||
          (this.is(j, W.isWas) && this.is(j + 1, W.aThe) && this.has(j + 2, KIN)));
      return likely || often ? 2 : 1;
    }
    if (this.has(j, DOING)) return 2;
    // "X will come", "X will not": not what hope or summer does.
    if (this.is(j, W.cannot) && !this.has(i, MONTH | SMALL) && !this.is(i, W.hopes)) {
      if (this.hasMore(j + 1, PERSON_VERB) || this.hasMore(j + 1, OFFER) || (this.is(j + 1, W.willNot) && this.ends(j + 1))) return 2;
    }
    // "Jess from Govan".
    if (this.is(j, W.from) && this.begins(i) && this.has(i, NAMELY) && (this.unknown[j + 1] || this.tokens[j + 1]?.cap)) return 2;
    // "X wnats lights": a slip of what a person does.
    if (this.unknown[j] && this.has(i, NAMELY | WORDLY) && (this.t(j).facts & NAME) === 0) {
      const meant = this.words.meantFacts(this.t(j).word);
      if ((meant & DOING) !== 0) return (meant & THINGS) === 0 ? 2 : 1;
    }
    return 0;
  }

  /** Whether a piece of a list begins here. */
  private beginsPiece(i: number): boolean {
    const gap = this.gap(i);
    return gap !== "space" && gap !== "hyphen" && gap !== "and";
  }

  /** Whether the sentence ends behind the token or goes on with a small word. */
  private endsOrJoins(i: number): boolean {
    const next = this.tokens[i + 1];
    return !next || next.gap !== "space" || this.has(i + 1, SMALL);
  }

  /** Whether a thing follows that the word only describes: "hazel hedge", "peace of mind". */
  private describes(i: number): boolean {
    const j = i + 1;
    if (j >= this.n || !this.word(j) || !this.close(j) || this.t(i).poss || this.named(j)) return false;
    if (this.unknown[j] && !this.words.slip(this.t(j).word, false)) return false;
    if (this.is(j, W.of)) return true;
    if (this.is(j, W.modal)) return false;
    return !this.has(j, SMALL | DOING | THINGS | PLACING | NAMELY);
  }

  // -- Who is taken out ----------------------------------------------------------------------

  unknowns(): void {
    let foreign = 0;
    let latin = 0;
    for (const t of this.tokens) {
      if (t.word.includes(OTHER_LETTER)) foreign += 1;
      else if (t.what === "word") latin += 1;
    }
    for (let i = 0; i < this.n; i += 1) {
      if (!this.unknown[i] || this.safe[i]) continue;
      if (this.t(i).word.includes(OTHER_LETTER)) {
        // A note in another script cannot be read word by word.
        if (foreign <= 3 && latin >= 3) {
          this.name[i] = true;
          this.rule[i] = "name-other-script";
        }
      } else if (!this.harmlessUnknown(i)) {
        this.name[i] = true;
        this.rule[i] = "name-unknown-word";
      }
    }
  }

  private harmlessUnknown(i: number): boolean {
    const t = this.t(i);
    const plural =
      t.word.endsWith("s") && (this.words.facts(t.word.slice(0, -1)) & NAME) !== 0 && i > 0 && this.is(i - 1, W.the);
    const known = (t.facts & NAME) !== 0 || plural;
    const called = this.called(i);
    const does = this.does(i);
    const next = i + 1 < this.n && this.word(i + 1) && this.close(i + 1);
    const wide = this.cased && !t.cap && called < 2 && does < 2;
    if (called >= 3 || (called === 2 && this.has(i - 1, KIN | TITLE) && (known || !this.words.slip(t.word, wide)))) return false;
    // "the driver wairs": a slip of what somebody does; "famiy": of what somebody is.
    if (!known && !t.marked && !this.tellingCapital(i) && !(called >= 2 && !this.has(i - 1, KIN) && !this.is(i - 1, W.pairBy)) && t.gap !== "comma") {
      const meant = this.words.meantFacts(t.word);
      if ((meant & KIN) !== 0 && (called < 2 || !t.cap)) return true;
      if (called === 2 && (meant & (DOING | THINGS | SMALL)) !== 0 && !t.cap) return true;
    }
    // "diagnosed wih": a small word that lacks a letter.
    if (!known && !t.cap && !t.marked && t.word.length === 3 && called < 2 && does < 2 && (this.words.meantFacts(t.word) & SMALL) !== 0) return true;
    // "jsut", "smeell": two letters swapped, one doubled or of a double one lost.
    if (!known && !t.marked && !t.poss && (called < 2 || (called === 2 && !t.cap && t.word.length >= 5 && t.gap === "space" && !this.has(i - 1, TITLE))) && (!t.cap || (this.beginsPiece(i) && does < 2)) && this.words.plainSlip(t.word)) {
      // "jsut gives" stands before a verb as no name does.
      if (!(does >= 2 && this.has(i + 1, DOING | THINGS)) || (this.words.meantFacts(t.word) & SMALL) !== 0) return true;
    }
    // "a chandler", "the beck": no name stands so, unless a family follows.
    if (
      !t.cap &&
      !t.poss &&
      i > 0 &&
      t.gap === "space" &&
      this.hasMore(i - 1, ARTICLE) &&
      t.start - this.t(i - 1).end < 2 &&
      !t.word.endsWith("s") &&
      !this.is(i + 1, W.group) &&
      (!this.is(i - 1, W.onlyThe) || this.describes(i) || (i >= 2 && (this.has(i - 2, BEFORE_PLACE) || this.is(i - 2, W.atFrom)))) &&
      !(this.close(i + 1) && this.namelike(i + 1))
    )
      return true;
    // No vowel: shorthand.
    if (!known && t.word.length >= 3 && !/[aeiouy]/.test(t.word)) return true;
    // PIP, HMO.
    const amongCapitals = (j: number): boolean => this.tokens[j]?.caps === true && this.unknown[j] === true;
    if (
      t.caps &&
      this.cased &&
      !this.shouted(i) &&
      t.word.length <= 5 &&
      !known &&
      called < 2 &&
      does < 2 &&
      !t.marked &&
      !(i > 0 && this.is(i - 1, W.whose)) &&
      !amongCapitals(i + 1) &&
      !amongCapitals(i - 1)
    )
      return true;
    const coupled = (i > 0 && this.named(i - 1)) || (called === 2 && !this.has(i - 1, CUE));
    if (!known && !coupled && called < 2) {
      // Organisations are many: "Mencap only help", "they don't".
      const two = i >= 2 && ((this.is(i - 1, W.and) && this.namelike(i - 2)) || (t.gap === "and" && this.namelike(i - 1)));
      if (next && this.is(i + 1, W.plural) && does < 3 && !two) return true;
      if (next && this.is(i + 1, W.bus)) return true;
      if (i > 0 && this.close(i) && this.is(i - 1, W.speaks)) return true;
    }
    // "came from Bolanle di Marco" is no place.
    const longer = this.close(i + 1) && (this.namelike(i + 1) || this.has(i + 1, PARTICLE));
    if (i >= 2 && !t.poss && t.gap === "space" && does === 0 && !longer && this.is(i - 1, W.toFrom) && this.is(i - 2, W.travel)) return true;
    if (i >= 2 && !known && !longer && !t.poss && t.gap === "space" && does === 0 && this.is(i - 1, W.from) && this.is(i - 2, W.beFrom)) return true;
    // "Holbeck gets nowt": ends as a place does, and nothing speaks for a person.
    const alone = !(this.close(i) && i > 0 && (this.namelike(i - 1) || this.named(i - 1))) && !(this.close(i + 1) && this.namelike(i + 1));
    if (!known && !t.poss && !t.marked && t.word.length >= 6 && called < 2 && does < 2 && alone && !this.is(i + 1, W.group) && this.words.likePlace(t.word)) return true;
    // "Ying's do a decent portion": a shop.
    if (t.poss && called < 2 && t.gap !== "and" && this.close(i + 1) && this.is(i + 1, W.doShop)) return true;
    const like = (): boolean => this.words.likePlace(t.word);
    const beforePlace = i > 0 && t.gap === "space" && this.has(i - 1, BEFORE_PLACE);
    // "a class in Douglas."
    const before = this.tokens[i - 2]?.word ?? "";
    if (beforePlace && !t.poss && does === 0 && this.is(i - 1, W.inOnly) && !CONFIDES.has(before) && !this.owned(i)) return true;
    if (beforePlace && !t.poss && does < 2 && ((!known && this.is(i - 1, W.inNear)) || like())) return true;
    if (!known && i > 0 && this.is(i - 1, W.atFrom) && called < 2 && does < 2 && !t.poss && like()) return true;
    if (known || !this.words.slip(t.word, wide)) return false;
    // "Sanjs mum".
    if (t.word.endsWith("s") && this.close(i + 1) && this.has(i + 1, KIN) && (this.words.meantFacts(t.word) & (KIN | SMALL | DOING)) === 0) return false;
    // A slip of a word, unless it is used like a name.
    const short = t.word.length <= 5 && t.word.length >= 3 && this.begins(i) && does >= 1;
    return !((this.tellingCapital(i) && t.word.length < 8) || (called >= 2 && t.gap !== "comma") || (does >= 2 && (t.word.length < 7 || (t.cap && (this.words.meantFacts(t.word) & (KIN | HEAD | TITLE | SMALL)) === 0))) || coupled || t.poss || short);
  }

  /** "in Diogo Boukhari's name": the last of the names has something. */
  private owned(i: number): boolean {
    let j = i;
    while (j + 1 < this.n && this.close(j + 1) && this.namelike(j + 1) && !this.t(j).poss) j += 1;
    return this.t(j).poss;
  }

  /** "church family, flat 3". */
  private heads(i: number): boolean {
    const after = this.tokens[i + 2];
    // "the price family".
    if (
      !this.cased &&
      this.has(i, SURNAME) &&
      !this.has(i, HEAD | WEAK_HEAD | BETWEEN | KIN | SMALL) &&
      !this.is(i, W.notSurname) &&
      i > 0 &&
      this.close(i) &&
      this.is(i - 1, W.onlyThe) &&
      this.close(i + 1) &&
      this.is(i + 1, W.fam)
    )
      return true;
    return (
      this.has(i, SURNAME) &&
      this.begins(i) &&
      this.close(i + 1) &&
      this.is(i + 1, W.family) &&
      after !== undefined &&
      after.what === "found" &&
      after.gap !== "stop"
    );
  }

  wordNames(): boolean {
    let changed = false;
    for (let i = 0; i < this.n; i += 1) {
      if (this.safe[i] || this.name[i] || !this.word(i)) continue;
      if ((this.has(i, NAMELY | WORDLY | SURNAME) || this.syllableWithMarks(i) || this.syllableCalled(i)) && this.weight(i) >= 3) this.rule[i] = "name-or-word";
      else if (this.titled(i)) this.rule[i] = "name-after-title";
      else if (this.heads(i)) this.rule[i] = "name-of-family";
      else if (this.syllabic(i) || this.syllabic(i - 1)) this.rule[i] = "name-syllables";
      else continue;
      this.name[i] = true;
      changed = true;
    }
    return changed;
  }

  /** "hui min", "Man-kit": this syllable and the next are a name. */
  private syllabic(i: number): boolean {
    const j = i + 1;
    if (i < 0 || j >= this.n || !this.close(j) || !this.hasMore(i, SYLLABLE) || !this.hasMore(j, SYLLABLE)) return false;
    if (this.safe[i] || this.safe[j] || this.t(i).poss) return false;
    if (this.gap(j) === "hyphen") return this.t(i).cap || !this.cased;
    // "Fan Fang": words, but not with two capitals.
    const written = this.capital(i) && this.tellingCapital(j) && !this.has(i, KIN | SMALL) && !this.has(j, KIN | SMALL | HEAD | WEAK_HEAD);
    return this.unknown[i] === true || this.unknown[j] === true || written;
  }

  /** "Hồng", "tô": a syllable of a name whose letters carry marks, as no English word's do. */
  private syllableWithMarks(i: number): boolean {
    return this.t(i).marked && this.hasMore(i, SYLLABLE);
  }

  /** "ask for Sun": a syllable that is a word too, with the capital of a name where one is due. */
  private syllableCalled(i: number): boolean {
    return this.hasMore(i, SYLLABLE) && !this.has(i, SMALL | KIN) && this.tellingCapital(i) && this.called(i) >= 2;
  }

  /** How much speaks for a name, in halves. */
  private weight(i: number): number {
    const t = this.t(i);
    const namely = (t.facts & NAMELY) !== 0 || this.syllableWithMarks(i);
    const month = (t.facts & MONTH) !== 0;
    let called = this.called(i);
    // What is a name and in no list of words needs less to be one.
    const foreign = (t.facts & WORDLY) !== 0 && (t.facts & (COMMON | RARE)) === 0 && !this.words.harmless(t.word);
    let w = namely ? 2 : foreign ? 1 : (t.facts & WORDLY) !== 0 || this.syllableCalled(i) ? -1 : -4;
    if (called === 1 && i > 0 && this.hasMore(i - 1, HALF_CUE) && namely) called = 2;
    w += 2 * called;
    const does = this.does(i);
    if (does === 3) w += 5;
    else if (does === 2) w += 4;
    else if (does === 1 && (namely || foreign)) w += 2;
    if (month && i > 0 && this.hasMore(i - 1, BEFORE_TIME) && called < 2 && does < 3) w -= 5;
    const dated = (j: number): boolean => this.tokens[j]?.what === "number" || this.tokens[j]?.what === "kept";
    if (month && ((dated(i + 1) && this.gap(i + 1) === "space") || (dated(i - 1) && t.gap === "space"))) w -= 6;
    // "11 years in Preston".
    if (namely && i > 0 && t.gap === "space" && this.is(i - 1, W.inOnly) && does === 0 && !CONFIDES.has(this.tokens[i - 2]?.word ?? "") && !this.owned(i)) w -= 4;
    const telling = this.tellingCapital(i);
    const coupled = this.coupled(i);
    // "I think Hope would", but "Hope they come", "Faith in the council".
    const phrase = this.close(i + 1) && this.has(i + 1, SMALL) && !this.has(i + 1, DOING);
    if (telling && !month) w += (t.facts & WORDLY) !== 0 && !phrase && (t.facts & (SAINT | TITLE | OFFICE)) === 0 ? 4 : 3;
    if (telling && !month && called === 0 && i > 0 && t.gap === "space" && this.is(i - 1, W.withFor)) w += 2;
    if (this.syllableWithMarks(i)) w += 2;
    if (namely && this.close(i + 1) && this.is(i + 1, W.may)) w += 2;
    if (i > 0 && t.gap === "space" && does > 0 && this.is(i - 1, W.ifWhen)) w += 2;
    if (i > 0 && t.gap === "space" && this.is(i - 1, W.sure) && this.is(i + 1, W.willDo)) w += 2;
    if (i > 0 && t.gap === "space" && called < 2 && this.is(i - 1, W.howOld) && (does >= 2 || (namely && this.ends(i)))) w += 2;
    if (this.listed(i)) w += 4;
    // "a retired potter", "worked as a mason".
    if (i > 0 && t.gap === "space" && !telling && (t.facts & SURNAME) !== 0 && this.is(i - 1, W.jobBefore)) w -= 4;
    if (this.namesCased && !t.cap && called < 2 && does < 2) w -= 1;
    if (i > 0 && this.is(i - 1, W.bell) && t.gap === "colon") w += 4;
    if (i > 1 && this.is(i - 1, W.saysIs) && this.is(i - 2, W.bell)) w += 2;
    if (i > 0 && this.close(i) && this.word(i - 1)) {
      if (this.hasMore(i - 1, DETERMINER) && !(telling && this.is(i - 1, W.ofIn))) w -= 4;
      if (this.t(i - 1).poss) w -= 2;
    }
    if (i > 0 && this.close(i) && this.t(i - 1).what === "number") w -= 2;
    const next = i + 1 < this.n && this.close(i + 1);
    if (next && this.named(i + 1) && this.gap(i + 1) === "space" && !t.poss) w += 4;
    // "Grace Bond came": the verb is of both.
    const full = (t.facts & (NAMELY | WORDLY)) !== 0 && this.surnameActs(i);
    if (full) w += 4;
    if (does < 2 && !full && this.describes(i) && !this.surnameFollows(i)) w -= called >= 2 ? 2 : 4;
    if (this.is(i, W.modal) && next && this.hasMore(i + 1, MODAL_FOLLOWER)) w -= 6;
    else if (next && this.has(i + 1, SMALL) && !this.has(i + 1, DOING) && !namely && called < 2 && does === 0 && (month || !telling) && coupled < 4) w -= 2;
    if (namely && (i + 1 === this.n || ["stop", "comma", "open", "slash"].includes(this.gap(i + 1)))) w += 1;
    return w + coupled;
  }

  /** "violet no / Solange yes", "1) max 2) Danica": alone between signs, as a name is beside it. */
  private listed(i: number): boolean {
    if (!this.has(i, NAMELY | WORDLY) || !this.beginsPiece(i)) return false;
    const behind = (k: number): boolean => k >= this.n || this.beginsPiece(k);
    const remark = (k: number): boolean => this.hasMore(k, REMARK) || this.is(k, W.role);
    const last = remark(i + 1) && !behind(i + 1) && behind(i + 2) ? i + 1 : behind(i + 1) ? i : -1;
    if (last < 0) return false;
    const number = (k: number): boolean => this.tokens[k]?.what === "number" && (this.tokens[k + 1]?.gap === "close" || this.tokens[k + 1]?.gap === "stop");
    // The piece before: a name, perhaps with a remark behind.
    let p = i - 1;
    if (number(p)) p -= 1;
    if (p >= 0 && remark(p) && p > 0 && !this.beginsPiece(p)) p -= 1;
    const before = p >= 0 && this.named(p) && this.gap(i) !== "stop" ? this.beginsPiece(p) || (p > 0 && this.named(p - 1)) : false;
    let q = last + 1;
    if (number(q)) q += 1;
    const after = q < this.n && this.named(q) && this.gap(last + 1) !== "stop" && (behind(q + 1) || (remark(q + 1) && behind(q + 2)));
    return before || after;
  }

  /** "Iris and Hazel fell out", "Hope, Joy and Ali". */
  private coupled(i: number): number {
    const other = (j: number): boolean => j < this.n && this.word(j) && (this.named(j) || this.has(j, NAMELY | WORDLY));
    let w = 0;
    const next = this.tokens[i + 1];
    // The other one stands after.
    if (next?.gap === "comma" && this.named(i + 1)) w += 2;
    if (next && (next.gap === "and" || (i + 2 < this.n && this.is(i + 1, W.join)))) {
      const j = next.gap === "and" ? i + 1 : i + 2;
      if (j < this.n && this.named(j)) w += this.plural(j) || this.begins(i) ? 4 : 2;
      else if (other(j) && (this.does(j) >= 2 || this.plural(j)) && !this.describes(j)) w += 4;
    }
    // It stands before, and this one is not named yet.
    if (i >= 1) {
      const j = this.gap(i) === "and" ? i - 1 : i >= 2 && this.is(i - 1, W.join) && this.close(i) ? i - 2 : -1;
      if (j >= 0 && !this.named(j) && other(j) && (this.does(i) >= 2 || this.plural(i))) w += this.plural(i) ? 4 : 2;
    }
    return w;
  }

  /** Whether what follows is done by two. */
  private plural(i: number): boolean {
    return (this.close(i + 1) && this.is(i + 1, W.both)) || (this.tokens[i + 1]?.gap === "comma" && this.is(i + 1, W.both2));
  }

  /** A surname that is a word, after this one, and what the two of them do. */
  private surnameActs(i: number): boolean {
    const j = i + 1;
    return (
      this.close(j) &&
      this.gap(j) === "space" &&
      !this.t(i).poss &&
      this.has(j, SURNAME) &&
      !this.has(j, HEAD | WEAK_HEAD | POSSESSED | BETWEEN | KIN | DOING | SMALL) &&
      this.capital(i) === this.capital(j) &&
      this.does(j) >= 2
    );
  }

  /** A surname that is a word, after this one. */
  private surnameFollows(i: number): boolean {
    const j = i + 1;
    return j < this.n && this.close(j) && this.has(j, SURNAME) && this.tellingCapital(j) && this.capital(i);
  }

  /** A word after a title or beside an age, with the capital of a name. */
  private titled(i: number): boolean {
    if (this.has(i, SMALL | TITLE) || i === 0 || (this.unknown[i] && !this.is(i - 1, W.anyTitle))) return false;
    const t = this.t(i);
    const p = i - 1;
    const close = this.gap(i) === "space";
    const does = this.does(i);
    if (close && this.has(p, SIR)) return this.capital(i) || this.has(i, SURNAME) || (this.is(p, W.mr) && !this.has(i, DOING | KIN));
    if (
      this.has(i, SURNAME) &&
      close &&
      this.has(p, TITLE) &&
      !this.has(p, OFFICE) &&
      ((this.capital(i) && this.capital(p)) || does >= 2) &&
      !this.has(i, DOING | HEAD)
    )
      return true;
    if (close && this.is(p, W.anyTitle) && !this.has(i, DOING | THINGS | KIN | STATE) && !this.hasMore(i, REMARK)) return true;
    if (close && this.has(i, SURNAME) && this.is(p, W.surTitle) && !this.has(i, DOING | KIN) && (this.ends(i) || does >= 1 || (this.has(i + 1, SMALL) && this.close(i + 1)))) return true;
    if (close && this.is(p, W.miss) && p > 0 && this.close(p) && this.is(p - 1, W.teacher) && !this.has(i, DOING | KIN | THINGS)) return true;
    // "mx ten Brink".
    if (close && p > 0 && this.has(p, PARTICLE) && this.close(p) && this.is(p - 1, W.yearTitle) && !this.has(i, DOING | KIN)) return true;
    // "my name righteous".
    if (close && this.is(p, W.nameOf) && this.is(p - 1, W.theirName) && !this.has(i, DOING | THINGS | KIN | HEAD)) return true;
    // "sister gully and mr karim".
    if (close && this.has(i, SURNAME) && this.has(p, TITLE) && !this.has(p, OFFICE) && this.is(i + 1, W.and) && this.has(i + 2, TITLE)) return true;
    // "genets mum".
    if (t.word.endsWith("s") && this.close(i + 1) && this.has(i + 1, KIN) && (this.words.facts(t.word.slice(0, -1)) & (NAME | NAMELY)) !== 0) return true;
    if (!this.tellingCapital(i)) return false;
    if (this.is(p, W.named) && close && !this.has(i, HEAD | KIN)) return true;
    const next = this.tokens[i + 1];
    if (next && next.gap === "open" && next.what === "number" && next.end - next.start <= 2 && !this.has(i, KIN)) return true;
    // "the Baker family", "the Baker lads".
    if (this.is(p, W.onlyThe) && this.is(i + 1, W.family) && !this.has(i, HEAD | WEAK_HEAD | KIN) && (this.has(i, SURNAME) || t.word.length < 4)) return true;
    return this.has(i, SURNAME | RARE) && this.has(p, KIN) && close && does >= 2;
  }

  /** What belongs to a name beside it: surnames, particles, initials, the other half. */
  joined(): boolean {
    let changed = false;
    for (let i = 0; i < this.n; i += 1) {
      if (this.name[i] || this.safe[i] || !this.word(i)) continue;
      if (this.afterName(i)) this.rule[i] = "name-second";
      else if (this.beforeName(i)) this.rule[i] = "name-first";
      else continue;
      this.name[i] = true;
      changed = true;
    }
    return changed;
  }

  private afterName(i: number): boolean {
    if (i === 0 || !this.close(i) || !this.named(i - 1) || this.t(i - 1).poss) return false;
    const t = this.t(i);
    const capital = this.tellingCapital(i);
    if (t.gap === "hyphen" && this.close(i + 1) && this.gap(i + 1) === "hyphen" && this.named(i + 1)) return true;
    if (t.gap === "hyphen")
      return capital || this.unknown[i] === true || !this.has(i, COMMON) || this.has(i, NAMELY | WORDLY | SURNAME);
    if (this.unknown[i]) return capital || (!this.words.slip(t.word, false) && !(t.caps && this.cased && !this.shouted(i)));
    if (t.word.length === 1) {
      const last = i + 1 < this.n && this.close(i + 1) && this.has(i + 1, DOING | SMALL);
      // "Zamzam K, flat 3": an initial at the end of the name.
      const end = this.ends(i) && (t.cap || !this.is(i, W.noLast));
      const muse = this.close(i + 1) && this.has(i + 1, SURNAME | NAMELY | WORDLY) && !this.has(i + 1, SMALL) && this.ends(i + 1) && !this.is(i, W.noMiddle);
      return (capital && !this.is(i, W.i)) || muse || this.particleBeforeName(i) || (last && !this.is(i, W.noLast)) || end;
    }
    if (this.has(i, PARTICLE) && this.particleBeforeName(i)) return true;
    const small = this.has(i, SMALL) || (this.has(i, DOING) && !this.has(i, SURNAME | NAMELY | WORDLY));
    const next = this.tokens[i + 1];
    const amid = i + 1 < this.n && this.close(i + 1) && this.named(i + 1) && !this.has(i, SMALL | DOING | KIN | TITLE | CUE | HEAD);
    if (amid && (t.word.length <= 4 || this.has(i, NAMELY | WORDLY | SURNAME | RARE))) return true;
    const syllable = (k: number): boolean => this.has(k, SURNAME | WORDLY | NAMELY) && this.t(k).word.length <= 4;
    const ends =
      (syllable(i) && this.close(i + 1) && syllable(i + 1) && !this.modal(i + 1)) ||
      !next ||
      !this.close(i + 1) ||
      this.has(i + 1, DOING) ||
      this.is(i + 1, W.ends) ||
      (next.what !== "word" && next.what !== "number") ||
      t.poss;
    if (capital && ends && this.hasMore(i, SMALL_NAME)) return true;
    if (small || this.modal(i)) return false;
    if (capital && this.has(i, NAMELY | WORDLY | SURNAME | RARE) && (!this.has(i, HEAD | WEAK_HEAD) || ends)) return true;
    if (capital && ends && !this.has(i, DOING | KIN | HEAD | WEAK_HEAD | TITLE)) return true;
    return (
      this.has(i, NAMELY | WORDLY | SURNAME | RARE) &&
      !this.has(i, DOING | KIN | HEAD) &&
      ends &&
      (!this.cased || capital || this.shouted(i)) &&
      !(this.has(i, MONTH) && !this.has(i, SURNAME))
    );
  }

  private particleBeforeName(i: number): boolean {
    const j = i + 1;
    return (
      j < this.n &&
      this.close(j) &&
      this.word(j) &&
      (this.named(j) ||
        (this.unknown[j] === true && !this.safe[j]) ||
        (this.has(j, PARTICLE) && j + 1 < this.n && this.named(j + 1)) ||
        (this.tellingCapital(j) && !this.has(j, SMALL)))
    );
  }

  private beforeName(i: number): boolean {
    const j = i + 1;
    const t = this.t(i);
    if (this.is(i, W.x) && this.close(j) && this.t(j).kind === "HANDLE_URL") return true;
    if (j >= this.n || !this.close(j) || !this.named(j) || t.poss) return false;
    const capital = this.tellingCapital(i);
    if (this.gap(j) === "hyphen")
      return !this.has(i, COMMON) || this.has(i, NAMELY | WORDLY | PARTICLE | SURNAME) || (capital && !this.has(i, SMALL));
    if (
      this.unknown[i] &&
      this.words.slip(t.word, false) &&
      (capital || (this.begins(i) && t.cap) || (!this.cased && (this.begins(i) || t.gap !== "space" || this.called(i) >= 1)))
    )
      return true;
    const led =
      i > 0 &&
      this.close(i) &&
      ((!this.is(i, W.noParticle) && (this.named(i - 1) || this.has(i - 1, TITLE))) ||
        (this.is(i, W.laLe) && (this.has(i - 1, PARTICLE) || (this.has(i - 1, TITLE) && t.cap))));
    if (led && this.has(i, PARTICLE)) return true;
    // "de Souza, first name not given", "Nana Ama".
    if (this.is(i, W.firstParticle) && this.gap(j) === "space" && (this.t(j).cap || !this.cased)) return true;
    if (this.is(i, W.nana) && this.gap(j) === "space") return true;
    // Initials, and short names of one syllable.
    if (t.word.length === 1) {
      const first = this.begins(i) || t.gap !== "space" || (i > 0 && this.has(i - 1, TITLE | KIN));
      // "a. nagra": the dot makes an initial of the small word.
      const dot = this.gap(j) === "space" && this.t(j).start - t.end >= 2;
      // "R.V. Shrestha", "N Joshi" where a note begins.
      const initial = (k: number): boolean => this.word(k) && this.t(k).word.length === 1;
      if (initial(j) || (i > 0 && initial(i - 1) && this.close(i) && t.start - this.t(i - 1).end === 1 && !this.is(i - 1, W.iA))) return true;
      return (dot && first) || (first && this.capital(i) && !this.is(i, W.iA)) || (i > 0 && this.has(i - 1, TITLE)) || (!this.is(i, W.iA) && (capital || (first && !this.is(i, W.noFirst))));
    }
    const first = this.begins(i) && this.capital(i) && this.has(i, SURNAME);
    return (
      (capital || first) &&
      !this.has(i, SMALL | TITLE | KIN | CUE | HEAD | DOING | OFFICE) &&
      (t.word.length <= 3 || this.has(i, SURNAME | RARE))
    );
  }

  /** A full date beside a name is a birthday. */
  namedDates(marked: Marked): void {
    for (const kept of marked.kept) {
      if (!kept.date) continue;
      const i = this.tokens.findIndex((t) => t.start === kept.start && t.what === "kept");
      if (i < 1) continue;
      const before = this.t(i - 1);
      if (
        (this.named(i - 1) || before.what === "found") &&
        ["space", "comma", "open", "slash", "colon"].includes(this.gap(i)) &&
        !before.poss
      )
        marked.add({ start: kept.start, end: kept.end, kind: "DOB", rule: "dob-beside-name" });
    }
  }

  hits(): Hit[] {
    const out: Hit[] = [];
    let last = -2;
    for (const [i, token] of this.tokens.entries()) {
      if (!this.name[i]) continue;
      const open = out.at(-1);
      if (open && last + 1 === i && this.close(i) && !this.t(last).poss) open.end = token.end;
      else out.push({ start: token.start, end: token.end, kind: "PERSON", rule: this.rule[i] ?? "" });
      last = i;
    }
    return out;
  }
}
