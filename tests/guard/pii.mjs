// Personal data, all invented. A maker returns { text, core?: [[from, to]...] (code points in text), origin? }.
import { ORIGINS, WORDLIKE, WORDSUR, NICK, NICKHEAD, PARTICLES } from './names.mjs';
import * as blind from './blind.mjs';
import { streetName, dateText, TOWNS, BLOCKS, OUTS } from './places.mjs';
const KEYS = Object.keys(ORIGINS);
const cp = (s) => [...s].length;
const d = (r, n) => Array.from({ length: n }, () => r.n(0, 9)).join('');
const U = (r, n, abc = 'ABCDEFGHJKLMNPRSTUVWXY') => Array.from({ length: n }, () => abc[r.n(0, abc.length - 1)]).join('');
const all = (text, origin) => ({ text, core: [[0, cp(text)]], ...(origin ? { origin } : {}) });
// Text with the core between ‹ and ›.
const marked = (s, origin) => { const core = []; let out = ''; for (const c of s) { if (c === '‹') core.push([cp(out), 0]); else if (c === '›') core.at(-1)[1] = cp(out); else out += c; } return { text: out, core, ...(origin ? { origin } : {}) }; };

export const bare = (s) => s.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[łŁđĐıøØßæÆ]/g, (c) => ({ ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i', ø: 'o', Ø: 'O', ß: 'ss', æ: 'ae', Æ: 'Ae' })[c]);
const loss = (r, s) => { let x = r.p(0.55) ? bare(s) : s; if (x.includes("'")) x = r.of([x, x, x.replace("'", '’'), x.replace("'", ''), x.replace("'", ' ')]); return x; };

const origin = (r) => r.of(KEYS);
const given = (r, o) => loss(r, r.of(ORIGINS[o].given));
const sur = (r, o) => {
  if (r.p(0.05)) return loss(r, r.of(PARTICLES));
  if (r.p(0.06)) return r.of(WORDSUR);
  const a = loss(r, r.of(ORIGINS[r.p(0.06) ? origin(r) : o].sur));
  if (r.p(0.06)) return `${a}-${loss(r, r.of(ORIGINS[r.p(0.5) ? origin(r) : o].sur))}`;
  return a;
};
const TITLE = ['Mr', 'Mrs', 'Ms', 'Miss', 'Mr', 'Mrs', 'Dr', 'Mx', 'Mr.', 'Mrs.', 'Rev', 'Prof', 'Sir', 'Sister', 'Canon', 'Fr', 'Mister', 'Missus'];
const full = (r, o) => {
  const g = given(r, o), s = sur(r, o);
  if (o === 'chinese' && !/-|_/.test(g) && r.p(0.4)) return `${s} ${g}`;
  if (o === 'vietnamese' && r.p(0.5)) return `${s} ${r.of(['Thị', 'Văn', 'Thi', 'Van', 'Minh', 'Ngoc', 'Xuân', 'Đức'])} ${g}`;
  if (o === 'somali' && r.p(0.35)) return `${g} ${r.of(ORIGINS.somali.sur)} ${s}`;
  if (o === 'punjabi' && r.p(0.35)) return `${g} ${r.of(['Singh', 'Kaur'])} ${s}`;
  if (o === 'spanish_latin' && r.p(0.4)) return `${g} ${s} ${loss(r, r.of(ORIGINS[o].sur))}`;
  if (o === 'portuguese_brazilian' && r.p(0.3)) return `${g} ${loss(r, r.of(ORIGINS[o].sur))} ${s}`;
  if (o === 'pakistani' && r.p(0.15)) return `${r.of(['Mohammed', 'Muhammad', 'Mohd', 'Syed', 'Ch', 'Bibi'])} ${g} ${s}`;
  if (o === 'bangladeshi' && r.p(0.2)) return `${r.of(['Md', 'Mst', 'Mohammed', 'Syed'])} ${g} ${s}`;
  if (o === 'tamil_sinhala_nepali' && r.p(0.2)) return `${U(r, 1)}. ${g}`;
  if (r.p(0.05)) return `${g} ${U(r, 1)} ${s}`;
  if (r.p(0.03)) return `${s}, ${g}`;
  if (r.p(0.04)) return `${g}-${given(r, o)} ${s}`;
  return `${g} ${s}`;
};
const nick = (r) => { const n = r.of(NICK), [h, ...t] = n.split(' '); return t.length && NICKHEAD.has(h) ? marked(`${h} ‹${t.join(' ')}›`, 'nickname') : all(n, 'nickname'); };
const wordlike = (r) => all(r.of(WORDLIKE), 'wordlike');

const mobile = (r) => (r.p(0.45) ? `07700900${d(r, 3)}` : `07${r.of([1, 3, 4, 5, 7, 8, 9])}${d(r, 8)}`);
const AREA = [['020', '7946', '0', 3], ['0121', '496', '0', 3], ['0113', '496', '0', 3], ['0114', '496', '0', 3], ['0115', '496', '0', 3], ['0116', '496', '0', 3], ['0117', '496', '0', 3], ['0118', '496', '0', 3], ['0131', '496', '0', 3], ['0141', '496', '0', 3], ['0151', '496', '0', 3], ['0161', '496', '0', 3], ['0191', '498', '0', 3], ['01632', '960', '', 3], ['029', '2018', '0', 3], ['028', '9649', '6', 3], ['01632', '961', '', 3], ['0117', '2', '', 6], ['020', '8', '', 7], ['01274', '7', '', 5], ['01204', '5', '', 5], ['015396', '2', '', 4]];
const WORD = 'oh one two three four five six seven eight nine'.split(' ');
const spoken = (n) => n.replace(/(\d)\1?/g, (m) => (m.length === 2 ? `double ${WORD[m[0]]} ` : `${WORD[m]} `)).trim();
const phone = (r) => {
  if (r.p(0.72)) {
    const m = mobile(r), a = m.slice(0, 5), b = m.slice(5, 8), c = m.slice(8), z = m.slice(1), O = (s) => s.replaceAll('0', 'O'), o = (s) => s.replaceAll('0', 'o');
    return all(r.of([m, m, m, `${a} ${b}${c}`, `${a} ${b}${c}`, `${a} ${b} ${c}`, `${a}-${b}-${c}`, `${a}-${b}${c}`, `${a}.${b}.${c}`, `${a}/${b}${c}`, `${m.slice(0, 4)} ${m.slice(4, 7)} ${m.slice(7)}`, `${m.slice(0, 3)} ${m.slice(3, 7)} ${m.slice(7)}`, `${m.slice(0, 2)} ${m.slice(2, 5)} ${m.slice(5, 8)} ${m.slice(8)}`, m.match(/..?/g).join(' '), `+44${z}`, `+44 ${z}`, `+44 ${z.slice(0, 4)} ${b}${c}`, `+44 ${z.slice(0, 4)} ${b} ${c}`, `0044${z}`, `0044 ${z.slice(0, 4)} ${b}${c}`, `(+44) ${z.slice(0, 4)} ${b}${c}`, `+44 (0)${z.slice(0, 4)} ${b}${c}`, `+44(0)${z}`, `44${z}`, O(`${a} ${b}${c}`), O(m), `O${m.slice(1, 5)} ${b}${c}`, `o${m.slice(1)}`, o(`${a} ${b} ${c}`), `${a}\n${b}${c}`, `${a} ${b}\n${c}`, `(${a}) ${b}${c}`, `${a}_${b}_${c}`, `${a}  ${b} ${c}`, `${a} -${b} ${c}`, `${m.slice(0, 3)}-${m.slice(3, 7)}-${m.slice(7)}`, spoken(m), m.split('').join(' '), `${a},${b}${c}`, `07${m.slice(2, 5)}, ${b}, ${c}`]));
  }
  const [p, q, s, n] = r.of(AREA), x = q + s + d(r, n), h = p === '020' || p === '029' || p === '028' ? `${x.slice(0, 4)} ${x.slice(4)}` : x.length > 6 ? `${x.slice(0, 3)} ${x.slice(3)}` : x, k = p.slice(1);
  return all(r.of([`${p} ${h}`, `${p} ${h}`, `${p}${x}`, `(${p}) ${h}`, `${p}-${h.replace(' ', '-')}`, `${p} ${x}`, `+44 ${k} ${h}`, `+44 (0)${k} ${h}`, `0044 ${k} ${x}`, `O${k} ${h}`, `${p}.${h.replace(' ', '.')}`, `${p}/${x}`, `(${p})${x}`, `${p} - ${h}`, `${p}\n${h}`, `${p} ${h.replaceAll('0', 'O')}`]));
};
const ascii = (s) => bare(s).toLowerCase().replace(/[^a-z]/g, '');
const user = (r) => { const o = origin(r), g = ascii(r.of(ORIGINS[o].given)), s = ascii(r.of(ORIGINS[o].sur)), n = r.n(1, 99), y = r.n(1950, 2012); return r.of([`${g}.${s}`, `${g}${s}`, `${g[0]}${s}${n}`, `${g}_${s}`, `${g}${y}`, `${g}.${s}${n}`, `${s}.${g[0]}${n}`, `${g}${n}`, `mrs${s}`, `${g}-${s}`, `${s}family`, `${g}x${s[0]}`]); };
const DOMAIN = 'gmail.com gmail.com hotmail.com hotmail.co.uk outlook.com outlook.co.uk yahoo.co.uk yahoo.com icloud.com me.com live.co.uk btinternet.com sky.com aol.com proton.me wp.pl mail.ru ukr.net sapo.pt qq.com talktalk.net virginmedia.com tiscali.co.uk googlemail.com ntlworld.com zoho.eu fastmail.com student.example.ac.uk riverside.example.org.uk'.split(' ');
const email = (r) => {
  const u = user(r), dm = r.of(DOMAIN), say = (s) => s.replaceAll('.', ' dot ').replaceAll('_', ' underscore ').replaceAll('-', ' dash ');
  return all(r.of([`${u}@${dm}`, `${u}@${dm}`, `${u}@${dm}`, `${u}@${dm}`, `${u}@${dm}`.toUpperCase(), `${u} @ ${dm}`, `${u}@ ${dm}`, `${u} @${dm}`, `${say(u)} at ${say(dm)}`, `${say(u)} at ${say(dm)}`, `${u} at ${dm}`, `${u}(at)${dm}`, `${u} [at] ${dm.replaceAll('.', ' [dot] ')}`, `${u}@${say(dm)}`, `${u}@${dm.replace('.', ',')}`, `${u}@${dm.replace('.', '. ')}`, `${u}+hub@${dm}`, `${u}@${dm.replace('.', ' .')}`, `${u} AT ${dm.replaceAll('.', ' DOT ')}`, `${u[0].toUpperCase()}${u.slice(1)}@${dm[0].toUpperCase()}${dm.slice(1)}`, `${u}@\n${dm}`, `mailto:${u}@${dm}`, `<${u}@${dm}>`.slice(1, -1), `${say(u)} @ ${dm}`]));
};
const INCODE = 'ABDEFGHJLNPQRSTUWXYZ';
const postcode = (r) => {
  const o = r.of(OUTS), i = `${r.n(0, 9)}${U(r, 2, INCODE)}`;
  return all(r.of([`${o} ${i}`, `${o} ${i}`, `${o} ${i}`, `${o}${i}`, `${o}${i}`, `${o} ${i}`.toLowerCase(), `${o}${i}`.toLowerCase(), `${o[0]}${o.slice(1).toLowerCase()} ${i.toLowerCase()}`, `${o}  ${i}`, `${o}-${i}`, `${o}\n${i}`, `${o}.${i}`, `${o} ${i}`.replaceAll('0', 'O'), `${o.toLowerCase()} ${i}`, `${o} ${i[0]} ${i.slice(1)}`, `${o} ${i.toLowerCase()}`]));
};
const hn = (r) => `${r.p(0.85) ? r.n(1, 260) : r.n(261, 1400)}${r.p(0.12) ? r.of(['a', 'b', 'c', 'A', 'B', ' a', 'd', 'F']) : ''}`;
const HOUSE = 'Rose Cottage|Ivy Cottage|Honeysuckle Cottage|The Old Vicarage|Greenacres|Sunnyside|Mill House|The Haven|Orchard Lodge|Hollybank|The Bungalow|Fairview|Brookfield|Wayside|Y Bwthyn|Ty Gwyn|Tigh na Mara|The Laurels|Fernlea|Station House|The Nook|Casa Mia|Dunroamin|Beech Villa|Chapel Cottage|Oakdene|Bryn Awel|Glenview|The Coach House|Hawthorn Farm'.split('|');
const blockName = (r) => { const o = origin(r); return `${r.of([r.of(ORIGINS[o].sur), r.of(ORIGINS[o].given), r.of(TOWNS), r.of(WORDSUR), r.of(WORDLIKE)])} ${r.of(BLOCKS.filter((b) => !/estate|flats|block|Buildings/.test(b)))}`; };
const numOnly = (r) => { const n = hn(r); return r.of([`number ‹${n}›`, `number ‹${n}›`, `no ‹${n}›`, `no. ‹${n}›`, `No ‹${n}›`, `No.‹${n}›`, `no‹${n}›`, `num ‹${n}›`, `nr ‹${n}›`, `house ‹${n}›`, `flat ‹${n}›`, `Flat ‹${n}›`, `flt ‹${n}›`, `apt ‹${n}›`, `apartment ‹${n}›`, `room ‹${n}›`, `Rm ‹${n}›`, `unit ‹${n}›`, `door ‹${n}›`, `house number ‹${n}›`, `#‹${n}›`, `plot ‹${n}›`, `caravan ‹${n}›`, `NUMBER ‹${n}›`, `flat‹${n}›`, `Nº ‹${n}›`, `house no ‹${n}›`, `flat no. ‹${n}›`, `studio ‹${n}›`, `bungalow ‹${n}›`]); };
const addrFull = (r) => { const n = hn(r), f = r.n(1, 160), s = streetName(r); return r.of([`‹${n}› ${s}`, `‹${n}› ${s}`, `‹${n}› ${s}`, `‹${n}›, ${s}`, `flat ‹${f}›, ‹${n}› ${s}`, `Flat ‹${f}› ‹${n}› ${s}`, `no ‹${n}› ${s}`, `number ‹${n}› ${s}`, `Flat ‹${f}›, ${blockName(r)}`, `flat ‹${f}› ${blockName(r)}`, `‹${f}› ${blockName(r)}`, `apt ‹${f}›, ${blockName(r)}`, `room ‹${f}›, ${blockName(r)}`, `‹${n}› ${s}, ${r.of(TOWNS)}`, `‹${r.of(HOUSE)}›, ${s}`, `‹${f}/${r.n(1, 3)}›, ‹${n}› ${s}`, `‹${r.n(1, 4)}/${r.n(1, 3)}›, ‹${n}› ${s}`, `‹${n}›\n${s}`, `‹${n}›-‹${+n.match(/\d+/)[0] + 2}› ${s}`, `Flat ‹${f}${r.of('ABC')}›, ‹${n}› ${s}`, `${blockName(r)} flat ‹${f}›`, `${s} ‹${n}›`, `flat ‹${U(r, 1, 'ABCDEFG')}›, ‹${n}› ${s}`, `‹${n}› ${s.toLowerCase()}`, `basement flat ‹${n}› ${s}`, `Apartment ‹${f}› ${blockName(r)}, ${s}`, `maisonette ‹${f}› ${blockName(r)}`, `house ‹${n}› ${s}`, `top floor flat, ‹${n}› ${s}`, `${s}, number ‹${n}›`, `${s} no. ‹${n}›`]); };
const NI1 = 'ABCEGHJKLMNOPRSTWXYZ';
const nino = (r) => { const p = U(r, 1, NI1) + U(r, 1, 'ABCEGHJKLMNPRSTWXYZ'), n = d(r, 6), e = U(r, 1, 'ABCD'), t = n.match(/../g); const x = r.of([`${p}${n}${e}`, `${p}${n}${e}`, `${p} ${t.join(' ')} ${e}`, `${p} ${t.join(' ')} ${e}`, `${p}-${t.join('-')}-${e}`, `${p} ${n} ${e}`, `${p} ${n}${e}`, `${p}${n} ${e}`, `${p} ${t.join(' ')}${e}`, `${p}.${t.join('.')}.${e}`, `${p}${t.join(' ')}${e}`, `${p} ${n.slice(0, 3)} ${n.slice(3)} ${e}`, `${p}/${t.join('/')}/${e}`, `${p[0]} ${p[1]} ${t.join(' ')} ${e}`, `${p} ${t.join(' ')}\n${e}`, `${p} ${t.join(' ').replaceAll('0', 'O')} ${e}`]); return all(r.p(0.25) ? x.toLowerCase() : x); };
const nhs = (r) => { let n = `${r.of([4, 6, 7, 9])}${d(r, 8)}`; const s = 11 - ([...n].reduce((a, c, i) => a + c * (10 - i), 0) % 11); n += r.p(0.7) ? (s === 11 ? 0 : s === 10 ? 4 : s) : r.n(0, 9); const [a, b, c] = [n.slice(0, 3), n.slice(3, 6), n.slice(6)]; return all(r.of([`${a} ${b} ${c}`, `${a} ${b} ${c}`, `${a} ${b} ${c}`, `${a}-${b}-${c}`, n, n, `${a}.${b}.${c}`, `${a} ${b}${c}`, `${a}${b} ${c}`, `${a}  ${b}  ${c}`, `${a}/${b}/${c}`, `${a} ${b}\n${c}`, `${a} ${b} ${c}`.replaceAll('0', 'O'), n.match(/..?/g).join(' ')])); };
const dob = (r) => { const x = r.p(0.9) ? dateText(r, r.p(0.15) ? 2005 : 1928, r.p(0.2) ? 2022 : 2004) : (() => { const p2 = (v) => String(v).padStart(2, '0'), D = p2(r.n(1, 28)), M = p2(r.n(1, 12)), Y = r.n(1930, 2010); return r.of([`${D}${M}${Y}`, `${D}${M}${Y % 100 < 10 ? '0' + (Y % 100) : Y % 100}`, `${D} / ${M} / ${Y}`, `${D}/${M}/${Y}`.replaceAll('0', 'O'), `${D}. ${M}. ${Y}`, `${D}\\${M}\\${Y}`, `${D}/${M}\n/${Y}`, `${D},${M},${Y}`]); })(); return all(x); };
const vehicle = (r) => {
  const a = U(r, 2, 'ABCDEFGHKLMNOPRSVWY'), y = r.of(['02', '52', '05', '55', '07', '57', '10', '60', '12', '62', '14', '64', '16', '66', '18', '68', '19', '69', '20', '70', '21', '71', '22', '72', '23', '73', '24', '74', '25', '75']), c = U(r, 3, 'ABCDEFGHJKLMNOPRSTUVWXYZ');
  const x = r.of([`${a}${y} ${c}`, `${a}${y} ${c}`, `${a}${y} ${c}`, `${a}${y}${c}`, `${a}${y}${c}`, `${a} ${y} ${c}`, `${a}${y}-${c}`, `${a}${y}.${c}`, `${a}-${y}-${c}`, `${U(r, 1, 'ABCDEFGHJKLMNPRSTVWXY')}${r.n(1, 999)} ${U(r, 3)}`, `${U(r, 1, 'ABCDEFGHJKLMNPRSTVWXY')}${r.n(1, 999)}${U(r, 3)}`, `${U(r, 1, 'ABCDEFGHJKLMNPRSTVWXY')} ${r.n(20, 999)} ${U(r, 3)}`, `${U(r, 1, 'ABCDEFGHJKLMNPRSTVWXY')}${r.n(20, 999)}-${U(r, 3)}`, `${U(r, 1)}${U(r, 1, 'IZ')}${U(r, 1)} ${r.n(100, 9999)}`, `${U(r, 1)}${U(r, 1, 'IZ')}${U(r, 1)}${r.n(1000, 9999)}`, `${U(r, 1, 'IJLO')}${U(r, 1, 'IZ')} ${r.n(1000, 9999)}`, `${a}${y} ${c}`.replace('0', 'O'), `${a}${y}\n${c}`]);
  return all(r.p(0.4) ? x.toLowerCase() : x);
};
const sort = (r) => { const [a, b, c] = [d(r, 2), d(r, 2), d(r, 2)]; return all(r.of([`${a}-${b}-${c}`, `${a}-${b}-${c}`, `${a} ${b} ${c}`, `${a}${b}${c}`, `${a}.${b}.${c}`, `${a}/${b}/${c}`, `${a} - ${b} - ${c}`, `${a}–${b}–${c}`, `${a}_${b}_${c}`])); };
const acct = (r) => { const n = `${r.n(1, 9)}${d(r, 7)}`; return all(r.of([n, n, n, `${n.slice(0, 4)} ${n.slice(4)}`, n.match(/../g).join(' '), `${n.slice(0, 4)}-${n.slice(4)}`, n.replaceAll('0', 'O'), `${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6)}`, `${n.slice(0, 4)}.${n.slice(4)}`])); };
const card = (r) => { const n = r.of(['4', '51', '53', '55', '4929', '5610']), m = n + d(r, 15 - n.length), L = [...m].reduce((a, c, i) => { let v = +c; if (i % 2 === 0) { v *= 2; if (v > 9) v -= 9; } return a + v; }, 0), k = m + (r.p(0.7) ? (10 - (L % 10)) % 10 : r.n(0, 9)), q = k.match(/..../g), ax = `37${d(r, 13)}`; return all(r.of([q.join(' '), q.join(' '), q.join('-'), k, k, q.join('  '), q.join('.'), `${k.slice(0, 8)} ${k.slice(8)}`, `${ax.slice(0, 4)} ${ax.slice(4, 10)} ${ax.slice(10)}`, ax, `${q[0]} ${q[1]}\n${q[2]} ${q[3]}`, q.join('/')])); };
const iban = (r) => { const b = r.of(['HBUK', 'BARC', 'MONZ', 'NWBK', 'LOYD', 'ABBY']), x = r.of([`GB${d(r, 2)}${b}${d(r, 14)}`, `GB${d(r, 2)}${b}${d(r, 14)}`, `IE${d(r, 2)}AIBK${d(r, 14)}`, `PL${d(r, 26)}`, `RO${d(r, 2)}BTRL${d(r, 16)}`, `LT${d(r, 18)}`, `DE${d(r, 20)}`, `PT${d(r, 23)}`, `ES${d(r, 22)}`]), y = r.of([x, x.match(/.{1,4}/g).join(' '), x.match(/.{1,4}/g).join(' '), x.match(/.{1,4}/g).join('-'), x.toLowerCase(), x.match(/.{1,4}/g).join(' ').toLowerCase(), `${x.slice(0, 4)} ${x.slice(4)}`]); return all(y); };
const nickname = (r) => { const o = origin(r), g = ascii(r.of(ORIGINS[o].given)), s = ascii(r.of(ORIGINS[o].sur)), n = r.n(1, 99); return r.of([`${g}_${n}`, `${g}.${s}`, `its${g}x`, `${g}${s}${n}`, `real_${g}`, `${g}_${r.of(['art', 'gym', 'mcr', 'bakes', 'nails', 'leeds', 'ldn', 'fades', 'poetry', 'runs', 'cooks'])}`, `${s}.${g[0]}${n}`, `mrs.${s}`, `x${g}x_${n}`, `${g}_xx`, `${g}${r.n(1960, 2012)}`, `lil${g}`, `dj.${g}`, `${g[0]}.${s}_`, `the${g}`, `_${g}_${s}_`]); };
const handle = (r) => { const u = nickname(r); return all(r.p(0.1) ? u.toUpperCase() : u); };
const at = (r) => { const u = nickname(r); return marked(r.of([`@‹${u}›`, `@‹${u}›`, `@‹${u}›`, `@‹${u.toUpperCase()}›`, `@ ‹${u}›`, `@‹${u}›`])); };
const url = (r) => { const u = nickname(r), s = r.of(['', '', 'https://', 'www.', 'https://www.', 'http://']); const slug = u.replace(/[._]+/g, '-').replace(/^-|-$/g, ''); return marked(r.of([`${s}facebook.com/‹${u}›`, `${s}instagram.com/‹${u}›`, `${s}instagram.com/‹${u}›/`, `${s}tiktok.com/@‹${u}›`, `${s}x.com/‹${u}›`, `${s}twitter.com/‹${u}›`, `${s}youtube.com/@‹${u}›`, `${s}linkedin.com/in/‹${slug}›`, `${s}t.me/‹${u}›`, `${s}snapchat.com/add/‹${u}›`, `${s}threads.net/@‹${u}›`, `${s}soundcloud.com/‹${u}›`, `${s}linktr.ee/‹${u}›`, `fb.com/‹${u}›`, `fb.me/‹${u}›`, `${s}vinted.co.uk/member/‹${slug}›`, `${s}twitch.tv/‹${u}›`, `Instagram.com/‹${u}›`, `m.facebook.com/‹${u}›`, `${s}pinterest.co.uk/‹${u}›`, `facebook.com/profile.php?id=‹1000${d(r, 11)}›`, `${s}strava.com/athletes/‹${d(r, 8)}›`])); };
const passport = (r) => { const n = d(r, 9); return all(r.of([n, n, `${n.slice(0, 3)} ${n.slice(3, 6)} ${n.slice(6)}`, `${n.slice(0, 5)} ${n.slice(5)}`, `${U(r, 2)}${d(r, 7)}`, `${U(r, 1)}${d(r, 8)}`, `${U(r, 2)} ${d(r, 7)}`, n.match(/.../g).join('-'), `${U(r, 2)}${d(r, 7)}`.toLowerCase()])); };
const licence = (r) => { const s = (ascii(r.of(ORIGINS[origin(r)].sur)).toUpperCase() + '99999').slice(0, 5), x = `${s}${r.n(0, 9)}${String(r.n(1, 12) + (r.p(0.5) ? 50 : 0)).padStart(2, '0')}${String(r.n(1, 28)).padStart(2, '0')}${r.n(0, 9)}${U(r, 1)}${r.p(0.4) ? '9' : U(r, 1)}${r.n(2, 9)}${U(r, 2)}`; return all(r.of([x, x, x, x.toLowerCase(), `${x.slice(0, 5)} ${x.slice(5, 11)} ${x.slice(11)}`, `${x.slice(0, 5)} ${x.slice(5, 11)} ${x.slice(11, 14)} ${x.slice(14)}`, `${x.slice(0, 5)}-${x.slice(5, 11)}-${x.slice(11)}`, `${x} ${r.n(10, 40)}`, `${x.slice(0, 8)} ${x.slice(8)}`, d(r, 8)])); };
const brp = (r) => { const p = r.of(['ZU', 'ZX', 'RR', 'RF', 'ZR', 'ZW']), n = d(r, 7); return all(r.of([`${p}${n}`, `${p}${n}`, `${p} ${n}`, `${p}-${n}`, `${p}${n}`.toLowerCase(), `${p} ${n.slice(0, 3)} ${n.slice(3)}`, `${p[0]} ${p[1]} ${n}`, `${p}.${n}`, `${p}${n}`.replaceAll('0', 'O')])); };
const rent = (r) => all(r.of([`RA${d(r, 6)}`, `TN-${d(r, 5)}`, `${d(r, 10)}`, `${d(r, 3)}/${d(r, 6)}`, `R/${d(r, 7)}`, `ten ${d(r, 7)}`.slice(4), `T${d(r, 8)}`, `${d(r, 4)} ${d(r, 4)} ${d(r, 2)}`, `HA-${d(r, 4)}-${d(r, 3)}`, `RNT${d(r, 7)}`, `${d(r, 7)}-${r.n(1, 9)}`, `ra ${d(r, 6)}`, `PRN ${d(r, 9)}`]));
const ctax = (r) => all(r.of([`${d(r, 8)}`, `${d(r, 9)}`, `${d(r, 10)}`, `CT${d(r, 8)}`, `${d(r, 7)}${U(r, 1)}`, `${d(r, 3)} ${d(r, 3)} ${d(r, 3)}`, `CT/${d(r, 7)}`, `${d(r, 8)}-${r.n(1, 9)}`, `ct ${d(r, 8)}`]));
const claim = (r) => all(r.of([`${d(r, 10)}`, `RA${d(r, 6)}`, `PIP/${d(r, 7)}`, `UC-${d(r, 8)}`, `MR${d(r, 7)}`, `SC${r.n(100, 400)}/${r.n(22, 26)}/${d(r, 5)}`, `${d(r, 4)}-${d(r, 4)}-${d(r, 4)}`, `HB${d(r, 7)}`, `${d(r, 3)}/${d(r, 6)}`, `${U(r, 2)}${d(r, 6)}`, `uc ${d(r, 9)}`, `${d(r, 12)}`]));
const crime = (r) => all(r.of([`CRI/${d(r, 6)}/${r.n(22, 26)}`, `131${d(r, 8)}`, `42002${d(r, 5)}/20${r.n(22, 26)}`, `06C1/${d(r, 5)}/${r.n(22, 26)}`, `CR/${d(r, 6)}/${r.n(20, 26)}`, `${r.n(100, 9999)}/${r.n(10, 28)}/${r.n(1, 12)}/${r.n(22, 26)}`, `CAD${r.n(1000, 9999)}/12DEC25`, `20/${d(r, 6)}/${r.n(20, 26)}`, `BCA-${d(r, 5)}-${r.n(20, 26)}-4300-01`, `NICHE${d(r, 9)}`, `13${d(r, 9)}`, `cri ${d(r, 6)} ${r.n(22, 26)}`, `${r.n(22, 26)}*${d(r, 6)}`, `CC-${d(r, 8)}`]));
const dbs = (r) => { const n = `00${r.n(1, 2)}${d(r, 9)}`; return all(r.of([n, n, n.match(/..../g).join(' '), n.match(/.../g).join(' '), n.match(/..../g).join('-'), `${n.slice(0, 6)} ${n.slice(6)}`, n.slice(2), n.replaceAll('0', 'O')])); };
const visa = (r) => all(r.of([`GWF0${d(r, 8)}`, d(r, 16).match(/..../g).join('-'), `W${d(r, 2)} ${d(r, 1)}${U(r, 2)} ${d(r, 1)}${U(r, 1)}${d(r, 1)}`, `UAN ${d(r, 4)}-${d(r, 4)}-${d(r, 4)}-${d(r, 4)}`.slice(4), `ARC/${d(r, 7)}`, `${U(r, 1)}${d(r, 7)}`, `HO ref ${U(r, 1)}${d(r, 7)}`.slice(7)]));

const possible = { // names
  G: (r) => { const o = origin(r); return r.p(0.12) ? wordlike(r) : r.p(0.09) ? nick(r) : all(given(r, o), o); },
  F: (r) => { const o = origin(r); return r.p(0.07) ? all(`${r.of(WORDLIKE)} ${sur(r, o)}`, 'wordlike') : all(full(r, o), o); },
  P: (r) => (r.p(0.6) ? possible.G(r) : possible.F(r)),
  S: (r) => { const o = origin(r); return r.p(0.1) ? all(r.of(WORDSUR), 'wordlike') : all(sur(r, o), o); },
  T: (r) => { const o = origin(r), t = r.of(TITLE); return r.p(0.1) ? marked(`${t} ‹${r.of(WORDSUR)}›`, 'wordlike') : r.p(0.2) ? marked(`${t} ‹${full(r, o)}›`, o) : r.p(0.12) ? marked(`${t} ‹${U(r, 1)} ${sur(r, o)}›`, o) : r.p(0.07) ? marked(`${t} ‹${given(r, o)}›`, o) : marked(`${t} ‹${sur(r, o)}›`, o); },
  I: (r) => { const o = origin(r), s = sur(r, o), i = U(r, 1); return r.of([() => all(`${i} ${s}`, o), () => all(`${i}. ${s}`, o), () => all(`${i}.${U(r, 1)}. ${s}`, o), () => marked(`Mr ‹${i}. ${s}›`, o), () => marked(`Mrs ‹${i} ${s}›`, o), () => all(`${i}${U(r, 1)} ${s}`, o), () => all(`${s} ${i}`, o), () => marked(`Dr ‹${i}. ${s}›`, o), () => all(`${given(r, o)} ${i}`, o), () => all(`${given(r, o)} ${i}.`, o)])(); },
  N: nick, W: (r) => (r.p(0.6) ? wordlike(r) : possible.G(r)), R: (r) => { const o = origin(r); return all(loss(r, r.of(ORIGINS[o].sur)), o); },
  WF: (r) => all(`${r.of(WORDLIKE)} ${r.p(0.5) ? r.of(WORDSUR) : r.of(ORIGINS[origin(r)].sur)}`, 'wordlike'),
};
// The people of the third hand.
const BLIND = Object.keys(blind.PEOPLE), one = (r, o, part) => loss(r, r.of(blind.PEOPLE[o][part]));
const blindFull = (r) => { const o = r.of(BLIND), g = one(r, o, 'given'), s = one(r, o, 'sur'); return all((o === 'vietnamese' || o === 'chinese') && r.p(0.5) ? `${s} ${o === 'vietnamese' ? r.of(['Thi ', 'Van ', 'Thị ', 'Văn ', '']) : ''}${g}` : `${g} ${s}`, o); };
const third = {
  Xg: (r) => { const o = r.of(BLIND); return all(one(r, o, 'given'), o); }, Xs: (r) => { const o = r.of(BLIND); return all(one(r, o, 'sur'), o); },
  Xf: blindFull, Xw: (r) => all(r.of(blind.WORDLIKE), 'wordlike'), Xm: (r) => all(r.of(blind.WORDSUR), 'wordlike'),
  Xn: (r) => { const n = r.of(blind.NICKS), [h, ...t] = n.split(' '); return t.length && /^(Big|Tiny|Aunty|Nanny|Uncle)$/.test(h) ? marked(`${h} ‹${t.join(' ')}›`, 'nickname') : all(n, 'nickname'); },
};
export const PII = {
  ...Object.fromEntries(Object.entries(third).map(([k, f]) => [k, ['PERSON', f]])),
  ...Object.fromEntries(Object.entries(possible).map(([k, f]) => [k, ['PERSON', f]])),
  phone: ['PHONE', phone], email: ['EMAIL', email], pc: ['POSTCODE', postcode], addr: ['ADDRESS', (r) => marked(addrFull(r))], num: ['ADDRESS', (r) => marked(numOnly(r))], house: ['ADDRESS', (r) => marked(`‹${r.of(HOUSE)}›, ${streetName(r)}`)],
  nino: ['NINO', nino], nhs: ['NHS_NUMBER', nhs], dob: ['DOB', dob], reg: ['VEHICLE', vehicle], sort: ['BANK', sort], acct: ['BANK', acct], card: ['BANK', card], iban: ['BANK', iban], handle: ['HANDLE_URL', handle], at: ['HANDLE_URL', at], url: ['HANDLE_URL', url],
  passport: ['ID_NUMBER', passport], licence: ['ID_NUMBER', licence], brp: ['ID_NUMBER', brp], rent: ['ID_NUMBER', rent], ctax: ['ID_NUMBER', ctax], claim: ['ID_NUMBER', claim], crime: ['ID_NUMBER', crime], dbs: ['ID_NUMBER', dbs], visa: ['ID_NUMBER', visa],
};
