"""The forms in which names are compared; called once for each distinct value."""

from dataclasses import dataclass
from functools import lru_cache

from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.look_alike import plain_words
from pellucid.golden.standardize.name.phonetic import family_sound, sound_of
from pellucid.golden.standardize.name.tables import all_words, nickname_classes

_SERVANTS = frozenset(["abd", "abdul", "abdel", "abdal", "abdur", "abdoul", "abu", "abou", "umm"])
_ARTICLES = frozenset(["al", "el", "ul", "ur", "ar", "as"])
_ASIAN_END = "\u1100"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenForms:
    """How given names are compared.

    key: the first given name in ASCII letters. rest: the further ones, folded. initial: its first letter. classes:
    the nickname classes of the first one, sorted. phonetic: how the first one sounds. is_initial: whether it is no
    more than one letter. All empty where there is no name.
    """

    key: str
    rest: str
    initial: str
    classes: tuple[str, ...]
    phonetic: str
    is_initial: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyForms:
    """How family names are compared.

    key: the whole name in ASCII letters, particles joined: vanderberg. tokens: its words without particles. phonetic:
    how it sounds without particles, endings for women and men the same.
    """

    key: str
    tokens: tuple[str, ...]
    phonetic: str


_NO_GIVEN = GivenForms(key="", rest="", initial="", classes=(), phonetic="", is_initial=False)
_NO_FAMILY = FamilyForms(key="", tokens=(), phonetic="")


@lru_cache(maxsize=16_384)
def given_forms(given: str) -> GivenForms:
    """Return the match forms of one person's given names."""
    words = fold(plain_words(given)).split()
    if not words:
        return _NO_GIVEN
    taken = 1
    key = words[0]
    if key in _SERVANTS and len(words) > 1:
        taken = 3 if words[1] in _ARTICLES and len(words) > 2 else 2
        key = "".join(words[:taken])
    elif " " not in given and not given[0].isascii() and given[0] >= _ASIAN_END:
        key, taken = "".join(words), len(words)  # one name whose syllables the transliteration parts
    return GivenForms(
        key=key,
        rest=" ".join(words[taken:]),
        initial=key[0],
        classes=nickname_classes().get(key, ()),
        phonetic=sound_of(" ".join(words[:taken])),
        is_initial=len(key) == 1,
    )


@lru_cache(maxsize=16_384)
def family_forms(family: str) -> FamilyForms:
    """Return the match forms of one family name, or of a double one."""
    words = fold(plain_words(family)).split()
    if not words:
        return _NO_FAMILY
    particles = all_words("particle")
    tokens = tuple(word for word in words if word not in particles) or tuple(words)
    bare = family if len(tokens) == len(words) else " ".join(tokens)
    return FamilyForms(key="".join(words), tokens=tokens, phonetic=family_sound(bare))
