// A note is a row of cells { c, s, k, t }: one code point, its span (-1 none), core or not, its trap (-1 none).
const free = (x) => x.s < 0 && x.t < 0;
const letter = (c) => /\p{L}/u.test(c);
export const lower = (cells) => map(cells, (c) => c.toLowerCase());
export const upper = (cells) => map(cells, (c) => c.toUpperCase());
// Case may turn one code point into several; each keeps its marks.
function map(cells, f) { return cells.flatMap((x) => [...f(x.c)].map((c) => ({ ...x, c }))); }

const SHORT = { about: 'abt', without: 'w/o', with: 'w/', and: '+', week: 'wk', weeks: 'wks', years: 'yrs', year: 'yr', because: 'cos', people: 'ppl', tomorrow: 'tmrw', please: 'pls', through: 'thru', you: 'u', are: 'r', next: 'nxt', someone: 's/o', house: 'hse', appointment: 'appt', meeting: 'mtg', would: 'wd', could: 'cd', should: 'shd', before: 'b4', very: 'v', problem: 'prob', probably: 'prob', minutes: 'mins', hours: 'hrs', months: 'mths', month: 'mth', tonight: '2nite', great: 'gr8', thanks: 'thx', really: 'rly', doesnt: 'dsnt', "doesn't": "dsn't", neighbour: 'nbr', need: 'nd', needs: 'nds', want: 'wnt', wants: 'wnts', nothing: 'nowt', something: 'summat', children: 'chdn', kids: 'kidz', from: 'frm', have: 'hv', been: 'bn', waiting: 'wtg', letter: 'ltr', problems: 'probs', number: 'no', every: 'evry', still: 'stl', never: 'nvr', back: 'bk', doctor: 'dr', hospital: 'hosp', family: 'fam', daughter: 'dtr', husband: 'hubby', brother: 'bro', since: 'snc', the: '', a: '', again: 'agn', says: 'sez', said: 'sed', after: 'aft', for: '4', to: '2' };
const words = (cells) => { // free words: [from, to)
  const out = []; let i = 0;
  while (i < cells.length) {
    if (!free(cells[i]) || !/[\p{L}']/u.test(cells[i].c)) { i++; continue; }
    let j = i; while (j < cells.length && free(cells[j]) && /[\p{L}']/u.test(cells[j].c)) j++;
    // a word glued to a span or trap is left alone
    if (!(i > 0 && !free(cells[i - 1]) && letter(cells[i - 1].c)) && !(j < cells.length && !free(cells[j]) && letter(cells[j].c))) out.push([i, j]);
    i = j;
  }
  return out;
};
const put = (cells, a, b, s) => { cells.splice(a, b - a, ...[...s].map((c) => ({ c, s: -1, k: false, t: -1 }))); };
export function shorthand(cells, r) {
  for (const [a, b] of words(cells).reverse()) {
    const w = cells.slice(a, b).map((x) => x.c).join('').toLowerCase(), v = SHORT[w];
    if (v === undefined || !r.p(w.length < 3 || w === 'for' || w === 'the' ? 0.3 : 0.7)) continue;
    // `4 Lily Street` for `for Lily Street` would read as a house number
    if (/^[24]$/.test(v) && !(cells[b]?.c === ' ' && cells[b + 1] && free(cells[b + 1]) && letter(cells[b + 1].c))) continue;
    if (v === '') { if (b < cells.length && cells[b].c === ' ' && free(cells[b])) put(cells, a, b + 1, ''); } else put(cells, a, b, v);
  }
  return cells;
}
const NEAR = { a: 's', s: 'a', e: 'r', r: 't', t: 'r', i: 'o', o: 'p', n: 'm', m: 'n', l: 'k', d: 'f', u: 'y', c: 'v', h: 'g', g: 'h' };
function slip(cells, a, b, r, mark) { // one slip of the thumb within [a, b), keeping the first letter
  const i = r.n(a + 1, b - 2), how = r.n(0, 3);
  if (how === 0) { const x = cells[i].c; cells[i].c = cells[i + 1].c; cells[i + 1].c = x; }
  else if (how === 1) cells.splice(i, 0, { ...cells[i] });
  else if (how === 2) cells.splice(i, 1);
  else if (NEAR[cells[i].c]) cells[i].c = NEAR[cells[i].c];
  else cells.splice(i, 0, { ...cells[i] });
}
export function typos(cells, r, spanTypes) {
  const ws = words(cells).filter(([a, b]) => b - a >= 4), n = r.n(1, 3);
  for (const [a, b] of r.some(ws, n).sort((x, y) => y[0] - x[0])) slip(cells, a, b, r);
  // one name in four is mistyped, first letter kept, four letters or more
  for (let s = 0; s < spanTypes.length; s++) if (spanTypes[s] === 'PERSON' && r.p(0.25)) {
    const at = cells.flatMap((x, i) => (x.s === s && x.k ? [i] : []));
    const word = []; for (const i of at) { if (letter(cells[i].c)) word.push(i); else if (word.length >= 5) break; else word.length = 0; }
    if (word.length >= 5) slip(cells, word[0], word.at(-1) + 1, r);
  }
  return cells;
}
export function nopunct(cells) {
  const out = [];
  cells.forEach((x, i) => {
    const glued = i > 0 && i + 1 < cells.length && /[\p{L}\p{N}]/u.test(cells[i - 1].c) && /[\p{L}\p{N}]/u.test(cells[i + 1].c);
    if (free(x) && /[.,;:!?()"]/.test(x.c) && !glued) return;
    if (free(x) && x.c === '-' && !glued) return;
    out.push(x);
  });
  return tidy(out);
}
// No two spaces in a row outside the marks, none at the ends.
export function tidy(cells) {
  const out = [];
  for (const x of cells) { const p = out.at(-1); if (free(x) && x.c === ' ' && (!p || (free(p) && /\s/.test(p.c)))) continue; if (free(x) && x.c === '\n' && p && free(p) && p.c === ' ') out.pop(); out.push(x); }
  while (out.length && free(out.at(-1)) && /\s/.test(out.at(-1).c)) out.pop();
  while (out.length && free(out[0]) && /\s/.test(out[0].c)) out.shift();
  return out;
}
// Phrasing of somebody new to English: articles and forms of to be fall away.
export function esol(cells, r) {
  const SWAP = { is: '', are: '', was: '', the: '', a: '', an: '', "don't": 'no', dont: 'no', "can't": 'no can', cant: 'no can', "doesn't": 'no', "won't": 'no want', has: 'have', does: 'do', children: 'childrens', people: 'peoples', says: 'say', wants: 'want', needs: 'need' };
  for (const [a, b] of words(cells).reverse()) {
    const v = SWAP[cells.slice(a, b).map((x) => x.c).join('').toLowerCase()];
    if (v === undefined || r.p(0.3)) continue;
    if (v === '') { if (b < cells.length && cells[b].c === ' ' && free(cells[b])) put(cells, a, b + 1, ''); } else put(cells, a, b, v);
  }
  return cells;
}
