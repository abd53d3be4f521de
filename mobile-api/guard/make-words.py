#!/usr/bin/env python3
"""Makes words.txt and names.txt for the guard on notes.

    python3 make-words.py SCOWL_DIR [NAMES...]

SCOWL_DIR is the folder `scowl` of Debian's package of that name (/usr/share/dict/scowl). Beside it this needs, from PyPI, `wordfreq`
(how often a word is used: the rarest take no place on a phone) and `Faker` (names of its seventy languages and countries; a word that is
one of them is not taken for harmless unless it is among the commonest or stands in own-words.txt). Of the names only such are kept as the
guard could otherwise take for a slip of a harmless word or for a place. NAMES are further texts of names, one a line: those of npm's
`@faker-js/faker`, written by `names-js.mjs` beside this.

What is checked in came from scowl 2020.12.07-2, wordfreq 3.1.1, Faker 40.63.0 and @faker-js/faker 10.6.0; other versions know a few names
more or less. After a change to lists.txt, own-words.txt, own-names.txt or not-words.txt run this again.

Both files are sorted and front-coded: a sign tells how many letters are taken over from the word before, the rest follows. For words.txt
the signs `0` to `@` stand for nought to sixteen letters of a word that everybody uses, `A` to `Q` the same of a rarer one.
"""
import importlib
import os
import re
import sys
import unicodedata

from faker.providers import person
from wordfreq import zipf_frequency

# The sizes of the list that give the rarer words, and how often such a word must be used: ten to this power in a thousand million words.
MORE = (40, 50, 55, 60, 70)
OFTEN = 2.3
# Of the smaller sizes only what is nowhere used is left out.
SELDOM = 1.2
HERE = os.path.dirname(os.path.abspath(__file__))


def plain(name):
    out = {}
    section = None
    for line in open(os.path.join(HERE, name), encoding="utf-8"):
        line = line.strip()
        if line.startswith("#") or not line:
            continue
        if line.startswith("["):
            section = line[1:-1]
            continue
        out.setdefault(section, []).extend(line.split())
    return out


def letters(word):
    word = word.replace("'", "")
    return word if re.fullmatch("[a-z]{1,17}", word) else None


def scowl(folder, sizes):
    out = set()
    for size in sizes:
        for kind in ("english", "british", "british_variant_1"):
            path = os.path.join(folder, f"{kind}-words.{size}")
            if os.path.exists(path):
                for line in open(path, encoding="latin-1"):
                    word = line.strip()
                    if re.fullmatch("[a-z]{3,17}", word):
                        out.add(word)
    return out


def faker_names():
    """First and last names of all locales that are written in Latin letters."""
    out = set()
    base = os.path.dirname(person.__file__)
    for locale in sorted(os.listdir(base)):
        if locale.startswith("__") or not os.path.isdir(os.path.join(base, locale)):
            continue
        provider = importlib.import_module("faker.providers.person." + locale).Provider
        for kind in dir(provider):
            many = getattr(provider, kind)
            if not re.search("first_name|last_name|surname", kind) or callable(many) or isinstance(many, property):
                continue
            for name in many:
                for part in re.split("[ -]", name[0] if isinstance(name, (list, tuple)) and name else str(name)):
                    flat = "".join(c for c in unicodedata.normalize("NFKD", part) if not unicodedata.combining(c)).lower()
                    for sign, letters_ in (("ł", "l"), ("ø", "o"), ("đ", "d"), ("ß", "ss"), ("æ", "ae"), ("ı", "i"), ("ə", "e"), ("'", ""), ("’", "")):
                        flat = flat.replace(sign, letters_)
                    if re.fullmatch("[a-z]{3,17}", flat):
                        out.add(flat)
    return out


def coded(words, sign):
    out, before = [], ""
    for word in sorted(words):
        same = 0
        while same < min(len(word), len(before)) and word[same] == before[same]:
            same += 1
        out.append(chr(sign(word) + same) + word[same:])
        before = word
    return "".join(out)


def beside(a, b):
    rows = (("qwertyuiop", 0), ("asdfghjkl", 1), ("zxcvbnm", 3))
    (r, x), (q, y) = (next((n, 2 * keys.index(c) + shift) for n, (keys, shift) in enumerate(rows) if c in keys) for c in (a, b))
    return abs(r - q) <= 1 and abs(x - y) <= 2


def slips(word):
    """The words of which this could be a slip of the finger: the same as in the guard, where it forgives most."""
    n, abc = len(word), "abcdefghijklmnopqrstuvwxyz"
    yield from (word[:i] + word[i + 1] + word[i] + word[i + 2:] for i in range(n - 1))
    if n < 4:
        return
    yield from (word[:i] + word[i + 1:] for i in range(1, n) if n >= 5 or word[i] == word[i - 1])
    yield from (word[:i] + c + word[i:] for i in range(1, n + 1) for c in abc)
    yield from (word[:i] + c + word[i + 1:] for i in range(n) for c in abc if n >= 5 and i > 0 or beside(c, word[i]))


def sound(word):
    """How a word sounds, as the guard works it out."""
    out = []
    for i, c in enumerate(word):
        after = word[i + 1 : i + 2]
        if c in "aeiou":
            c = "" if i else "a"
        elif i and (c in "yh" or c == "g" and after == "h") or not i and (c + after in ("kn", "wr")):
            c = ""
        elif c == "p" and after == "h":
            c = "f"
        elif c == "c":
            c = "c" if after == "h" else "s" if after in ("e", "i", "y") else "k"
        else:
            c = {"q": "k", "x": "ks", "z": "s"}.get(c, c)
        for each in c:
            if out[-1:] != [each]:
                out.append(each)
    return "".join(out)


def sounds(name):
    """The sounds under which the guard looks for a word that this could be."""
    stems = (name[: -len(end)] if end else name for end in ("", "s", "ed", "in", "ing") if name.endswith(end))
    return {name[0] + key for stem in stems if len(name) >= 6 and len(key := sound(stem)) >= 5}


LEARNED = re.compile("^.{3,}(?:tion|tions|sion|sions|ment|ments|ity|ities|ably|ibly|able|ible|ously|ive|ively|ism|isms|ical|ically|ology|ologist|graphy|grapher|ship|ships|ency|ancy|ised|ized|ising|izing|ified|ifies|ifying|ular|itis|osis|aemia|ectomy|oscopy|otomy|plasty|therapy|pathy|phobia|phobic|ists|istic|ional|ental|hood|ware|proof|keeper|keepers|maker|makers|holder|holders|worker|workers|seller|sellers|room|rooms|board|boards|light|lights)$")
MEDICINE = re.compile("^.{2,}(?:azepine|apine|pril|statin|sartan|olol|azole|cillin|mycin|oxetine|alopram|zepam|zolam|ridone|floxacin|cycline|triptan|gliptin|gliflozin|oxaban|formin|setron|profen|codeine|triptyline|lukast|solone|terol|tropium|pentin|gabalin|ciclovir|umab|thiazide|semide|dronate)$")


def learned(word):
    """Whether it is long and ends as no name does, as the guard knows it."""
    return len(word) >= 8 and LEARNED.match(word) or len(word) >= 7 and MEDICINE.match(word)


def together(word, common):
    """Whether it is two common words without the space, as the guard works it out."""
    return len(word) >= 9 and any(all(part in common or formed(part, common) for part in (word[:i], word[i:])) for i in range(4, len(word) - 3))


def formed(word, common):
    """As the guard works it out."""
    for end in ("s", "es", "ly", "ness", "less", "ish", "ing", "ed", "er", "ers", "ings", "ful", "able"):
        stem = word[: -len(end)]
        if not word.endswith(end) or len(stem) < 4:
            continue
        if stem in common or end[0] in "iea" and (stem + "e" in common or stem[-1] == stem[-2] and stem[:-1] in common):
            return True
    return any(word.startswith(b) and len(word) - len(b) >= 4 and word[len(b):] in common for b in ("un", "re", "non", "anti", "over", "under", "pre", "mis", "semi", "multi"))


def main():
    folder = sys.argv[1]
    often = lambda w: zipf_frequency(w, "en")
    lists = plain("lists.txt")
    written = plain("own-words.txt")
    places = {w for word in written.pop("places") for part in re.split("[-&/]", word) if (w := letters(part))}
    own = {w for many in written.values() for word in many for part in re.split("[-&/]", word) if (w := letters(part))}
    out = {w for many in plain("not-words.txt").values() for w in many}
    namely = {w for k in ("names-mostly", "words-mostly") for w in lists[k]}
    for k in ("small", "doings", "kin", "titles", "heads", "heads-weak", "states", "placings", "streets-after-number", "languages-after", "cues", "cue-links", "place-before", "offices", "era-words", "time-before", "determiners", "between", "possessed"):
        own |= {w for word in lists.get(k, ()) for part in word.split("-") if (w := letters(part))}
    named = {letters(w) for many in plain("own-names.txt").values() for w in many} - {None}
    named |= out - {w for k in ("words-mostly",) for w in lists[k]}
    named |= {w for w in lists["syllables"] if len(w) > 2}
    out -= own
    people = faker_names() | {w for path in sys.argv[2:] for line in open(path, encoding="utf-8") if (w := letters(line.strip().lower())) and len(w) > 2}
    basis = scowl(folder, (10, 20, 35))
    common = ({w for w in basis if often(w) >= SELDOM} | own) - out - set(lists["names-mostly"])
    common = {w for w in common if len(w) > 2 or w in own}
    more = {w for w in scowl(folder, MORE) if len(w) > 3 and often(w) >= OFTEN} - common - out - named - people - set(lists["names-mostly"])
    # What the guard can work out from its stem needs no place of its own.
    protected = {w for many in lists.values() for word in many if (w := letters(word))}
    kept = set()
    for word in sorted(common, key=lambda w: (len(w), w)):
        if word in protected or word in named or not formed(word, kept):
            kept.add(word)
    everybody, common = common, kept
    # Places are as rarer words, that may be the last of somebody's names.
    more |= places - everybody - set(lists["names-mostly"])
    more = {w for w in more if len(w) <= 16 and not formed(w, common) and not learned(w)}
    with open(os.path.join(HERE, "words.txt"), "w", encoding="ascii") as f:
        f.write(coded(common | more, lambda w: 48 if w in common else 65))
    names = named | people
    names -= everybody | more | namely | {n for n in people - named if len(n) < 4}
    ends = tuple(lists["place-ends"])
    plain_common = common - set(lists["names-mostly"])
    heard = {w[0] + sound(w) for w in plain_common if len(w) >= 5}
    kept = {n for n in names if n in named or n.endswith(ends) or learned(n) or formed(n, common) or sounds(n) & heard or together(n, plain_common) or any(s in everybody or formed(s, common) for s in slips(n))}
    with open(os.path.join(HERE, "names.txt"), "w", encoding="ascii") as f:
        f.write(coded(kept, lambda _: 48))
    print(len(common), "common words,", len(more), "more,", len(kept), "names of", len(names))


main()
