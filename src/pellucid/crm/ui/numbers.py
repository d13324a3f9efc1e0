"""Numbers as the reader writes them: digits, separators and signs of their language."""

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal, format_percent
from django.utils.translation import get_language

# Digits and the percent sign by CLDR's name of a language's numbering system, which Babel does not write by itself.
SIGNS = {"arabext": str.maketrans("0123456789%", "۰۱۲۳۴۵۶۷۸۹٪")}
UNMEASURED = "–"  # what was not measured is neither 0 nor 100


def reader_locale() -> Locale:
    """Return the locale of the language this page is in; English where it is none that Babel knows."""
    try:
        return Locale.parse(get_language() or "en", sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def write_digits(text: str) -> str:
    """Return a text with its digits as the reader writes them."""
    return text.translate(SIGNS.get(reader_locale().default_numbering_system, {}))


def write_number(number: float | None) -> str:
    """Return a number in the reader's digits, or a dash for what was not measured."""
    if number is None:
        return UNMEASURED
    return write_digits(format_decimal(number, locale=reader_locale(), numbering_system="default"))


def write_share(share: float | None) -> str:
    """Return a share (0-1) as a percentage in the reader's digits, or a dash."""
    if share is None:
        return UNMEASURED
    return write_digits(format_percent(share, locale=reader_locale(), numbering_system="default"))


def write_change(change: float) -> str:
    """Return a difference with its sign, so that it is not told by color alone."""
    sign = "+" if change > 0 else "−" if change < 0 else "±"
    return f"{sign}{write_number(abs(change))}"
