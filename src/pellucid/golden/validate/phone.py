"""What is wrong with a phone number."""

import re

from pellucid.golden.model.issue import Issue, Rule, Severity
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.phone_plan import is_junk_national, split_code
from pellucid.golden.standardize.phone_text import is_scientific
from pellucid.golden.standardize.placeholder import is_junk_digits, is_placeholder

_E164 = "ITU-T Recommendation E.164"


def _rule(name: str, severity: Severity, about: str, source: str = _E164, *, bad: str = "", good: str = "") -> Rule:
    return Rule(name=name, severity=severity, about=about, source=source, bad=bad, good=good)


PLACEHOLDER = _rule(
    "phone_placeholder", Severity.ERROR, "Something typed to fill the field: n/a, 0000000000, 1234567890.", bad="n/a"
)
NOT_A_NUMBER = _rule("phone_not_a_number", Severity.ERROR, "Text without a phone number in it.", bad="ask Maria")
SCIENTIFIC = _rule(
    "phone_scientific_notation",
    Severity.ERROR,
    "A spreadsheet wrote the number in scientific notation and its last digits are lost.",
    "ECMA-376, number cells",
    bad="4.4E+11",
)
WITHOUT_COUNTRY = _rule(
    "phone_without_country",
    Severity.ERROR,
    "A national number whose country nothing tells: neither the number nor its record, column or file.",
    bad="030 901820",
    good="+49 30 901820",
)
IMPOSSIBLE = _rule(
    "phone_impossible",
    Severity.ERROR,
    "Too long, too short or without its area code: no number of the country has this length.",
    bad="+1 212 555 236",
)
NOT_VALID = _rule(
    "phone_not_valid",
    Severity.WARNING,
    "Of a possible length, but in no range that the country's numbering plan has in use.",
    "phonenumbers metadata, after the national numbering plans",
    bad="+1 200 555 2368",
)
COUNTRY_ASSUMED = _rule(
    "phone_country_assumed",
    Severity.WARNING,
    "A number without a plus was read as international because it is in use so; it may be a national one.",
    bad="447911123456",
    good="+447911123456",
)
SEVERAL = _rule(
    "phone_several",
    Severity.WARNING,
    "Several numbers in one cell; the first is used.",
    bad="030 901820; 0171 1234567",
)
PREMIUM = _rule("phone_premium_rate", Severity.NOTE, "A number that costs its callers extra; nobody's own line.")
OTHER_COUNTRY = _rule("phone_other_country", Severity.NOTE, "The number is not of the country of its record.")
FICTIONAL = _rule(
    "phone_fictional",
    Severity.NOTE,
    "A number set aside for films and books; nobody answers it.",
    "NANPA 555 line numbers 0100-0199; Ofcom, telephone numbers for drama use",
    bad="+1 212 555 0123",
)

RULES: tuple[Rule, ...] = (
    PLACEHOLDER, NOT_A_NUMBER, SCIENTIFIC, WITHOUT_COUNTRY, IMPOSSIBLE, NOT_VALID, COUNTRY_ASSUMED, SEVERAL, PREMIUM,
    OTHER_COUNTRY, FICTIONAL,
)  # fmt: skip

COUNTRY_NOT_KNOWN = "The country of this number is not known."
SET_ASIDE = "This number is set aside for films and books."
DRAMA = re.compile(
    r"\+1\d{3}55501\d\d|\+447700900\d{3}|\+4420794600\d\d|\+44(?:113|114|115|116|117|118|121|131|141|151|161)4960\d{3}"
)


def check_phone(value: Standardized, hints: Hints = NO_HINTS) -> tuple[Issue, ...]:
    """Return what is wrong with a number that standardize_phone gave; nothing for a blank one."""
    return _check_number(value, value.value, hints) if value.value else _explain_none(value, hints)


def _explain_none(value: Standardized, hints: Hints) -> tuple[Issue, ...]:
    raw, digits = value.raw.strip(), value.parts.get("digits", "")
    if not raw:
        return ()
    if is_scientific(raw):
        return (SCIENTIFIC.issue("A spreadsheet cut this number off; ask for it again.", found=raw),)
    if is_placeholder(raw) or _is_junk(raw, digits):
        return (PLACEHOLDER.issue("This stands for no number.", found=raw),)
    if not digits or "@" in raw:
        return (NOT_A_NUMBER.issue("There is no phone number in this text.", found=raw),)
    if hints.country is None and "+" not in raw and not digits.startswith("00"):
        return (WITHOUT_COUNTRY.issue(COUNTRY_NOT_KNOWN, found=raw),)
    return (IMPOSSIBLE.issue("No phone number has this length.", found=raw),)


def _is_junk(raw: str, digits: str) -> bool:
    """Say whether digits fill a field, with their calling code or without it."""
    split = split_code(digits) if "+" in raw else None
    return is_junk_digits(digits) or (split is not None and len(split[1]) > 1 and is_junk_national(split[1]))


def _check_number(value: Standardized, number: str, hints: Hints) -> tuple[Issue, ...]:
    issues = []
    kind, country = value.parts.get("type"), value.parts.get("country")
    if kind == "unknown":
        issues.append(NOT_VALID.issue("No number like this is in use.", found=number))
    elif kind == "premium_rate":
        issues.append(PREMIUM.issue("Calls to this number cost extra.", found=number))
    if "phone_plus_added" in value.changes:
        issues.append(COUNTRY_ASSUMED.issue("Read as an international number; is it?", found=value.raw))
    if "phone_first_of_several" in value.changes:
        issues.append(SEVERAL.issue("Several numbers in one cell; the first is used.", found=value.raw))
    if hints.country and country and country != hints.country:
        issues.append(OTHER_COUNTRY.issue(f"This is a number of {country}.", found=number))
    if DRAMA.fullmatch(number):
        issues.append(FICTIONAL.issue(SET_ASIDE, found=number))
    return tuple(issues)
