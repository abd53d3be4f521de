// Writes the names of @faker-js/faker that have Latin letters, one a line, for make-words.py:
//   npm i --ignore-scripts @faker-js/faker && node names-js.mjs > names-js.txt      (in a folder of its own)
import { allLocales } from '@faker-js/faker';

const PLAIN = { ł: 'l', ø: 'o', đ: 'd', ß: 'ss', æ: 'ae', ı: 'i', ə: 'e', "'": '', '’': '' };
const out = new Set();
const take = (value) => {
  if (typeof value === 'string') {
    for (const part of value.split(/[ -]/)) {
      const flat = part.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[łøđßæıə'’]/g, (c) => PLAIN[c]);
      if (/^[a-z]{3,17}$/.test(flat)) out.add(flat);
    }
  } else if (value && typeof value === 'object') Object.values(value).forEach(take);
};
for (const { person } of Object.values(allLocales)) {
  for (const [key, names] of Object.entries(person ?? {})) if (/(first|last|middle)_?name/i.test(key) && !/pattern/i.test(key)) take(names);
}
console.log([...out].sort().join('\n'));
