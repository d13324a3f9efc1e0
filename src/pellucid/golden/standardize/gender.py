"""Genders, told or hinted at by a title, and the salutation that may be proposed. Nothing here is certain knowledge."""

from pellucid.golden.model.issue import Rule
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.digits import ascii_digits
from pellucid.golden.standardize.placeholder import is_placeholder

RULES: tuple[Rule, ...] = tuple(
    Rule(name=name, severity=None, about=about, source=source, bad=bad, good=good)
    for name, about, source, bad, good in (
        ("gender_from_word", "Writes a word or letter for a gender as male, female or other.", "CLDR; ISO 5218",
         "weiblich", "female"),
        ("gender_from_title", "Takes the gender that a title such as Mr or Frau implies; a suggestion, not a fact.",
         "CLDR, person names", "Frau", "female"),
    )
)  # fmt: skip

_WORDS = {
    "male": """m male man men boy masculine masculin masculino maschile mann männlich maennlich mannlich herre homme
        garçon hombre varón varon uomo maschio homem man mannelijk mies mężczyzna muž férfi erkek karl karlkyn karlmaður
        lalaki lalake ប្រុស បុរស مرد مذكر مذکر ذكر رجل муж мужской мужчина м 男 男性
        남 남자 남성 nam 1 laki-laki lelaki ανδρας άνδρας""",
    "female": """f female woman women girl feminine feminin féminin femenino femminile weiblich w femme fille
        mujer hembra donna femmina mulher vrouw vrouwelijk v kvinna kvinne kvinde nainen kobieta žena nő kadın kona
        kvenkyn kvenmaður babae ស្រី ស្ត្រី زن مؤنث مونث أنثى امرأة жен женский женщина ж 女 女性 여 여자 여성 nữ 2 perempuan
        wanita γυναίκα""",
    "other": """other others x nb nonbinary non-binary divers diverse d enby genderqueer third diverso autre otro otra
        annað kynsegin hán 3""",
}
_TITLES = {
    "male": """mr mister sir herr herrn monsieur mr. messrs señor senor sr signor sig signore senhor dhr heer hr pan
        bay bey ginoo g លោក آقا آقای السيد г-н господин 先生 lord""",
    "female": """mrs ms miss madam ma'am lady frau madame mme mademoiselle mlle señora senora sra señorita srta signora
        sig.ra signorina senhora mevr mevrouw mw fru frk fröken pani bayan hanım ginang gng binibini bb លោកស្រី កញ្ញា خانم
        السيدة г-жа госпожа 女士 小姐 dame""",
    "other": "mx",
}
_BY_WORD = {word: gender for gender, words in _WORDS.items() for word in words.split()}
_BY_TITLE = {word: gender for gender, words in _TITLES.items() for word in words.split()}
# Letters that mean something else in a language: M is mujer or masculino, H is homme or hombre.
_SPANISH = frozenset({"ES", "MX", "AR", "CO", "CL", "PE", "VE", "EC", "GT", "CU", "BO", "DO",
                      "HN", "PY", "SV", "NI", "CR",
                      "PA", "UY", "PR"})  # fmt: skip
_FRENCH = frozenset({"FR", "BE", "CH", "LU", "MC", "CA"})
_NEUTRAL_TITLES = frozenset(
    {"dr", "prof", "professor", "doctor", "rev", "hon", "ing", "mag", "dipl.-ing", "dra", "atty"}
)
_NOT_KNOWN = frozenset(
    {"0", "9", "u", "?", "not known", "prefer not to say"}
)  # ISO 5218: 0 not known, 9 not applicable

# What a letter may open with, by language and gender; a person decides. The formal opening without a name where unsure.
_SALUTATIONS = {
    "en": {"male": "Mr", "female": "Ms"},
    "de": {"male": "Herr", "female": "Frau"},
    "fr": {"male": "Monsieur", "female": "Madame"},
    "es": {"male": "Sr.", "female": "Sra."},
    "it": {"male": "Signor", "female": "Signora"},
    "pt": {"male": "Sr.", "female": "Sra."},
    "nl": {"male": "De heer", "female": "Mevrouw"},
    "fil": {"male": "Ginoo", "female": "Ginang"},
    "fa": {"male": "آقای", "female": "خانم"},
    "km": {"male": "លោក", "female": "លោកស្រី"},
}


def standardize_gender(raw: str, hints: Hints = NO_HINTS) -> Standardized:
    """Return male, female or other, or None if the text does not tell.

    Words and letters of many languages, the digits of ISO 5218, and titles; what a title says is marked in changes as
    gender_from_title and is only ever a suggestion. Parts: title, as written.
    """
    text = raw.strip()
    key = ascii_digits(text).casefold().rstrip(".")
    if not key or (is_placeholder(text) and key != "x") or is_gender_unsaid(text) or is_letter_ambiguous(text, hints):
        return Standardized(raw=raw, value=None)
    if key == "h" and (hints.country in _SPANISH | _FRENCH or hints.language in ("es", "fr")):
        return Standardized(raw=raw, value="male", display="male", changes=("gender_from_word",))
    word = _BY_WORD.get(key)
    if word is not None:
        return Standardized(raw=raw, value=word, display=word, changes=("gender_from_word",) if word != raw else ())
    title = _BY_TITLE.get(key)
    if title is None:
        return Standardized(raw=raw, value=None)
    return Standardized(raw=raw, value=title, display=title, parts={"title": text}, changes=("gender_from_title",))


def is_letter_ambiguous(text: str, hints: Hints) -> bool:
    """Say whether a letter means either gender where it was written: M in Spanish, K in Icelandic."""
    key = text.strip().casefold().rstrip(".")
    in_spanish = hints.country in _SPANISH or hints.language == "es"
    in_icelandic = hints.country == "IS" or hints.language == "is"
    return (key == "m" and in_spanish) or (key == "k" and in_icelandic)


def is_gender_unsaid(text: str) -> bool:
    """Say whether a text says that the gender is not known or not told."""
    return ascii_digits(text.strip()).casefold() in _NOT_KNOWN


def is_neutral_title(text: str) -> bool:
    """Say whether a text is a title that anyone may bear."""
    return text.strip().casefold().rstrip(".") in _NEUTRAL_TITLES


def suggest_salutation(gender: str | None, language: str) -> str | None:
    """Return the title a letter may open with, or None where a name without a title is the better choice.

    gender: a standard value. language: ISO 639-1. Only ever a suggestion: what the person chose goes before it.
    """
    return _SALUTATIONS.get(language, {}).get(gender or "")
