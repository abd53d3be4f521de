// Proves the labels of generated notes, and counts what they hold.
import { notes, personal, harmless } from './generate.mjs';
import { ORIGINS, WORDLIKE, WORDSUR, NICK, NICKHEAD } from './names.mjs';
import { bare } from './pii.mjs';

const TYPES = new Set('PERSON PHONE EMAIL POSTCODE ADDRESS NINO NHS_NUMBER DOB VEHICLE BANK HANDLE_URL ID_NUMBER'.split(' '));
const STYLES = new Set('plain lower shorthand typos nopunct upper'.split(' '));
const key = (s) => bare(s).toLowerCase();
const POOL = new Set([...Object.values(ORIGINS).flatMap((o) => [...o.given, ...o.sur]), ...WORDLIKE, ...WORDSUR, ...NICK.flatMap((n) => n.split(' ').filter((x) => !NICKHEAD.has(x)))].flatMap((n) => n.split(/[ -]/)).map(key).filter((x) => x.length > 1));
// Everyday words of the sentences that some pool holds as a name too; looked through by hand. Not to be added to: a sentence that uses
// another one says so where it stands, as [word:bacon], and then it must survive like any trap.
export const EVERYDAY = new Set(`to best man mould warden my house neighbour do good van memory will driver don son perfect day cook friend sharp loan young cash angel street bell hall case green lane ni bin white silver long page boys junior singer black frost speed chip gully brown charity bush field summer park point winter sky hill kitchen grey rice short ly bill min rush parks talent clay river hope flood price self hung ta pound pan small garden`.split(/\s+/));

export function check(seed, count) {
  const faults = [], say = (id, what) => faults.push(`${id}: ${what}`), a = notes(seed, count, true), b = notes(seed, count);
  a.forEach((n, i) => {
    const { before, ...rest } = n; if (JSON.stringify(rest) !== JSON.stringify(b[i])) say(n.id, 'a second run differs');
    const cps = [...n.text], cut = (x, y) => cps.slice(x, y).join('');
    if (!STYLES.has(n.style)) say(n.id, `style ${n.style}`);
    if (n.spans.length > 4) say(n.id, `${n.spans.length} spans`);
    let end = 0;
    for (const s of n.spans) {
      if (!TYPES.has(s.type)) say(n.id, `type ${s.type}`);
      if (!(s.start >= end && s.end > s.start && s.end <= cps.length)) say(n.id, `span out of order: ${s.text}`); end = s.end;
      if (cut(s.start, s.end) !== s.text) say(n.id, `span text: ${s.text}`);
      if (s.text.trim() !== s.text) say(n.id, `span with space at its ends: ${s.text}`);
      if (!s.core.length) say(n.id, `no core: ${s.text}`);
      for (const [x, y] of s.core) { if (!(x >= s.start && y <= s.end && y > x)) say(n.id, `core outside: ${s.text}`); if (!/[\p{L}\p{N}]/u.test(cut(x, y))) say(n.id, `empty core: ${s.text}`); }
      if ((s.type === 'PERSON') !== Boolean(s.origin)) say(n.id, `origin: ${s.text}`);
    }
    end = 0;
    for (const t of n.traps) { if (cut(t.start, t.end) !== t.text) say(n.id, `trap text: ${t.text}`); if (t.start < end || t.end <= t.start) say(n.id, `trap out of order: ${t.text}`); end = t.end; for (const s of n.spans) if (t.start < s.end && s.start < t.end) say(n.id, `trap over span: ${t.text} / ${s.text}`); if (/[{}[\]]/.test(t.text)) say(n.id, `mark left: ${t.text}`); }
    // Words outside every mark, before styling: none may be a name of a pool.
    const plain = before.map((x) => (x.s < 0 && x.t < 0 ? x.c : '\u0001')).join('');
    for (const w of plain.matchAll(/(?<![\u0001\p{L}\p{M}])[\p{L}\p{M}]+/gu)) {
      const k = key(w[0]); if (POOL.has(k) && !EVERYDAY.has(k)) say(n.id, `unlabelled name "${w[0]}" in: ${n.text}`);
    }
    if (/\d{4}|@/.test(plain)) say(n.id, `unlabelled digits or at-sign in: ${n.text}`);
    if (/[{}]|\[[a-z_]+:/.test(n.text)) say(n.id, `mark left in: ${n.text}`);
  });
  return faults;
}
// Every sentence is looked at, not only those a seed happens to draw.
export function wordings() {
  const seen = new Set(), faults = [];
  for (const s of [...personal, ...harmless]) { if (seen.has(s.line)) faults.push(`twice: ${s.line}`); seen.add(s.line); for (const p of s.parts) if (p.plain) for (const w of p.plain.matchAll(/[\p{L}\p{M}]+/gu)) { const k = key(w[0]); if (POOL.has(k) && !EVERYDAY.has(k)) faults.push(`name "${w[0]}" unlabelled: ${s.line}`); } }
  return faults;
}
export function figures(seed, count) {
  const N = notes(seed, count), c = (xs) => { const m = {}; for (const x of xs) m[x] = (m[x] ?? 0) + 1; return Object.entries(m).sort((a, b) => b[1] - a[1]).map(([k, v]) => `${k} ${v}`).join(', '); };
  const per = (list, f) => c(list.flatMap((s) => [...new Set(f(s))]));
  return [`notes ${N.length}, without personal data ${N.filter((n) => !n.spans.length).length}`, `spans ${c(N.map((n) => n.spans.length))}`, `style: ${c(N.map((n) => n.style))}`, `types: ${c(N.flatMap((n) => n.spans.map((s) => s.type)))}`, `origins: ${c(N.flatMap((n) => n.spans.filter((s) => s.origin).map((s) => s.origin)))}`, `traps: ${c(N.flatMap((n) => n.traps.map((t) => t.kind)))}`, `themes: ${c(N.flatMap((n) => n.themes))}`,
    `sentences: ${personal.length} personal, ${harmless.length} harmless`, `personal wordings by type: ${per(personal, (s) => [...s.types])}`, `trap wordings by kind: ${per(harmless, (s) => s.parts.filter((p) => p.trap).map((p) => p.trap))}`, `harmless wordings by theme: ${c(harmless.map((s) => s.theme))}`].join('\n');
}
