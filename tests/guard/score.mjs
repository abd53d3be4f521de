#!/usr/bin/env node
// Scores the phone's guard on labelled notes, by the rules of the sample's own scorer: `node score.mjs NOTES.jsonl... [--errors N]`, the
// notes from make.mjs or the developers' sample. Needs `npm ci` in mobile-api/app. Spelling out mistakes is for sentences one may look at.
import { readFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The phone's guard as the app's builder makes it. */
export async function phoneGuard() {
  const app = fileURLToPath(new URL('../../mobile-api/app', import.meta.url));
  const { build } = await import(pathToFileURL(createRequire(join(app, 'package.json')).resolve('vite')).href);
  const outDir = await mkdtemp(join(tmpdir(), 'guard-'));
  try {
    await build({ configFile: false, root: app, logLevel: 'error', build: { ssr: 'src/guard/guard.ts', outDir, emptyOutDir: false, rollupOptions: { output: { entryFileNames: 'guard.mjs' } } } });
    return (await import(pathToFileURL(join(outDir, 'guard.mjs')).href)).guard;
  } finally { await rm(outDir, { recursive: true, force: true }); }
}

const alnum = (c) => /[\p{L}\p{N}]/u.test(c);
/** Leaks, harmless notes touched and the leaks of each origin, with up to `errors` mistakes of each sort spelt out by `say`. */
export function score(notes, guard, errors = 0, say = console.log) {
  const s = { spans: 0, leaks: 0, harmless: 0, touched: 0, traps: 0, damaged: 0, types: {}, origins: {}, kinds: {} };
  let told = 0, toldOver = 0;
  const count = (table, k, leaked) => { const r = (table[k] ??= [0, 0]); r[0]++; r[1] += leaked; };
  for (const n of notes) {
    const chars = [...n.text], gone = new Uint8Array(chars.length);
    const found = guard(n.text).spans;
    for (const { start, end } of found) gone.fill(1, start, end);
    const has = (a, b, v) => { for (let i = a; i < b; i++) if (gone[i] === v && alnum(chars[i])) return true; return false; };
    for (const x of n.spans) {
      const leaked = (x.core ?? [[x.start, x.end]]).some(([a, b]) => has(a, b, 0));
      s.spans++; s.leaks += leaked; count(s.types, x.type, leaked); if (x.origin) count(s.origins, x.origin, leaked);
      if (leaked && told++ < errors) say(`LEAK ${x.text} [${x.origin ?? x.type}] in ${JSON.stringify(n.text)}`);
    }
    for (const t of n.traps ?? []) { const hit = has(t.start, t.end, 1); s.traps++; s.damaged += hit; count(s.kinds, t.kind, hit); }
    if (!n.spans.length) { const hit = has(0, chars.length, 1); s.harmless++; s.touched += hit; if (hit && toldOver++ < errors) say(`OVER ${found.map((f) => chars.slice(f.start, f.end).join('')).join(' | ')} in ${JSON.stringify(n.text)}`); }
  }
  return s;
}
const pc = (a, b) => `${(100 * a / Math.max(1, b)).toFixed(2)} %`;
export function report(s) {
  const rates = Object.entries(s.origins).filter(([k, v]) => k !== 'wordlike' && k !== 'nickname' && v[0] >= 20).map(([k, v]) => [v[1] / v[0], k]).sort((a, b) => b[0] - a[0]);
  return [`leak ${pc(s.leaks, s.spans)} of ${s.spans}, harmless notes touched ${pc(s.touched, s.harmless)} of ${s.harmless}, traps damaged ${pc(s.damaged, s.traps)}` + (rates.length ? `, gap between origins ${(100 * (rates[0][0] - rates.at(-1)[0])).toFixed(1)} points` : ''),
    `  types: ${Object.entries(s.types).filter(([, v]) => v[1]).map(([k, v]) => `${k} ${pc(v[1], v[0])}`).join(', ')}`,
    `  origins: ${Object.entries(s.origins).sort((a, b) => b[1][1] / b[1][0] - a[1][1] / a[1][0]).filter(([, v]) => v[1]).map(([k, v]) => `${k} ${pc(v[1], v[0])}`).join(', ')}`,
    `  traps damaged: ${Object.entries(s.kinds).filter(([, v]) => v[1]).map(([k, v]) => `${k} ${pc(v[1], v[0])}`).join(', ')}`].join('\n');
}
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const at = process.argv.indexOf('--errors'), errors = at < 0 ? 0 : Number(process.argv[at + 1]);
  const files = process.argv.slice(2).filter((_, i) => at < 0 || (i !== at - 2 && i !== at - 1));
  const guard = await phoneGuard();
  for (const file of files) { const notes = (await readFile(file, 'utf8')).split('\n').filter(Boolean).map((l) => JSON.parse(l)); console.log(`${file}: ${report(score(notes, guard, errors))}`); }
}
