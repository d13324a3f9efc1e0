"""Which customs a name follows: told by country, language, script and the commonest names."""

import re
from functools import lru_cache
from typing import NamedTuple

from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.name.tables import all_words, word_list


class Culture(NamedTuple):
    """The customs of names.

    name: what it is called here. family_first: whether the standard form starts with the family name. compound:
    whether every given name belongs to the part given, so that there is no middle name. double: whether two family
    names are usual. glue: what stands between the parts when written in the culture's own script.
    """

    name: str
    family_first: bool = False
    compound: bool = False
    double: bool = False
    glue: str = " "


WESTERN = Culture("western")
CULTURES = {
    culture.name: culture
    for culture in (
        WESTERN,
        Culture("dutch"),
        Culture("german"),
        Culture("french"),
        Culture("nordic"),
        Culture("italian", compound=True),
        Culture("spanish", compound=True, double=True),
        Culture("portuguese", compound=True, double=True),
        Culture("icelandic"),
        Culture("hungarian", family_first=True),
        Culture("chinese", family_first=True, compound=True, glue=""),
        Culture("cantonese", family_first=True, compound=True, glue=""),
        Culture("japanese", family_first=True, compound=True),
        Culture("korean", family_first=True, compound=True, glue=""),
        Culture("vietnamese", family_first=True),
        Culture("khmer", family_first=True, compound=True),
        Culture("slavic"),
        Culture("arabic"),
        Culture("persian", compound=True),
        Culture("filipino"),
    )
}

_BY_COUNTRY = {
    country: name
    for name, countries in {
        "dutch": "NL BE SR",
        "german": "DE AT LI",
        "french": "FR MC SN CI ML BF NE TG BJ CM GA CD CG HT",
        "nordic": "SE NO DK FI",
        "italian": "IT SM",
        "spanish": "ES MX AR CO PE CL VE EC GT CU BO DO HN PY SV NI CR PA UY PR GQ",
        "portuguese": "PT BR AO MZ CV",
        "icelandic": "IS",
        "hungarian": "HU",
        "chinese": "CN TW",
        "cantonese": "HK MO",
        "japanese": "JP",
        "korean": "KR KP",
        "vietnamese": "VN",
        "khmer": "KH",
        "slavic": "RU BY UA BG RS MK KZ KG",
        "arabic": "SA AE EG SY IQ JO LB KW QA BH OM YE SD LY TN DZ MA PS MY PK BD AF",
        "persian": "IR TJ",
        "filipino": "PH",
    }.items()
    for country in countries.split()
}
_BY_LANGUAGE = {
    "nl": "dutch", "de": "german", "fr": "french", "sv": "nordic", "da": "nordic", "nb": "nordic", "no": "nordic",
    "fi": "nordic", "it": "italian", "es": "spanish", "pt": "portuguese", "is": "icelandic", "hu": "hungarian",
    "zh": "chinese", "ja": "japanese", "ko": "korean", "vi": "vietnamese", "km": "khmer", "ru": "slavic",
    "uk": "slavic", "bg": "slavic", "ar": "arabic", "ms": "arabic", "fa": "persian", "tl": "filipino",
    "fil": "filipino",
}  # fmt: skip

_MIXED_COUNTRIES = frozenset(["SG", "MY"])
_CHINESE_WORDS = 3

_KANA = re.compile(r"[\u3041-\u30ff]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_KHMER = re.compile(r"[\u1780-\u17ff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_PERSIAN = re.compile("[\u067e\u0686\u0698\u06af\u06cc\u06a9]")
_PINYIN = re.compile(
    r"(?:[bpmfw]o|(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?"
    r"(?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|er|i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ua|uo|uai|ui|uan|un|uang|ue))"
)
_PINYIN_GIVEN = re.compile(rf"{_PINYIN.pattern}(?:{_PINYIN.pattern})?")
_KOREAN_SYLLABLE = (
    r"(?:(?:[bcdghjkmnprstwy]|ch|kk|ss)?(?:a|ae|e|eo|eu|i|o|oo|u|ui|ya|yeo|yo|yu|yoo|wa|wo|woo|we|wi|ee|ou|young|oung)"
    r"(?:[knlmptbg]|ng)?)"
)
_KOREAN_GIVEN = re.compile(rf"{_KOREAN_SYLLABLE}[- ]?{_KOREAN_SYLLABLE}")
_VIETNAMESE_MIDDLE = frozenset(
    [
        "van",
        "thi",
        "duc",
        "huu",
        "thanh",
        "minh",
        "ngoc",
        "quoc",
        "xuan",
        "dinh",
        "thu",
        "kim",
        "hong",
        "bao",
        "quang",
        "hoang",
        "duy",
        "tuan",
    ]
)


@lru_cache(maxsize=4_096)
def culture_of_hints(country: str | None, language: str | None) -> Culture:
    """Return the culture that a country, or else a language, points to; western where neither does."""
    name = _BY_COUNTRY.get(country or "") or _BY_LANGUAGE.get(language or "")
    return CULTURES[name] if name else WESTERN


def culture_of(text: str, tokens: list[str], hints: Hints) -> Culture:
    """Return whose customs a name follows: its script decides, then the hints, then the commonest names."""
    hinted = culture_of_hints(hints.country, hints.language)
    if not text.isascii():
        by_script = _by_script(text, hinted)
        if by_script:
            return by_script
    words = [fold(token) for token in tokens]
    if hints.country in _MIXED_COUNTRIES and _is_cantonese_name(words):
        return CULTURES["cantonese"]
    if hinted.family_first and hinted.name != "hungarian" and _has_western_given(words):
        return WESTERN
    if hinted is not WESTERN:
        return hinted
    return _by_names(words) or WESTERN


def _is_cantonese_name(words: list[str]) -> bool:
    """Ng Wei Ming: in Singapore and Malaysia the family name comes first where the name is Chinese."""
    known = word_list("family", "yue") | word_list("family", "zh")
    return len(words) == _CHINESE_WORDS and words[0] in known and word_list("given", "en").isdisjoint(words)


def _has_western_given(words: list[str]) -> bool:
    """Peter Chan is written given name first in Hong Kong too."""
    is_given = len(words) > 1 and words[0] in word_list("given", "en") and words[0] not in all_words("family")
    return is_given and words[-1] in all_words("family")


def _by_script(text: str, hinted: Culture) -> Culture | None:
    if _HAN.search(text) or _KANA.search(text):
        if hinted.name in ("chinese", "cantonese", "japanese", "korean"):
            return hinted
        is_japanese = _KANA.search(text) or any(
            text.startswith(name) for name in word_list("family", "hanja") if name[1:]
        )
        return CULTURES["japanese" if is_japanese else "chinese"]
    for pattern, name in ((_HANGUL, "korean"), (_KHMER, "khmer"), (_CYRILLIC, "slavic")):
        if pattern.search(text):
            return CULTURES[name]
    if _ARABIC.search(text):
        return CULTURES["persian" if hinted.name == "persian" or _PERSIAN.search(text) else "arabic"]
    return None


def _by_names(words: list[str]) -> Culture | None:
    """Return the culture of a Latin name without any hint, only where two signs agree."""
    if len(words) < 2:
        return None
    first, rest = words[0], " ".join(words[1:])
    if first in word_list("family", "vi") and len(words) > 2 and words[1] in _VIETNAMESE_MIDDLE:
        return CULTURES["vietnamese"]
    if first in word_list("family", "ko") and " " in rest and _KOREAN_GIVEN.fullmatch(rest):
        return CULTURES["korean"]
    if _is_pinyin_name(words):
        return CULTURES["chinese"]
    if len(words) > 2:
        for name, code in (("spanish", "es"), ("portuguese", "pt")):
            known = word_list("family", code)
            if words[-1] in known and words[-2] in known and words[0] in word_list("given", code):
                return CULTURES[name]
    return None


def _is_pinyin_name(words: list[str]) -> bool:
    first, rest = words[0], words[1:]
    if first not in word_list("family", "zh") or len(rest) > 2:
        return False
    joined = "".join(rest)
    is_western = joined in word_list("given", "en") or rest[-1] in word_list("family", "en")
    return not is_western and len(joined) > 1 and _PINYIN_GIVEN.fullmatch(joined) is not None
