"""What a question for customers may mean: words as they begin, as they sound, or misspelt by one slip of the keys."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from pellucid.crm.parties.words import (
    PHONE,
    PHONE_END,
    Words,
    digits_of,
    family_sounds,
    name_sounds,
    number_marks,
    plain_words,
)

TERMS_MAX = 6  # words of a question that count
DIGITS_MIN = 3  # of a number that is looked for among phones
SLIP_LETTERS_MIN = 4  # of a word that may be misspelt: shorter ones are one slip away from everything


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """What a word of a question may stand for. begins: of entries; behind: texts that stand behind a word, none for
    what stands there never."""

    begins: tuple[str, ...]
    behind: tuple[str, ...] = ()


Meaning = Callable[[str], Iterator[Sequence[Term]]]


def all_begin(text: str) -> Iterator[Sequence[Term]]:
    """Yield a text as one number, where it may be one, and as words that begin as typed."""
    digits = digits_of(text)
    if len(digits) >= DIGITS_MIN:
        if not any(letter.isalpha() for letter in text):
            yield [_number(text)]
            return
        yield [Term(begins=number_marks(text))]
    yield [_as_typed(word) for word in _split(text)]


def one_sounding(text: str) -> Iterator[Sequence[Term]]:
    """Yield one word after the other, the longest first, as it sounds; the others as they begin or sound."""
    words = _split(text)
    for heard in sorted(words, key=len, reverse=True):
        if sounds := _sounds_of(heard):
            yield [Term(begins=sounds), *(_as_typed(word, _sounds_of(word)) for word in words if word is not heard)]


def one_slipped(text: str) -> Iterator[Sequence[Term]]:
    """Yield one word after the other, the longest first, as misspelt; the others as they begin."""
    words = _split(text)
    for slipped in sorted(words, key=len, reverse=True):
        if near := slips(slipped):
            begins = tuple(f"{word} " for word in near)
            yield [Term(begins=begins), *(_as_typed(word) for word in words if word is not slipped)]


def _split(text: str) -> list[str]:
    """Return the words that count: addresses and numbers whole, the others folded."""
    words: list[str] = []
    for token in text.split():
        is_whole = "@" in token.strip("@") or (token.isdigit() and len(token) >= DIGITS_MIN)
        words += [token.lower()] if is_whole else plain_words(token)
    return words[:TERMS_MAX]


def _as_typed(word: str, sounds: Words = ()) -> Term:
    if "@" in word:
        return Term(begins=(word,))
    if word.isdigit() and len(word) >= DIGITS_MIN:
        return _number(word)
    return Term(begins=(word,), behind=tuple(f" {begins}" for begins in (word, *sounds)))


def _number(text: str) -> Term:
    digits = digits_of(text)
    bare = digits.lstrip("0") or digits
    return Term(begins=(PHONE + bare, PHONE_END + bare[::-1], *number_marks(text)))


def _sounds_of(word: str) -> Words:
    return tuple(sorted({*name_sounds(word), *family_sounds(word)})) if word.isalpha() else ()


def slips(word: str) -> list[str]:
    """Return the words one slip away: a letter too many, too few, another one, or two that changed places."""
    if len(word) < SLIP_LETTERS_MIN or not word.isalpha():
        return []
    parted = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    made = {head + tail[1:] for head, tail in parted if tail}
    made |= {head + tail[1] + tail[0] + tail[2:] for head, tail in parted if len(tail) > 1}
    made |= {head + letter + tail[1:] for head, tail in parted if tail for letter in ascii_lowercase}
    made |= {head + letter + tail for head, tail in parted for letter in ascii_lowercase}
    return sorted(made - {word})
