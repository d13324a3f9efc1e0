"""A code for how a name sounds, the same for the spellings that Latin languages give to one name."""

import re
from functools import lru_cache

from pellucid.golden.standardize.fold import fold

_SERVANT = re.compile(
    r"^(?:abd|abdu|abdo|abdou|abde)(?:[ -]?(?:al|el|ul|ol|ur|ar|er|as|us|un|an|az|r|l))?[ -]?(?=[bcdfghjklmnpqrstvwxz])"
)
# Letters of which a text has one at least where the pattern fits: most names have none, and need not be searched.
SPELLINGS = tuple(
    (frozenset(letters), re.compile(pattern), sound)
    for letters, pattern, sound in (
        ("h", r"(?<=[aeiou])h$", ""),
        ("yj", r"^(?:ye|je)(?=[vlkgr])", "e"),  # Yelena, Elena; Yevgeny, Evgeny
        ("g", r"^eu(?=g)", "ev"),
        ("e", r"ee$", "i"),
        ("iy", r"[ae][iy](?!$)", "e"),  # Meier, Mayer
        ("kg", r"^(?:kn|gn)", "n"),
        ("w", r"^wr", "r"),
        ("x", r"^x", "s"),
        ("hczj", r"tsch|schtsch|shch|tch|cz|ch(?=[aeiouy]|$)|sch|sh|sz|zh|cs|sj|kj", "S"),
        ("h", r"ch", "k"),
        ("h", r"ph|th(?=m)", "f"),
        ("h", r"gh(?=[aeiouy])", "g"),
        ("h", r"gh", ""),
        ("h", r"kh", "h"),
        ("cq", r"ck|q|c(?![eiyS])", "k"),
        ("tcz", r"tz|ts|c|z", "s"),
        ("x", r"x", "ks"),
        ("jh", r"dj|dzh|j", "y"),
        ("vwf", r"[vw]|ff", "f"),
        ("h", r"th", "t"),
        ("d", r"dt$", "t"),
        ("y", r"(?<=[aeiou])y(?=[aeiou])", ""),
    )
)
_DOUBLED = re.compile(r"([^aeiou])\1+")
_UNHEARD = re.compile(r"[aeiouyh]+")  # so that what Arabic script leaves out is left out everywhere
_FIRST_VOWEL = re.compile(r"[aeiouy]")
_TELLING = 3  # letters of a code from which it tells names apart without a vowel: Tim and Tom need theirs
_CLASSES = {"i": "e", "y": "e", "u": "o"}  # of a first vowel
_LAST = {"a": "a", "i": "i", "y": "i", "o": "o", "u": "o", "e": ""}
_LONGEST = 12  # letters of a code; what sounds alike so far is alike


@lru_cache(maxsize=65_536)
def sound_of(name: str) -> str:
    """Return the code of one folded name: consonants by sound, last vowel by class; a first vowel
    where it starts the name or few consonants tell it apart.

    Mohammed, Muhamad and Mohamed share one, as do Sergei and Sergey, Yusuf and Youssef. Empty for empty text.
    """
    text = name.replace("-", " ")
    text = (_SERVANT.sub("abd", text) if text.startswith("abd") else text).replace(" ", "")
    text = _DOUBLED.sub(r"\1", text)
    letters = set(text)  # and those of the sounds put in; what is taken out may stay among them
    for needed, pattern, sound in SPELLINGS:
        if not letters.isdisjoint(needed):
            text = pattern.sub(sound, text)
            letters.update(sound)
    if not text:
        return ""
    text = _DOUBLED.sub(r"\1", text)
    code = _CLASSES.get(text[0], text[0]) + _UNHEARD.sub("", text[1:])
    if len(code) < _TELLING and text[0] not in "aeiou":
        vowel = _FIRST_VOWEL.search(text, 1)
        code = code[0] + (_CLASSES.get(vowel[0], vowel[0]) if vowel else "") + code[1:]
    return code[:_LONGEST].upper() + _last_vowel(text)


def _last_vowel(text: str) -> str:
    return _LAST.get(text[-1], "") if len(text) > 2 else ""


_FEMALE = tuple(
    (re.compile(pattern), male)
    for pattern, male in (
        (r"(?<=[sc])ka$", "ki"),
        (r"(?<=dz)ka$", "ki"),
        (r"(?<=[a-z]{2}[oe]v)a$", ""),
        (r"(?<=[a-z]{3}in)a$", ""),
        (r"skaya$", "ski"),
        (r"ski[iy]$", "ski"),
        (r"sky$", "ski"),
        (r"(?<=ts)kaya$", "ki"),
    )
)
_FEMALE_LAST = ("a", "i", "y")  # letters with which all that these patterns fit ends


def family_sound(family: str) -> str:
    """Return the code of a family name; the endings that differ for women in Polish, Czech and Russian are one.

    Kowalska sounds as Kowalski, Ivanova as Ivanov, Novakova (with its long a) as Novak; -son and -dottir stay apart.
    """
    name = family.strip()
    if name.lower().endswith("ov\u00e1") and len(name) > 5:  # Czech: Novak, Novakova
        name = name[:-3]
    key = fold(name)
    if key.endswith(_FEMALE_LAST):
        for pattern, male in _FEMALE:
            key = pattern.sub(male, key)
    return sound_of(key)
