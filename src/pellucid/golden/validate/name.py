"""What is wrong with a person's name: no name at all, more than one, or one that needs a look."""

import re
from collections.abc import Iterator
from functools import cache

from pellucid.golden.model.issue import Issue, Rule, Severity
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.look_alike import mixed_scripts, plain_look
from pellucid.golden.standardize.name.clean import (
    EMAIL,
    NAME_CHARACTERS_MAX,
    PHONE,
    WEB,
    is_nonsense,
    is_nonsense_word,
    says_nothing,
    squeeze,
    tidy,
)
from pellucid.golden.standardize.name.tables import all_words, is_latin, placeholder_texts, word_list
from pellucid.golden.standardize.organization import is_organization

_W3C = "W3C, Personal names around the world"
_USE = "Practice of data stewards"
_UTS39 = "Unicode Security Mechanisms (UTS 39)"

_PLACEHOLDER = Rule(
    name="name_placeholder",
    severity=Severity.ERROR,
    about="The field holds a word that says there is no name: test, n/a, unknown, in any of some thirty languages.",
    source=_USE,
    bad="n/a",
    good="Emily Clarke",
)
_NONSENSE = Rule(
    name="name_nonsense",
    severity=Severity.ERROR,
    about="Keys struck at random or one letter over and over; the value is kept but should not be used.",
    source=_USE,
    bad="sdfghjkl",
    good="Emily Clarke",
)
_ORGANIZATION = Rule(
    name="name_is_organization",
    severity=Severity.ERROR,
    about="The name of a company or institution stands where a person's name should.",
    source="ISO 20275, entity legal forms (GLEIF list)",
    bad="Acme Trading Ltd",
    good="Emily Clarke",
)
_EMAIL = Rule(
    name="name_is_email",
    severity=Severity.ERROR,
    about="An e-mail or web address stands where a name should.",
    source="RFC 5322",
    bad="jane.porter@example.com",
    good="Jane Porter",
)
_NUMBER = Rule(
    name="name_is_number",
    severity=Severity.ERROR,
    about="A number stands where a name should.",
    source=_USE,
    bad="+44 20 7946 0123",
    good="Jane Porter",
)
_CONTACT = Rule(
    name="name_with_contact",
    severity=Severity.WARNING,
    about="An e-mail address, telephone number or web address stands beside the name; it belongs in its own field.",
    source=_USE,
    bad="Jane Porter 020 7946 0123",
    good="Jane Porter",
)
_DIGITS = Rule(
    name="name_with_digits",
    severity=Severity.WARNING,
    about="Digits stand in the name, mostly a slip or a mark of an old system.",
    source=_USE,
    bad="J0hn Smith",
    good="John Smith",
)
_NOTE = Rule(
    name="name_with_note",
    severity=Severity.WARNING,
    about="A note stands beside the name, such as (deceased) or (do not call); it asks for something to be done.",
    source=_USE,
    bad="John Smith (deceased)",
    good="John Smith",
)
_TWO = Rule(
    name="name_two_people",
    severity=Severity.WARNING,
    about="One field names two people; each needs a record, for consent and birthdays are not shared.",
    source=_W3C,
    bad="John & Mary Smith",
    good="John Smith",
)
_INITIALS = Rule(
    name="name_only_initials",
    severity=Severity.WARNING,
    about="Nothing but initials: too little to tell people apart.",
    source=_W3C,
    bad="J. H.",
    good="Jane Hollis",
)
_LOOK_ALIKE = Rule(
    name="name_look_alike",
    severity=Severity.WARNING,
    about="One word mixes letters of two scripts that look alike, such as a Cyrillic o in John; searches miss it.",
    source=_UTS39,
    bad="J\u043ehn Smith",
    good="John Smith",
)
_MIXED = Rule(
    name="name_mixed_scripts",
    severity=Severity.NOTE,
    about="The name is written in two scripts, one beside the other.",
    source=_UTS39,
    bad="\u738b\u5c0f\u660e Xiaoming Wang",
    good="\u738b\u5c0f\u660e",
)
_ORDER = Rule(
    name="name_order_suspected",
    severity=Severity.WARNING,
    about="A common family name stands as given name and a common given name as family name: probably swapped.",
    source=_W3C,
    bad="Smith John",
    good="John Smith",
)
_SAMPLE = Rule(
    name="name_sample_person",
    severity=Severity.WARNING,
    about="The name is one that forms and manuals use for nobody in particular; few people bear it.",
    source=_USE,
    bad="Max Mustermann",
    good="Max Krämer",
)
SHOUTING = Rule(
    name="name_shouting",
    severity=Severity.NOTE,
    about="The name came all in capitals; they were restored by rule, which may miss a McDonald or a van der Berg.",
    source=_W3C,
    bad="MARIA GARCIA",
    good="Maria Garcia",
)
SINGLE = Rule(
    name="name_single_word",
    severity=Severity.NOTE,
    about="Only one word. Some people have but one name; more often the other is missing.",
    source=_W3C,
    bad="Emily",
    good="Emily Clarke",
)
_SYMBOLS = Rule(
    name="name_with_symbols",
    severity=Severity.WARNING,
    about="Signs stand in the name that no name has.",
    source=_USE,
    bad="Emily $Clarke",
    good="Emily Clarke",
)
_TEXT = Rule(
    name="name_is_text",
    severity=Severity.ERROR,
    about="More than 150 characters: a text stands where a name should.",
    source=_USE,
    bad="the customer called and wants the parcel " * 4,
    good="Emily Clarke",
)
_LONG = Rule(
    name="name_too_long",
    severity=Severity.WARNING,
    about="More than ten words or a hundred characters: probably a sentence or several people.",
    source=_USE,
    bad="please call the customer on Monday because the parcel did not arrive at all",
    good="Emily Clarke",
)
RULES: tuple[Rule, ...] = (
    _PLACEHOLDER, _NONSENSE, _ORGANIZATION, _EMAIL, _NUMBER, _CONTACT, _DIGITS, _NOTE, _TWO, _INITIALS, _LOOK_ALIKE,
    _MIXED,
    _ORDER, _SAMPLE, SHOUTING, SINGLE, _SYMBOLS, _LONG, _TEXT,
)  # fmt: skip

ONE_WORD = "Only one word; given or family name may be missing."
IN_CAPITALS = "The name came all in capitals."
WORDS_MAX = 10
CHARACTERS_MAX = 100

_PLAIN = re.compile(r"[A-Z][a-z]*[aeiouy][a-z]* [A-Z][a-z]*[aeiouy][a-z]*")
_DIGIT = re.compile(r"\d")
_SYMBOL = re.compile(r"[$%^*=<>{}\[\]|\\~#@_?!\u00a7\u20ac\u00a3]|[\U0001f000-\U0001ffff]")


def check_name(value: Standardized, hints: Hints = NO_HINTS) -> tuple[Issue, ...]:  # noqa: ARG001 - one signature for all
    """Return what is wrong with a standardized name, worst first; nothing for an empty field."""
    raw = value.raw
    if value.value == raw and _PLAIN.fullmatch(raw):
        return tuple(_plain_faults(value))
    if not raw.strip():
        return ()
    if value.value is None:
        squeezed = squeeze(raw)
        text = squeezed if len(squeezed) > NAME_CHARACTERS_MAX else tidy(squeezed)[0]
        return (_why_none(text or raw),)
    text = tidy(raw)[0]
    return tuple(_faults(value, text))


def _why_none(text: str) -> Issue:
    if len(text) > NAME_CHARACTERS_MAX:
        return _TEXT.issue("This is a text, not a name.", found=text[:CHARACTERS_MAX])
    if EMAIL.fullmatch(text) or WEB.fullmatch(text) or "@" in text:
        return _EMAIL.issue("This is an address, not a name.", found=text)
    if _DIGIT.search(text) and (PHONE.fullmatch(text) or not any(char.isalpha() for char in text)):
        return _NUMBER.issue("This is a number, not a name.", found=text)
    if not says_nothing(text) and is_organization(text):
        return _ORGANIZATION.issue("This looks like an organization, not a person.", found=text)
    if is_nonsense(text) and not says_nothing(text):
        return _NONSENSE.issue("Letters struck at random, not a name.", found=text)
    return _PLACEHOLDER.issue("This says that there is no name.", found=text)


def _plain_faults(value: Standardized) -> Iterator[Issue]:
    yield from _nonsense(value.raw.lower())
    yield from _known_faults(value)


def _known_faults(value: Standardized) -> Iterator[Issue]:
    """Faults that lists tell: sample people, swapped order."""
    parts = value.parts
    given, family = parts.get("given", ""), parts.get("family", "")
    name = fold(f"{given} {family}") if is_latin(given) else (value.value or "").replace(" ", "")
    if name in placeholder_texts("sample"):
        yield _SAMPLE.issue("Forms and manuals use this name for nobody in particular.", found=value.value or "")
    elif _is_swapped(given, family) and not ("name_comma" in value.changes or "name_order" in value.changes):
        suggestion = f"{family} {given}"
        yield _ORDER.issue("Given and family name may be swapped.", found=value.value or "", suggestion=suggestion)


@cache
def surnames() -> frozenset[str]:
    """Return the commonest family names of three languages, to tell swapped order."""
    return word_list("family", "en") | word_list("family", "de") | word_list("family", "es")


def _is_swapped(given: str, family: str) -> bool:
    """The given name is a common family name and no given one, the family name the reverse."""
    first, last = given.lower(), family.lower()
    families = surnames()
    if first not in families or last in families:
        return False
    return last in all_words("given") and first not in all_words("given")


def _nonsense(text: str) -> Iterator[Issue]:
    word = next((word for word in text.split() if is_nonsense_word(word)), None)
    if word:
        yield _NONSENSE.issue("Letters struck at random, not a name.", found=word)


def _faults(value: Standardized, text: str) -> Iterator[Issue]:
    yield from _nonsense(text.lower())
    yield from _shape_faults(value, text)
    yield from _script_faults(value)
    yield from _known_faults(value)
    letters = [word for word in text.split() if len(word.rstrip(".")) > 1]
    if text.isupper() and len(letters) > 1:
        yield SHOUTING.issue(IN_CAPITALS, found=text, suggestion=value.value)
    names = [part for name in ("given", "middle", "family") for part in value.parts.get(name, "").split()]
    if names and all(len(name.rstrip(".")) == 1 and name.isascii() for name in names):
        yield _INITIALS.issue("Nothing but initials.", found=value.value or "")
    elif len(names) == 1 and "name_couple" not in value.changes:
        yield SINGLE.issue(ONE_WORD, found=value.value or "")


def _shape_faults(value: Standardized, text: str) -> Iterator[Issue]:
    standard = value.value or ""
    if "name_contact_removed" in value.changes:
        yield _CONTACT.issue("A contact stands beside the name.", found=text, suggestion=value.value)
    if "name_note" in value.changes:
        yield _NOTE.issue("A note stands beside the name.", found=text)
    if "name_couple" in value.changes or " & " in standard or value.parts.get("prefix") == "Family":
        yield _TWO.issue("Two people in one field.", found=text)
    if _DIGIT.search(standard):
        yield _DIGITS.issue("Digits in a name.", found=standard)
    symbol = _SYMBOL.search(standard)
    if symbol:
        yield _SYMBOLS.issue("A sign that no name has.", found=symbol[0])
    if len(standard) > CHARACTERS_MAX or len(standard.split()) > WORDS_MAX:
        yield _LONG.issue("Too long for one person's name.", found=standard[:CHARACTERS_MAX])


def _script_faults(value: Standardized) -> Iterator[Issue]:
    standard = value.value or ""
    if standard.isascii():
        return
    if any(mixed_scripts(word) for word in standard.split()):
        plain = plain_look(standard)
        suggestion = plain if plain != standard else None
        yield _LOOK_ALIKE.issue("One word mixes scripts that look alike.", found=standard, suggestion=suggestion)
    elif mixed_scripts(standard):
        yield _MIXED.issue("The name is written in two scripts.", found=standard)
