#!/usr/bin/env node
// Labelled doorstep notes, all invented, the same for the same seed.
//   node make.mjs --seed 1 --count 2000 > gold.jsonl      one note a line, in the format of the developers' sample
//   node make.mjs --seed 1 --count 2000 --check           checks labels instead, exit 1 with the faults
//   --bank notes|talk|blind, --part look|score                  half of the sentences and names is for looking at mistakes, the other is only scored
//   node make.mjs --figures --seed 1 --count 2000         counts by type, style, origin, trap
import { pathToFileURL } from 'node:url';
import { notes } from './generate.mjs';
export { notes };

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const arg = (k, d) => { const i = process.argv.indexOf(`--${k}`); return i < 0 ? d : Number(process.argv[i + 1]); };
  const word = (k) => { const i = process.argv.indexOf(`--${k}`); return i < 0 ? undefined : process.argv[i + 1]; };
  const only = { bank: word('bank'), part: word('part') };
  const seed = arg('seed', 1), count = arg('count', 2000);
  if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(count) || count < 0) { console.error('make.mjs: --seed and --count must be whole numbers, count 0 or more.'); process.exit(2); }
  if (process.argv.includes('--check')) {
    const { check, wordings } = await import('./check.mjs'); const faults = [...wordings(), ...check(seed, count)];
    for (const f of faults.slice(0, 400)) console.error(f);
    console.log(`${count} notes, ${faults.length} faults`); process.exitCode = faults.length ? 1 : 0;
  } else if (process.argv.includes('--figures')) { const { figures } = await import('./check.mjs'); console.log(figures(seed, count)); } else process.stdout.write(notes(seed, count, false, only).map((n) => JSON.stringify(n) + '\n').join(''));
}
