"""Amounts of money and plain numbers, with the decimal mark of their column, country or currency."""

import re
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError

from pellucid.golden.model.issue import Rule
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.currency import currency_named
from pellucid.golden.standardize.digits import ascii_digits
from pellucid.golden.standardize.placeholder import is_placeholder

_CLDR = "CLDR, number symbols"

RULES: tuple[Rule, ...] = tuple(
    Rule(name=name, severity=None, about=about, source=source, bad=bad, good=good)
    for name, about, source, bad, good in (
        ("amount_to_decimal", "Writes a number with a full stop as decimal mark and without marks between thousands.",
         _CLDR, "1.234,56", "1234.56"),
        ("amount_digits_to_ascii", "Writes digits of other scripts as ASCII digits.",
         "The Unicode Standard, Numeric_Type=Decimal", "۱۲۳۴", "1234"),
        ("amount_mark_from_column", "Takes the decimal mark from the whole column.", _CLDR, "1.234", "1234"),
        ("amount_mark_from_country", "Takes the decimal mark from the country.", _CLDR, "1.234", "1234"),
        ("amount_mark_assumed", "Reads a lone full stop as decimal mark and a lone comma as mark of thousands.",
         _CLDR, "1,234", "1234"),
        ("amount_currency_split", "Takes the currency or percent sign off a number and keeps it as a part.",
         "ISO 4217; CLDR", "€12.50", "12.50"),
        ("amount_sign_moved", "Writes a negative amount in brackets or with a minus behind it with a minus before it.",
         "Bookkeeping usage", "(12.50)", "-12.50"),
        ("amount_scientific_expanded", "Writes out a number in scientific notation.", "ECMA-376, number cells",
         "1.5E+3", "1500"),
    )
)  # fmt: skip

_PLAIN = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d{1,2}|\.\d{4,6})?")
_NUMBER = r"[+\-]?\s*[\d.,'\s]*\d[\d.,'\s]*?-?"
_AROUND = re.compile(rf"(?P<before>[^\d.,+\-(]*?)\s*(?P<number>\(\s*{_NUMBER}\s*\)|{_NUMBER})\s*(?P<after>[^\d(]*)")
_SCIENTIFIC = re.compile(r"[+\-]?\d+(?:\.\d+)?E[+\-]?\d{1,2}", re.I)
_GROUPED = re.compile(r"\d{1,3}([.,' ])\d{3}(?:\1\d{3})*|\d{1,2}(?:,\d{2})+,\d{3}")
_MARKS = str.maketrans({"٫": ".", "٬": "'", "’": "'", "−": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "})
_LONGEST = 60
_LONGEST_EXPONENT = 30


def standardize_amount(raw: str, hints: Hints = NO_HINTS) -> Standardized:
    """Return a number as decimal text, such as ``-1234.50``, its digits after the mark kept; None if it is none.

    The mark of 1.234 is that of hints.decimal, else of the currency's or record's country; else a full stop is taken
    for a decimal mark and a comma for one of thousands. Standard text is read back without hints. Parts: currency (ISO
    4217), unit (``%``).
    """
    if _PLAIN.fullmatch(raw):
        return Standardized(raw=raw, value=raw, display=raw)
    text = raw.strip()
    if not text or len(text) > _LONGEST or is_placeholder(text):
        return Standardized(raw=raw, value=None)
    changes = [] if ascii_digits(text) == text else ["amount_digits_to_ascii"]
    has_arabic_mark = "٫" in text
    text = ascii_digits(text).translate(_MARKS)
    if _SCIENTIFIC.fullmatch(text):
        return _from_scientific(raw, text, changes)
    found = _AROUND.fullmatch(text)
    parts = _parts_around(found, hints.country) if found is not None else None
    if found is None or parts is None:
        return Standardized(raw=raw, value=None)
    if parts:
        changes.append("amount_currency_split")
    decimal = "." if has_arabic_mark else hints.decimal
    number = _read_signed(found["number"].strip(), decimal, hints.country, changes)
    if number is None:
        return Standardized(raw=raw, value=None)
    currency = parts.get("currency", "")
    display = f"{number} {currency}".strip()
    if number != raw:
        changes.append("amount_to_decimal")
    return Standardized(raw=raw, value=number, display=display, parts=parts, changes=tuple(changes))


standardize_number = standardize_amount


def _from_scientific(raw: str, text: str, changes: list[str]) -> Standardized:
    if abs(int(text.upper().partition("E")[2])) > _LONGEST_EXPONENT:
        return Standardized(raw=raw, value=None)
    number = f"{Decimal(text):f}".removeprefix("+")
    whole = number.rstrip("0").rstrip(".") if "." in number else number
    value = whole if whole.strip("-0.") else "0"
    return Standardized(raw=raw, value=value, display=value, changes=(*changes, "amount_scientific_expanded"))


def _parts_around(found: re.Match[str], country: str | None) -> dict[str, str] | None:
    """Return currency and unit around a number, or None if other words stand there."""
    around = [word.strip() for word in (found["before"], found["after"]) if word.strip()]
    if not around:
        return {}
    if len(around) > 1:
        return None
    if around[0] == "%":
        return {"unit": "%"}
    currency = currency_named(around[0], country)[0]
    return {"currency": currency} if currency else None


def _read_signed(text: str, decimal: str | None, country: str | None, changes: list[str]) -> str | None:
    bare = text.strip("()").strip()
    is_negative = text.startswith("(") or bare.startswith("-") or bare.endswith("-")
    if text.startswith("(") or bare.endswith("-"):
        changes.append("amount_sign_moved")
    number = _read_number(bare.strip("+- "), decimal, country, changes)
    if number is None:
        return None
    return f"-{number}" if is_negative and number.strip("0.") else number


def _read_number(text: str, decimal: str | None, country: str | None, changes: list[str]) -> str | None:
    """Return digits with at most one full stop, or None if the marks between them make no number."""
    mark = _decimal_mark(text, decimal, country, changes)
    whole, found, fraction = text.rpartition(mark) if mark else ("", "", "")
    if not found:
        whole, fraction = text, ""
    if whole and not whole.isdecimal() and not _GROUPED.fullmatch(whole):
        return None
    if fraction and not fraction.isdecimal():
        return None
    digits = "".join(filter(str.isdecimal, whole)).lstrip("0") or "0"
    return f"{digits}.{fraction}" if fraction else digits


def _decimal_mark(text: str, decimal: str | None, country: str | None, changes: list[str]) -> str:
    """Return the decimal mark of a number, or nothing where it has none."""
    counts = {mark: text.count(mark) for mark in ".,"}
    if all(counts.values()):
        return max(".,", key=text.rfind)
    mark = "." if counts["."] else ","
    if counts[mark] != 1 or "'" in text or " " in text:
        return mark if counts[mark] == 1 else ""
    before, _, after = text.partition(mark)
    if len(after) != 3 or not 1 <= len(before) <= 3 or before[0] == "0":
        return mark
    if decimal in (".", ","):
        changes.append("amount_mark_from_column")
        return mark if decimal == mark else ""
    local = _mark_of(country) if country else None
    if local is not None:
        changes.append("amount_mark_from_country")
        return mark if local == mark else ""
    changes.append("amount_mark_assumed")
    return mark if mark == "." else ""


@cache
def _mark_of(country: str) -> str | None:
    """Return the decimal mark that is usual in a country, or None if it is not known."""
    try:
        symbols = Locale.parse(f"und_{country}").number_symbols
    except (UnknownLocaleError, ValueError):
        return None
    mark = symbols.get("latn", {}).get("decimal")
    return mark if mark in (".", ",") else None
