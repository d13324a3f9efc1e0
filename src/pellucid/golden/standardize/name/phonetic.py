"""A code for how a name sounds, the same for the spellings that Latin languages give to one name."""

import re
from functools import lru_cache

from pellucid.golden.standardize.fold import fold

_SERVANT = re.compile(
    r"^(?:abd|abdu|abdo|abdou|abde)(?:[ -]?(?:al|el|ul|ol|ur|ar|er|as|us|un|an|az|r|l))?[ -]?(?=[bcdfghjklmnpqrstvwxz])"
)
_SPELLINGS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(?<=[aeiou])h$", ""),
        (r"^(?:ye|je)(?=[vlkgr])", "e"),  # Yelena, Elena; Yevgeny, Evgeny
        (r"^eu(?=g)", "ev"),
        (r"ee$", "i"),
        (r"[ae][iy](?!$)", "e"),  # Meier, Mayer
        (r"^(?:kn|gn)", "n"),
        (r"^wr", "r"),
        (r"^x", "s"),
        (r"tsch|schtsch|shch|tch|cz|ch(?=[aeiouy]|$)|sch|sh|sz|zh|cs|sj|kj", "S"),
        (r"ch", "k"),
        (r"ph|th(?=m)", "f"),
        (r"gh(?=[aeiouy])", "g"),
        (r"gh", ""),
        (r"kh", "h"),
        (r"ck|q|c(?![eiyS])", "k"),
        (r"tz|ts|c|z", "s"),
        (r"x", "ks"),
        (r"dj|dzh|j", "y"),
        (r"[vw]|ff", "f"),
        (r"th", "t"),
        (r"dt$", "t"),
        (r"(?<=[aeiou])y(?=[aeiou])", ""),
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
    text = _SERVANT.sub("abd", name.replace("-", " ")).replace(" ", "")
    text = _DOUBLED.sub(r"\1", text)
    for pattern, sound in _SPELLINGS:
        text = pattern.sub(sound, text)
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


def family_sound(family: str) -> str:
    """Return the code of a family name; the endings that differ for women in Polish, Czech and Russian are one.

    Kowalska sounds as Kowalski, Ivanova as Ivanov, Novakova (with its long a) as Novak; -son and -dottir stay apart.
    """
    name = family.strip()
    if name.lower().endswith("ov\u00e1") and len(name) > 5:  # Czech: Novak, Novakova
        name = name[:-3]
    key = fold(name)
    for pattern, male in _FEMALE:
        key = pattern.sub(male, key)
    return sound_of(key)
