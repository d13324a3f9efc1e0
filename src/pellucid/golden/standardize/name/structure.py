"""Which words are given names and which the family name, by the customs of the culture."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.name.culture import Culture
from pellucid.golden.standardize.name.tables import all_words, word_list

_FATHER = frozenset(["bin", "ibn", "binti", "bint", "ben", "bte", "بن", "ابن", "بنت"])
_SERVANT = frozenset(["abd", "abdul", "abdel", "abdal", "abdur", "abdoul", "abu", "abou", "umm", "عبد", "أبو", "ابو"])
_ARTICLES = frozenset(["al", "el", "ul", "ud", "ur", "ad", "ar", "as"])
_FAITH = re.compile(r"(?:al|ul|ud|ad|ed)[- ]?(?:din|deen|dine|islam|haq|haqq|allah)")
_RUSSIAN_FATHER = re.compile(r".*(?:ovich|evich|ovna|evna|ichna|ович|евич|ьич|овна|евна|ична|івна|йович)")
_RUSSIAN_FAMILY = re.compile(
    r".*(?:[оеё]в|[оеё]ва|ин|ина|ын|ына|ский|ская|цкий|цкая|енко|чук|ой|ых|[oe]v|[oe]va|sky|skiy|skaya|enko|chuk)"
)
_JAPANESE_FAMILY_LENGTHS = (3, 2, 1)  # letters; the longest listed name wins
_UNLISTED_JAPANESE_LENGTH = 2  # letters of most Japanese family names


class Words(NamedTuple):
    """The words of a name, sorted into given, middle and family."""

    given: tuple[str, ...] = ()
    middle: tuple[str, ...] = ()
    family: tuple[str, ...] = ()


def arrange(tokens: Sequence[str], culture: Culture, *, family_only: bool = False) -> Words:
    """Return which words are which. family_only: a lone word is the family name, as behind Herr."""
    words = list(tokens)
    if culture.name in ("chinese", "cantonese", "japanese", "korean") and len(words) == 1:
        words = _part_unspaced(words[0], culture)
    units = join_units(words, culture)
    if not units:
        return Words()
    if len(units) == 1:
        is_family = (family_only and _reads_as_family(units[0])) or is_particle_unit(units[0], culture)
        return Words(family=tuple(units)) if is_family else Words(given=tuple(units))
    if culture.name == "slavic" or culture.name == "western":
        patronymic = _russian(units, culture)
        if patronymic:
            return patronymic
    if culture.family_first:
        return _family_first(units, culture)
    return given_first(units, culture)


def _reads_as_family(word: str) -> bool:
    """A lone word behind a title is the family name, unless it is known as a given one alone: Prof. Anna."""
    key = fold(word)
    return key not in all_words("given") or key in all_words("family")


def join_units(words: Sequence[str], culture: Culture) -> list[str]:
    """Return words with compounds joined: van der Berg, Abd al-Rahman, Maria del Carmen, bin Khalid."""
    units: list[str] = []
    pending: list[str] = []
    for place, word in enumerate(words):
        key = _key(word)
        last = place == len(words) - 1
        if pending:
            pending.append(word)
            if last or not (_is_particle(key, culture) or key in _ARTICLES or _is_lower_particle(word, key)):
                units.append(" ".join(pending))
                pending = []
        elif not last and key in _SERVANT:
            pending = [word]
        elif units and _FAITH.fullmatch(key):
            units[-1] += f" {word}"
        elif not last and starts_family(words, place, culture):
            pending = [word]
        else:
            units.append(word)
    return _joined_and(_joined_devotions(units, culture), culture)


def _key(word: str) -> str:
    return fold(word) if word.isascii() or not word[:1] > "\u0370" else word


def _is_particle(key: str, culture: Culture) -> bool:
    return key in word_list("particle", _PARTICLES.get(culture.name, "western"))


_PARTICLES = {
    "dutch": "nl", "german": "de", "french": "fr", "italian": "it", "spanish": "es", "portuguese": "pt",
    "nordic": "nordic", "arabic": "ar", "persian": "ar", "filipino": "tl",
}  # fmt: skip
_NO_PARTICLES = frozenset(["chinese", "cantonese", "japanese", "korean", "vietnamese", "khmer", "hungarian"])
_SURE_ALONE = frozenset(
    ["de", "van", "von", "da", "do", "dos", "das", "di", "della", "du", "del", "zu", "zum", "ter", "ten"]
)
_NOBLE = frozenset(
    ["graf", "grafin", "freiherr", "freifrau", "freiin", "baron", "baronin", "prinz", "prinzessin", "furst", "furstin"]
)
_SAINT = frozenset(["st", "ste", "saint"])
_LINKS = frozenset(["y", "e", "i", "und"])  # join what stands before with what follows


def starts_family(words: Sequence[str], place: int, culture: Culture) -> bool:
    """Say whether the word is a particle that opens a family name here; a first word may be the given name Van."""
    if culture.name in _NO_PARTICLES:
        return False
    word, key = words[place], _key(words[place])
    if place > 0 and "-" in word:
        word = word.rpartition("-")[2]  # Lindner-von Stetten
        return _is_lower_particle(word, _key(word))
    if place > 0 and (key in _SAINT or (key in _NOBLE and _is_particle(_key(words[place + 1]), culture))):
        return True
    if key in _LINKS or not (_is_particle(key, culture) or _is_lower_particle(word, key)):
        return False
    if culture.name == "western" and key in ("das", "di", "el", "ten", "san", "ben", "le", "la") and word.isupper():
        return False
    if place > 0 or word.islower():
        return True
    if len(words) > 2:
        return _is_particle(_key(words[1]), culture)
    return culture.name in _PARTICLES and key in _SURE_ALONE


def _is_lower_particle(word: str, key: str) -> bool:
    return word.islower() and len(key) > 1 and (key in all_words("particle") or key in _FATHER)


def is_particle_unit(unit: str, culture: Culture) -> bool:
    """Say whether a unit is a family name that starts with a particle, such as van der Berg or bin Khalid."""
    words = unit.split()
    if len(words) < 2 or culture.name in _NO_PARTICLES:
        return False
    key = _key(words[0])
    if "-" in words[0] and words[0].rpartition("-")[2].islower():
        return True
    if key in _SERVANT:
        return False
    return _is_particle(key, culture) or _is_lower_particle(words[0], key) or key in _FATHER | _SAINT | _NOBLE


def _joined_devotions(units: list[str], culture: Culture) -> list[str]:
    """Maria del Carmen and Juan de Dios are given names, though they hold a particle."""
    if culture.name not in ("spanish", "western", "filipino", "portuguese") or len(units) < 3:
        return units
    words = units[1].split()
    if (
        fold(units[0]) in ("maria", "juan", "jose", "ma")
        and len(words) > 1
        and fold(words[-1]) in word_list("devotion", "es")
    ):
        return [f"{units[0]} {units[1]}", *units[2:]]
    return units


def _joined_and(units: list[str], culture: Culture) -> list[str]:
    """Castro y Pena, Costa e Silva, von und zu Steinach are one family name."""
    result: list[str] = []
    for place, unit in enumerate(units):
        if (
            culture.name in ("spanish", "portuguese", "western", "filipino")
            and 1 < place < len(units) - 1
            and unit in _LINKS
        ) or (result and result[-1].rpartition(" ")[2] in _LINKS and " " in result[-1]):
            result[-1] += f" {unit}"
        else:
            result.append(unit)
    return result


def given_first(units: list[str], culture: Culture) -> Words:
    """Return units of a name whose family name stands last."""
    if culture.double and len(units) > 2:
        given_count = _double_given_count(units, culture)
        return Words(given=tuple(units[:given_count]), family=tuple(units[given_count:]))
    if culture.name == "filipino" and len(units) > 2:
        return _filipino(units)
    first_particle = next((n for n, unit in enumerate(units) if n and is_particle_unit(unit, culture)), len(units) - 1)
    if culture.name in ("arabic", "persian") or _key(units[first_particle].split()[0]) in _FATHER:
        first_particle = len(units) - 1
    if culture.compound:
        return Words(given=tuple(units[:first_particle]), family=tuple(units[first_particle:]))
    return Words(given=tuple(units[:1]), middle=tuple(units[1:first_particle]), family=tuple(units[first_particle:]))


def _double_given_count(units: list[str], culture: Culture) -> int:
    code = "es" if culture.name == "spanish" else "pt"
    known, families = word_list("given", code), word_list("family", code)
    if len(units) > 3:
        return len(units) - 2
    second = fold(units[1])
    return 2 if (second in known and second not in families) or _is_initial(units[1]) else 1


def _is_initial(unit: str) -> bool:
    return len(unit.rstrip(".")) == 1


def _filipino(units: list[str]) -> Words:
    """The middle name is the mother's family name; given names may be several."""
    middle = units[-2]
    if len(units) == 3 and fold(middle) in word_list("given", "tl"):
        return Words(given=tuple(units[:2]), family=tuple(units[2:]))
    return Words(given=tuple(units[:-2]), middle=(middle,), family=tuple(units[-1:]))


def _family_first(units: list[str], culture: Culture) -> Words:
    family = _family_place(units, culture)
    rest = units[:family] + units[family + 1 :]
    name = (units[family],)
    if culture.name == "vietnamese":
        return Words(given=tuple(rest[-1:]), middle=tuple(rest[:-1]), family=name)
    if culture.compound:
        return Words(given=tuple(rest), family=name)
    return Words(given=tuple(rest[:1]), middle=tuple(rest[1:]), family=name)


def _family_place(units: list[str], culture: Culture) -> int:
    """Return where the family name stands: last only when lists say that the name was turned round."""
    first, last = fold(units[0]), fold(units[-1])
    if culture.name == "hungarian":
        given, family = word_list("given", "hu"), word_list("family", "hu")
        turned = first in given and (last not in given or (last in family and first not in family))
        return len(units) - 1 if turned else 0
    codes = {"chinese": ("zh", "yue"), "cantonese": ("yue", "zh"), "japanese": ("ja",), "korean": ("ko",)}
    for code in codes.get(culture.name, ("vi",) if culture.name == "vietnamese" else ("km",)):
        known = word_list("family", code)
        if first in known:
            return 0
        if last in known:
            return len(units) - 1
    return 0


def _part_unspaced(word: str, culture: Culture) -> list[str]:
    if word.isascii() or len(word) < 2 or word[0] < "\u2e80":
        return [word]
    if culture.name == "japanese":
        known = word_list("family", "hanja")
        for length in _JAPANESE_FAMILY_LENGTHS:
            if word[:length] in known and len(word) > length:
                return [word[:length], word[length:]]
        cut = _UNLISTED_JAPANESE_LENGTH
        return [word[:cut], word[cut:]] if len(word) > cut + 1 and "\u4e00" <= word[0] <= "\u9fff" else [word]
    compound = word_list("family", "hangul" if "\uac00" <= word[0] <= "\ud7a3" else "hanzi")
    cut = 2 if word[:2] in compound and len(word) > 2 else 1
    return [word[:cut], word[cut:]] if len(word) <= cut + 3 else [word]


def _russian(units: list[str], culture: Culture) -> Words | None:
    """Family, given, patronymic or given, patronymic, family: the patronymic tells which."""
    small = [unit.lower() for unit in units]
    if len(units) == 3:
        if _RUSSIAN_FATHER.fullmatch(small[2]) and not _RUSSIAN_FATHER.fullmatch(small[1]):
            return Words((units[1],), (units[2],), (units[0],))
        if _RUSSIAN_FATHER.fullmatch(small[1]):
            return Words((units[0],), (units[1],), (units[2],))
    if culture.name != "slavic" or len(units) != 2:
        return None
    if _RUSSIAN_FAMILY.fullmatch(small[0]) and not _RUSSIAN_FAMILY.fullmatch(small[1]):
        if _RUSSIAN_FATHER.fullmatch(small[1]):
            return None
        return Words((units[1],), (), (units[0],))
    if _RUSSIAN_FATHER.fullmatch(small[1]):
        return Words((units[0],), (units[1],), ())
    return None
