"""What is wrong with an organization's name."""

import re
from collections.abc import Iterator

from pellucid.golden.model.issue import Issue, Rule, Severity
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.look_alike import mixed_scripts, plain_look
from pellucid.golden.standardize.name.titles import find_title
from pellucid.golden.standardize.organization import is_organization
from pellucid.golden.standardize.organization.forms import form_key, forms, is_form_of
from pellucid.golden.standardize.organization.standard import CHARACTERS_MAX
from pellucid.golden.standardize.organization.tables import organization_words
from pellucid.golden.standardize.placeholder import is_placeholder

_ISO = "ISO 20275, entity legal forms (GLEIF list)"
_USE = "Practice of data stewards"

_PLACEHOLDER = Rule(
    name="organization_placeholder",
    severity=Severity.ERROR,
    about="The field says that there is no organization: n/a, self-employed, private, in many languages.",
    source=_USE,
    bad="self-employed",
    good="Acme Ltd",
)
_ONLY_FORM = Rule(
    name="organization_only_legal_form",
    severity=Severity.ERROR,
    about="Nothing but a legal form; the name itself is missing.",
    source=_ISO,
    bad="Ltd",
    good="Acme Ltd",
)
_NUMBER = Rule(
    name="organization_is_number",
    severity=Severity.ERROR,
    about="A number or marks stand where a name should.",
    source=_USE,
    bad="12345",
    good="Acme Ltd",
)
_EMAIL = Rule(
    name="organization_is_email",
    severity=Severity.ERROR,
    about="An e-mail address stands where a name should.",
    source="RFC 5322",
    bad="info@example.com",
    good="Example Ltd",
)
_URL = Rule(
    name="organization_is_url",
    severity=Severity.ERROR,
    about="A web address stands where a name should.",
    source="RFC 3986",
    bad="www.example.com",
    good="Example Ltd",
)
_PERSON = Rule(
    name="organization_is_person",
    severity=Severity.WARNING,
    about="The text starts with a person's title and names no organization.",
    source=_USE,
    bad="Mr John Barlow",
    good="Barlow Ltd",
)
_ATTENTION = Rule(
    name="organization_with_person",
    severity=Severity.NOTE,
    about="A person stands behind c/o or attn.; they need a record of their own.",
    source=_USE,
    bad="Acme Ltd c/o John Barlow",
    good="Acme Ltd",
)
_ABROAD = Rule(
    name="organization_form_abroad",
    severity=Severity.NOTE,
    about="The country of the record does not know this legal form: a foreign company, or the wrong country.",
    source=_ISO,
    bad="Alpenglanz GmbH (US)",
    good="Alpenglanz GmbH (DE)",
)
_SHOUTING = Rule(
    name="organization_shouting",
    severity=Severity.NOTE,
    about="The name came all in capitals; they were restored by rule, which may harm an abbreviation.",
    source=_USE,
    bad="ACME TRADING LIMITED",
    good="Acme Trading Ltd",
)
_LOOK_ALIKE = Rule(
    name="organization_look_alike",
    severity=Severity.WARNING,
    about="One word mixes letters of two scripts that look alike.",
    source="Unicode Security Mechanisms (UTS 39)",
    bad="A\u0441me Ltd",
    good="Acme Ltd",
)
_LONG = Rule(
    name="organization_too_long",
    severity=Severity.WARNING,
    about="More than 160 characters, the longest that registers commonly take; probably a text.",
    source="UK Companies Act 2006, section 53 and its regulations: at most 160 characters",
    bad="the customer called and wants the parcel " * 5,
    good="Acme Ltd",
)
_TEXT = Rule(
    name="organization_is_text",
    severity=Severity.ERROR,
    about="More than 300 characters: a text stands where a name should.",
    source=_USE,
    bad="the customer called and wants the parcel " * 8,
    good="Acme Ltd",
)
RULES: tuple[Rule, ...] = (
    _PLACEHOLDER, _ONLY_FORM, _NUMBER, _EMAIL, _URL, _PERSON, _ATTENTION, _ABROAD, _SHOUTING, _LOOK_ALIKE, _LONG, _TEXT,
)  # fmt: skip

REGISTER_CHARACTERS_MAX = 160
_TITLES_OF_FIRMS = frozenset(["Dr", "Prof", "Ing.", "Mag.", "Family", "Sir", "Lady", "Lord"])  # a practice, a brand
_LETTER = re.compile(r"[^\W\d_]")


def check_organization(value: Standardized, hints: Hints = NO_HINTS) -> tuple[Issue, ...]:
    """Return what is wrong with a standardized organization's name; nothing for an empty field."""
    if not value.raw.strip():
        return ()
    if value.value is None:
        return (_why_none(value.display or value.raw.strip()),)
    return tuple(_faults(value, hints))


def _why_none(text: str) -> Issue:
    if is_placeholder(text) or {fold(text), text} & organization_words("placeholder") or not text.strip("-_.?*/ "):
        return _PLACEHOLDER.issue("This says that there is no organization.", found=text)
    if len(text) > CHARACTERS_MAX:
        return _TEXT.issue("This is a text, not a name.", found=text[:REGISTER_CHARACTERS_MAX])
    if not _LETTER.search(text):
        return _NUMBER.issue("This is no name.", found=text)
    if "@" in text:
        return _EMAIL.issue("This is an e-mail address, not a name.", found=text)
    if text.lower().startswith(("www.", "http:", "https:")):
        return _URL.issue("This is a web address, not a name.", found=text)
    if " ".join(form_key(word) for word in text.split()) in forms():
        return _ONLY_FORM.issue("The name before the legal form is missing.", found=text)
    return _PLACEHOLDER.issue("This says that there is no organization.", found=text)


def _faults(value: Standardized, hints: Hints) -> Iterator[Issue]:
    standard, parts = value.value or "", value.parts
    words = standard.split()
    if len(words) > 1 and "legal_form" not in parts and _names_person(words, standard, hints):
        yield _PERSON.issue("This looks like a person, not an organization.", found=standard)
    if "attention" in parts:
        yield _ATTENTION.issue("A person stands beside the organization.", found=parts["attention"])
    if hints.country and "legal_form" in parts and not is_form_of(parts["legal_form"], hints.country):
        yield _ABROAD.issue("The country does not know this legal form.", found=parts["legal_form"])
    if "organization_case" in value.changes and value.raw.isupper():
        yield _SHOUTING.issue("The name came all in capitals.", found=value.raw, suggestion=standard)
    if any(mixed_scripts(word) for word in words if word != parts.get("legal_form")):
        plain = plain_look(standard)
        yield _LOOK_ALIKE.issue("One word mixes scripts that look alike.", found=standard, suggestion=plain)
    if len(standard) > REGISTER_CHARACTERS_MAX:
        yield _LONG.issue("Too long for a name.", found=standard[:REGISTER_CHARACTERS_MAX])


def _names_person(words: list[str], text: str, hints: Hints) -> bool:
    title = find_title(words[0], ("prefix",), hints.country)
    return (
        title is not None
        and title.form not in _TITLES_OF_FIRMS
        and len(words[0].rstrip(".")) > 1
        and not is_organization(text)
    )
