"""Phone numbers in E.164. Plain numbers take a cheap path over the numbering plans; the rest goes to phonenumbers."""

import re
import unicodedata
from typing import Any

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, ValidationResult

from pellucid.golden.model.issue import Rule
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.digits import ascii_digits
from pellucid.golden.standardize.phone_plan import (
    CALLING_CODES,
    WORLD,
    cut_trunk,
    identify,
    is_junk_national,
    plan_of,
    split_code,
    write_out,
)
from pellucid.golden.standardize.phone_text import clear_phone, split_phones
from pellucid.golden.standardize.placeholder import is_junk_digits, is_placeholder

__all__ = ["RULES", "split_phones", "standardize_phone"]

_E164 = "ITU-T Recommendation E.164"
_LONGEST = 250  # characters; a longer cell is a text and not a number
_GUESSABLE = 11  # digits; a shorter number without plus is too often a national one to be read as international

RULES: tuple[Rule, ...] = tuple(
    Rule(name=name, severity=None, about=about, source=source, bad=bad, good=good)
    for name, about, source, bad, good in (
        ("phone_to_e164", "Writes a number as plus, calling code and national number, without signs between.", _E164,
         "030/901820", "+4930901820"),
        ("phone_country_from_hint", "Takes the country of a national number from its record, column or file.", _E164,
         "030 901820", "+4930901820"),
        ("phone_plus_added", "Reads a long number without a plus as international where it is in use so.", _E164,
         "447911123456", "+447911123456"),
        ("phone_international_prefix", "Replaces the prefix dialed for calls abroad (00, 011) by a plus.",
         "ITU-T Recommendation E.123", "0049 30 901820", "+4930901820"),
        ("phone_trunk_removed", "Leaves out a (0) after the calling code of a country that dials none.", _E164,
         "+34 (0)912 345 678", "+34912345678"),
        ("phone_digits_to_ascii", "Writes digits of other scripts as ASCII digits.",
         "The Unicode Standard, Numeric_Type=Decimal", "۰۹۱۲۳۴۵۶۷۸۹", "+989123456789"),
        ("phone_letters_to_digits", "Replaces letters by the digits of their keys.", "ITU-T Recommendation E.161",
         "1-800-FLOWERS", "+18003569377"),
        ("phone_label_removed", "Leaves out words around a number, such as Tel. or (mobile).", _E164,
         "Tel.: +49 30 901820", "+4930901820"),
        ("phone_decimal_removed", "Leaves out the .0 and the apostrophe that a spreadsheet put there.",
         "ECMA-376, number cells", "447911123456.0", "+447911123456"),
        ("phone_scientific_expanded", "Writes out a number in scientific notation that still has every digit.",
         "ECMA-376, number cells", "4.47911123456E+11", "+447911123456"),
        ("phone_extension_split", "Takes an extension off the number and keeps it as a part.", "RFC 3966 section 5.3",
         "+1 212 555 2368 ext. 12", "+12125552368"),
        ("phone_first_of_several", "Takes the first of several numbers in one cell; split_phones gives them all.",
         _E164, "030 901820 / 0171 1234567", "+4930901820"),
    )
)  # fmt: skip

_PLAIN = re.compile(r"\+?[0-9 ().\-/\u00a0]{4,30}")
_SIGNS = str.maketrans("", "", "+ ().-/\u00a0")
_TYPE_NAMES: dict[int, str] = {
    value: name.lower() for name, value in vars(phonenumbers.PhoneNumberType).items() if isinstance(value, int)
}


def standardize_phone(raw: str, hints: Hints = NO_HINTS) -> Standardized:
    """Return a phone number in E.164; None if it is not one, or its country cannot be known.

    Parts: country (ISO 3166-1 alpha-2; not for numbers of no country), type (mobile, fixed_line, toll_free...;
    ``unknown`` for a possible number that no plan has in use), national (digits after the calling code), extension;
    where there is no value, digits keeps what digits there were. Of several numbers in a cell the first is taken.
    """
    text = raw.strip()
    if _PLAIN.fullmatch(text):
        found = _plain(raw, text, hints.country)
        if found is not None:
            return found
    return _exact(raw, text, hints) if 0 < len(text) <= _LONGEST else Standardized(raw=raw, value=None)


def _plain(raw: str, text: str, country: str | None) -> Standardized | None:
    """Return a number in use that is written with digits and signs alone, or None to leave it to the exact path."""
    digits = text.translate(_SIGNS)
    if text[0] == "+":
        split = split_code(digits)
        if split is None:
            return None
        code, rest = split
        plan = plan_of(CALLING_CODES[code][0], code)
        change: tuple[str, ...] = ("phone_to_e164",)
    else:
        plan = plan_of(country) if country else None
        if plan is None:
            return None
        code, rest = plan.calling_code, digits
        if plan.abroad is not None and plan.abroad.match(digits):
            return None
        if digits.startswith(code) and not plan.general.fullmatch(digits):
            rest = digits[len(code) :]
            if plan.trunk is not None and plan.trunk.match(rest):
                return None
        change = ("phone_country_from_hint", "phone_to_e164")
    national = cut_trunk(plan, rest) if plan is not None else None
    if national is None:
        return None
    known = identify(code, national)
    if known is None or is_junk_national(national):
        return None
    return _result(raw, code, national, known, changes=change)


def _result(
    raw: str, code: str, national: str, known: tuple[str, str], *, extension: str = "", changes: tuple[str, ...]
) -> Standardized:
    value = f"+{code}{national}"
    display = write_out(code, national)
    parts = {"country": known[0], "type": known[1], "national": national}
    if known[0] == WORLD:
        del parts["country"]
    if extension:
        parts["extension"] = extension
        display = f"{display} ext. {extension}"
    return Standardized(
        raw=raw, value=value, display=display, parts=parts, changes=changes if value != raw or extension else ()
    )


def _exact(raw: str, text: str, hints: Hints) -> Standardized:
    """Return what phonenumbers makes of a text, once cleared of what is not part of the number."""
    cleared = clear_phone(unicodedata.normalize("NFKC", ascii_digits(text)), text)
    digits = "".join(c for c in cleared.number if "0" <= c <= "9")
    nothing = Standardized(raw=raw, value=None, parts={"digits": digits} if digits else {}, changes=())
    if cleared.lost or is_placeholder(text) or not digits or is_junk_digits(digits):
        return nothing
    for number, region, change in _readings(cleared.number, digits, hints.country):
        parsed = _parse(number, region)
        if parsed is None or (change == "phone_plus_added" and not phonenumbers.is_valid_number(parsed)):
            continue
        national = phonenumbers.national_significant_number(parsed)
        if is_junk_national(national):
            return nothing
        code = str(parsed.country_code)
        kind = _TYPE_NAMES[phonenumbers.number_type(parsed)]
        where = phonenumbers.region_code_for_number(parsed) or CALLING_CODES[code][0]
        extension = cleared.extension or parsed.extension or ""
        changes = (*cleared.changes, change, "phone_to_e164") if change else (*cleared.changes, "phone_to_e164")
        return _result(raw, code, national, (where, kind), extension=extension, changes=changes)
    return nothing


def _readings(number: str, digits: str, country: str | None) -> list[tuple[str, str | None, str]]:
    """Return what a number may be, the surest first: the text to parse, the region it is dialed in, the rule."""
    if number.lstrip("( ").startswith("+"):
        without = number.replace("(0)", "")
        return (
            [(number, None, "")] if without == number else [(number, None, ""), (without, None, "phone_trunk_removed")]
        )
    readings: list[tuple[str, str | None, str]] = []
    for prefix in ("00", "011"):
        if digits.startswith(prefix) and _is_valid(f"+{digits[len(prefix) :]}", None):
            readings.append((f"+{digits[len(prefix) :]}", None, "phone_international_prefix"))
    if country and plan_of(country):
        home = (number, country, "phone_country_from_hint")
        readings.insert(0 if _is_valid(number, country) else len(readings), home)
        if readings[0] == home and _is_valid(number, country):
            return readings
    if len(digits) >= _GUESSABLE and digits[0] != "0":
        readings.insert(0, (f"+{digits}", None, "phone_plus_added"))
    return readings


def _parse(number: str, region: str | None) -> Any:
    """Return the parsed number if it is possible, else None.

    Parsed until it stays as it is: of a number in no use, each parse may take one more trunk prefix off.
    """
    before = None
    try:
        parsed = phonenumbers.parse(number, region)
        while parsed != before:
            before, parsed = parsed, phonenumbers.parse(phonenumbers.format_number(parsed, PhoneNumberFormat.E164))
            parsed.extension = before.extension
    except NumberParseException:
        return None
    possible = phonenumbers.is_possible_number_with_reason(parsed) == ValidationResult.IS_POSSIBLE
    return parsed if possible else None


def _is_valid(number: str, region: str | None) -> bool:
    parsed = _parse(number, region)
    return parsed is not None and phonenumbers.is_valid_number(parsed)
