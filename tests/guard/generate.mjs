// Draws notes from the sentences; see make.mjs for the use.
import { PERSONAL } from './personal.mjs';
import { HARMLESS } from './harmless.mjs';
import { TALK_PERSONAL } from './talk-personal.mjs';
import { TALK_HARMLESS } from './talk-harmless.mjs';
import { BLIND_PERSONAL, BLIND_HARMLESS } from './blind.mjs';
import { POOLS } from './names.mjs';
import { PII } from './pii.mjs';
import { MAKE, KIND } from './places.mjs';
import * as st from './styles.mjs';

// Which half of the sentences and names a text belongs to: one is for looking at, the other only ever scored.
const half = (text) => { let h = 0x811c9dc5; for (const c of text) h = Math.imul(h ^ c.codePointAt(0), 0x01000193) >>> 0; return (h ^ (h >>> 7) ^ (h >>> 15)) & 1 ? 'look' : 'score'; };

function random(seed, part) {
  let a = (Math.imul(seed | 0, 0x9e3779b1) ^ 0x5bf03635) >>> 0;
  const f = () => { a = (a + 0x6d2b79f5) >>> 0; let t = a; t = Math.imul(t ^ (t >>> 15), t | 1); t ^= t + Math.imul(t ^ (t >>> 7), t | 61); return ((t ^ (t >>> 14)) >>> 0) / 4294967296; };
  const n = (lo, hi) => lo + Math.floor(f() * (hi - lo + 1));
  for (let i = 0; i < 8; i++) f();
  const r = { f, n, p: (x) => f() < x, of: (xs) => { for (let i = 0; ; i++) { const x = xs[Math.floor(f() * xs.length)]; if (!part || i > 40 || !POOLS.has(xs) || half(x) === part) return x; } }, some: (xs, k) => { const ys = [...xs]; for (let i = ys.length - 1; i > 0; i--) { const j = n(0, i); [ys[i], ys[j]] = [ys[j], ys[i]]; } return ys.slice(0, k); } };
  return r;
}

const PART = /\{([A-Za-z]+)\}|\[([a-z_]+):([^\]]+)\]/g;
function parse(source) {
  let theme; const out = [];
  for (const raw of source.split('\n')) {
    if (!raw.trim()) continue;
    if (raw.startsWith('# ')) { theme = raw.slice(2).trim(); continue; }
    const esol = raw.startsWith('~'), line = esol ? raw.slice(1) : raw, parts = []; let at = 0;
    for (const m of line.matchAll(PART)) {
      if (m.index > at) parts.push({ plain: line.slice(at, m.index) });
      if (m[1]) { if (!PII[m[1]] && !MAKE[m[1]]) throw new Error(`no slot {${m[1]}} in: ${line}`); parts.push(PII[m[1]] ? { pii: m[1] } : { trap: KIND[m[1]], slot: m[1] }); } else parts.push({ trap: m[2], text: m[3] });
      at = m.index + m[0].length;
    }
    if (at < line.length) parts.push({ plain: line.slice(at) });
    out.push({ theme, line, esol, parts, n: parts.filter((p) => p.pii).length, types: new Set(parts.filter((p) => p.pii).map((p) => PII[p.pii][0])) });
  }
  return out;
}
// The marks of plain words do not move a sentence to the other half.
const inBank = (bank, source) => parse(source).map((x) => ({ ...x, bank, part: half(x.line.replace(/\[word:([^\]]+)\]/g, '$1')) }));
export const personal = [...inBank('notes', PERSONAL), ...inBank('talk', TALK_PERSONAL)], harmless = [...inBank('notes', HARMLESS), ...inBank('talk', TALK_HARMLESS)];
const blindPersonal = inBank('blind', BLIND_PERSONAL), blindHarmless = inBank('blind', BLIND_HARMLESS);
// Personal sentences by what they mainly hold, so that rare types come often enough.
const MAIN = ['NHS_NUMBER', 'NINO', 'BANK', 'VEHICLE', 'ID_NUMBER', 'HANDLE_URL', 'EMAIL', 'DOB', 'POSTCODE', 'PHONE', 'ADDRESS', 'PERSON'];
const WEIGHT = { PERSON: 46, PHONE: 8, EMAIL: 5, POSTCODE: 4, ADDRESS: 9, NINO: 3, NHS_NUMBER: 3, DOB: 3, VEHICLE: 5, BANK: 5, HANDLE_URL: 5, ID_NUMBER: 7 };
const DRAW = MAIN.flatMap((t) => Array(WEIGHT[t]).fill(t));
/** The sentences of one bank (`notes`, `talk`, both, or `blind` by itself) and one part (`look`, `score` or all), ready to draw from. */
function chosen({ bank, part } = {}) {
  const of = (all) => all.filter((s) => (!bank || s.bank === bank) && (!part || s.part === part)), harm = of(bank === 'blind' ? blindHarmless : harmless), pers = of(bank === 'blind' ? blindPersonal : personal);
  // Traps by kind, so that every kind comes.
  const byTrap = {}; for (const s of harm) for (const p of s.parts) if (p.trap) (byTrap[p.trap] ??= new Set()).add(s);
  return {
    byMain: Object.fromEntries(MAIN.map((t) => [t, pers.filter((s) => MAIN.find((m) => s.types.has(m)) === t)])),
    byTheme: [...new Set(harm.map((s) => s.theme))].map((t) => harm.filter((s) => s.theme === t)),
    traps: Object.entries(byTrap).map(([k, v]) => [k, [...v]]),
  };
}

const STYLE = [['plain', 34], ['lower', 26], ['shorthand', 14], ['typos', 13], ['nopunct', 9], ['upper', 4]].flatMap(([s, n]) => Array(n).fill(s));
const lowered = (x) => x.toLowerCase();

function sentence(r, s, spans, traps) {
  const cells = [], add = (text, k, si, ti) => { let i = 0; for (const c of text) { cells.push({ c, s: si, k: k ? k(i) : false, t: ti }); i++; } };
  s.parts.forEach((p) => {
    if (p.plain) return add(p.plain, null, -1, -1);
    if (p.trap) { let t = p.text ?? MAKE[p.slot](r); if (/^(the|our|a) /.test(t) && /\b(the|our|a|any|new|ex|only|this|good) $/i.test(cells.slice(-6).map((c) => c.c).join(''))) t = t.replace(/^\w+ /, ''); traps.push({ kind: p.trap }); return add(t, null, -1, traps.length - 1); }
    const [type, f] = PII[p.pii], x = f(r); let text = x.text;
    if (type === 'PERSON') { const q = r.f(); if (q < 0.1 && text.toLowerCase().length === text.length) text = lowered(text); else if (q < 0.13 && text.toUpperCase().length === text.length) text = text.toUpperCase(); }
    if (type === 'ADDRESS' && r.p(0.1) && text.toLowerCase().length === text.length) text = lowered(text);
    spans.push({ type, origin: x.origin });
    add(text, (i) => x.core.some(([a, b]) => i >= a && i < b), spans.length - 1, -1);
  });
  if (r.p(0.5)) { const c = cells[0]; const u = c.c.toUpperCase(); if (c.s < 0 && c.t < 0 && [...u].length === 1) c.c = u; }
  // A trap at the head of a sentence is not always written with a capital.
  if (cells[0].t >= 0 && r.p(0.25)) { const u = cells[0].c.toLowerCase(); if ([...u].length === 1) cells[0].c = u; }
  return !s.esol && r.p(0.05) ? st.esol(cells, r) : cells;
}

export function note(r, id, { byMain, byTheme, traps: TRAPS }, raw = false) {
  const clean = r.p(0.36), style = r.of(STYLE);
  for (;;) {
    const spans = [], traps = [], themes = new Set();
    const k = r.of([1, 1, 1, 2, 2, 2, 3]), plan = [];
    for (let i = 0; i < k; i++) {
      if (clean || (i > 0 && r.p(0.3))) plan.push(r.p(0.55) ? r.of(r.of(TRAPS)[1]) : r.of(r.of(byTheme)));
      else { const room = 4 - plan.reduce((a, s) => a + s.n, 0), fit = byMain[r.of(DRAW)].filter((s) => s.n <= room); if (fit.length) plan.push(r.of(fit)); }
    }
    if (!plan.length || new Set(plan).size < plan.length) continue;
    let cells = [], clash = false;
    for (const s of clean ? plan : r.some(plan, plan.length)) {
      themes.add(s.theme);
      const x = sentence(r, s, spans, traps);
      if (cells.length) {
        const l = cells.at(-1), h = x[0], marked = (c) => c.s >= 0 || c.t >= 0, digit = (c) => /\p{N}/u.test(c.c);
        // Two things run together would read as one (`84` and `Lily Street`): such a note is drawn again.
        if ((digit(l) && (marked(h) || digit(h))) || (digit(h) && marked(l))) { clash = true; break; }
        const both = marked(l) && marked(h), one = marked(l) || marked(h), end = /[.!?]/.test(l.c);
        const j = both && style === 'nopunct' ? '\n' : both ? r.of(['. ', '\n', ' - ', ' / ', '; ', '\n']) : end ? r.of([' ', ' ', '\n']) : one ? r.of([' ', '. ', '. ', '\n', '\n', ', ', ' - ', '... ', ' / ']) : r.of([' ', '. ', '. ', '. ', '\n', '\n', ', ', ' - ', '; ', '.', '... ', ' / ']);
        for (const c of j) cells.push({ c, s: -1, k: false, t: -1 });
      }
      cells.push(...x);
      if (r.p(0.15) && !/[.!?]/.test(cells.at(-1).c) && cells.at(-1).s < 0) cells.push({ c: r.of(['.', '.', '.', '!', '..', '?'])[0], s: -1, k: false, t: -1 });
    }
    if (clash) continue;
    const before = cells.map((x) => ({ ...x }));
    const types = spans.map((s) => s.type);
    if (style === 'lower') cells = st.lower(cells); else if (style === 'upper') cells = st.upper(cells);
    else if (style === 'shorthand') { cells = st.shorthand(cells, r); if (r.p(0.35)) cells = st.lower(cells); } else if (style === 'typos') { cells = st.typos(cells, r, types); if (r.p(0.35)) cells = st.lower(cells); } else if (style === 'nopunct') { cells = st.nopunct(cells); if (r.p(0.35)) cells = st.lower(cells); }
    cells = st.tidy(cells);
    const text = cells.map((x) => x.c).join('');
    const run = (test) => { const out = []; cells.forEach((x, i) => { if (!test(x)) return; if (out.length && out.at(-1)[1] === i) out.at(-1)[1] = i + 1; else out.push([i, i + 1]); }); return out; };
    const cut = (a, b) => cells.slice(a, b).map((x) => x.c).join('');
    const S = spans.map((s, i) => { const a = cells.findIndex((x) => x.s === i), b = cells.findLastIndex((x) => x.s === i) + 1; return { start: a, end: b, type: s.type, text: cut(a, b), core: run((x) => x.s === i && x.k), ...(s.origin ? { origin: s.origin } : {}) }; }).sort((x, y) => x.start - y.start);
    const T = traps.map((t, i) => { const a = cells.findIndex((x) => x.t === i), b = cells.findLastIndex((x) => x.t === i) + 1; return { start: a, end: b, kind: t.kind, text: cut(a, b) }; }).sort((x, y) => x.start - y.start);
    const out = { id, text, spans: S, traps: T, themes: [...themes].sort(), style };
    return raw ? { ...out, before } : out;
  }
}
/** `count` notes of one seed, in order, in the sample's format; of one bank and part only, if told so. */
export function notes(seed, count, raw = false, only = {}) {
  const from = chosen(only);
  return Array.from({ length: count }, (_, i) => note(random(seed * 1000003 + i, only.part), `g${seed}-${String(i).padStart(5, '0')}`, from, raw));
}
