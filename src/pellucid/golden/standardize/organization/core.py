"""The core of an organization's name: what is compared when its legal form and spelling habits are set aside."""

import re
from functools import lru_cache

from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.look_alike import plain_words
from pellucid.golden.standardize.organization.tables import abbreviations, organization_words

_PLUS = re.compile(r"\s*[&+]\s*")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_LEADING = frozenset(["the", "firma", "fa", "shrkt", "kromhon"])  # the last two: company, in Persian and Khmer
_BY_COUNTRY = {"y": ("ES", "MX", "AR", "CO", "CL", "PE"), "e": ("PT", "BR", "IT"), "en": ("NL", "BE")}
_NOT_IN_KEYS = frozenset(["and", "of", "the", "company", "co"])
_UMLAUTS = re.compile(r"([aou])e")


@lru_cache(maxsize=4_096)
def core_name(text: str, country: str | None = None) -> str:
    """Return a name without its legal form in folded words, with ``and`` for &, abbreviations written out.

    ``"The Larkin Bros. Mfg."`` becomes ``"larkin brothers manufacturing"``.
    """
    text = plain_words(text)
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    words = fold(_PLUS.sub(" and ", text)).split()
    if len(words) > 1 and words[0] in _LEADING:
        words = words[1:]
    joining, long_forms = organization_words("joining"), abbreviations()
    last = len(words) - 1
    result = []
    for place, word in enumerate(words):
        if 0 < place < last and (word in joining or country in _BY_COUNTRY.get(word, ())):
            result.append("and")
        else:
            result.append(long_forms.get(word, word))
    return " ".join(result)


@lru_cache(maxsize=65_536)
def organization_key(core: str) -> str:
    """Return the match form of a core name: letters and digits only, without and, of, the, company.

    Umlauts written with e fall together with those that lost their dots. Empty when the core is.
    """
    words = [word for word in core.split() if word not in _NOT_IN_KEYS] or core.split()
    return _UMLAUTS.sub(r"\1", "".join(words))
