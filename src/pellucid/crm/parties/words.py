"""The words that a customer is found by: of names, mail, phone digits and numbers, and how names sound."""

import re
from collections.abc import Callable

from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.name.phonetic import family_sound, sound_of
from pellucid.golden.standardize.phone_plan import CALLING_CODES

# What is no plain word begins with a mark that folding leaves in none, and that sorts behind the space.
PHONE, PHONE_END, SOUND = "#", "=", "~"
LONGEST = 60  # letters of a word; nobody types more to find somebody
NOT_SEARCHED = ("prefix", "suffix")
NOT_DIGIT = re.compile(r"[^0-9]+")
Words = tuple[str, ...]
WordsOf = Callable[[str], Words]


def plain_by(field: str) -> WordsOf | None:
    """Return how the values of a field become words that customers are called by, None where they do not."""
    return None if field in NOT_SEARCHED or field not in FIELDS else _PLAIN.get(FIELDS[field].kind)


def sounds_by(field: str) -> WordsOf | None:
    """Return how the values of a field become sounds, None for what is no name."""
    if field in NOT_SEARCHED or field not in FIELDS or FIELDS[field].kind not in ("name", "name_part"):
        return None
    return family_sounds if field == "family_name" else name_sounds


def marks_by(field: str) -> WordsOf | None:
    """Return how the values of a field become words that stand for themselves, as numbers do."""
    return _MARKS.get(FIELDS[field].kind) if field in FIELDS else None


def hints_by(field: str) -> WordsOf | None:
    """Return how the values of a field become words that only tell customers of one name apart."""
    return plain_words if field == "city" else None


def plain_words(text: str) -> Words:
    """Return the folded words of a text."""
    return tuple(word[:LONGEST] for word in fold(text).split())


def name_sounds(name: str) -> Words:
    """Return how each word of a name sounds."""
    return _sounds(name, sound_of)


def family_sounds(name: str) -> Words:
    """Return how each word of a family name sounds, whoever of the family bears it."""
    return _sounds(name, family_sound)


def _sounds(name: str, sound: Callable[[str], str]) -> Words:
    codes = (sound(word) for word in plain_words(name) if len(word) > 1)
    return tuple(SOUND + code + SOUND for code in codes if len(code) > 1)


def mailbox_words(email: str) -> Words:
    """Return the words before the @ of an address of mail."""
    return plain_words(email.partition("@")[0])


def email_marks(email: str) -> Words:
    """Return an address of mail as one word."""
    return (email.lower()[:LONGEST],)


def phone_marks(phone: str) -> Words:
    """Return the digits of a phone number from its country, from within its country, and from its end."""
    digits = digits_of(phone)
    if not digits:
        return ()
    code = next((digits[:size] for size in (1, 2, 3) if digits[:size] in CALLING_CODES), "")
    return (PHONE + digits, PHONE + digits[len(code) :], PHONE_END + digits[::-1])


def number_marks(number: str) -> Words:
    """Return a number that somebody is registered under, without what parts its digits."""
    joined = fold(number).replace(" ", "")
    return (joined[:LONGEST],) if joined else ()


def digits_of(text: str) -> str:
    """Return the digits of a text, those of any script as 0-9."""
    return NOT_DIGIT.sub("", text if text.isascii() else fold(text))[:LONGEST]


_PLAIN: dict[str, WordsOf] = {
    "name": plain_words,
    "name_part": plain_words,
    "organization": plain_words,
    "email": mailbox_words,
}
_MARKS: dict[str, WordsOf] = {"email": email_marks, "phone": phone_marks, "identifier": number_marks}
