"""What is wrong with a date."""

import datetime

from pellucid.golden.model.issue import Issue, Rule, Severity
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.date import explain_date

_ISO = "ISO 8601-1"


def _rule(name: str, severity: Severity, about: str, source: str = _ISO, *, bad: str = "", good: str = "") -> Rule:
    return Rule(name=name, severity=severity, about=about, source=source, bad=bad, good=good)


PLACEHOLDER = _rule(
    "date_placeholder",
    Severity.WARNING,
    "A day that systems and people fill in when they have none: 1900-01-01, 1970-01-01, 0000-00-00, n/a.",
    "The epochs of Unix, spreadsheets and SQL Server",
    bad="1900-01-01",
)
NOT_A_DATE = _rule("date_not_a_date", Severity.ERROR, "Text in which no date can be read.", bad="soon")
IMPOSSIBLE = _rule("date_impossible", Severity.ERROR, "A day that its calendar does not have.", bad="31/02/1981")
PARTIAL = _rule(
    "date_partial",
    Severity.WARNING,
    "A year, a month or a birthday alone; it is kept in parts but is not a date.",
    bad="April 1981",
    good="1981-04-26",
)
AMBIGUOUS = _rule(
    "date_ambiguous",
    Severity.WARNING,
    "Neither the column nor the country says which number is the day; the first is taken.",
    "Unicode CLDR, dates",
    bad="03/04/1981",
    good="1981-04-03",
)
SERIAL = _rule(
    "date_serial_number",
    Severity.WARNING,
    "A spreadsheet's count of days stands where a date should be; it may also be some other number.",
    "ECMA-376 part 1, section 18.17.4.1",
    bad="29702",
    good="1981-04-26",
)
FUTURE = _rule("date_future", Severity.WARNING, "A day after the day of the run.", bad="2931-04-26")
IMPLAUSIBLE_AGE = _rule(
    "date_implausible_age",
    Severity.WARNING,
    "More than 120 years ago: no living customer was born, and nothing was agreed, then.",
    "The longest documented life lasted 122 years",
    bad="1879-04-26",
)
MINOR = _rule("date_minor", Severity.NOTE, "Less than 18 years old: a child's data is specially protected.",
              "Convention on the Rights of the Child, article 1; GDPR recital 38")  # fmt: skip
FIRST_OF_YEAR = _rule(
    "date_first_of_year", Severity.NOTE, "The first of January: often a year whose day was not known."
)
CENTURY = _rule("date_two_digit_year", Severity.NOTE, "The century was not written and has been added.", bad="26.04.81")
PERSIAN = _rule("date_persian_calendar", Severity.NOTE, "Written in the Persian solar calendar.", bad="1360/02/06")
BUDDHIST = _rule("date_buddhist_era", Severity.NOTE, "Written in the Buddhist era.", bad="26/04/2524")

RULES: tuple[Rule, ...] = (
    PLACEHOLDER, NOT_A_DATE, IMPOSSIBLE, PARTIAL, AMBIGUOUS, SERIAL, FUTURE, IMPLAUSIBLE_AGE, MINOR, FIRST_OF_YEAR,
    CENTURY, PERSIAN, BUDDHIST,
)  # fmt: skip

OLDEST_YEARS = 120
ADULT_YEARS = 18
MINOR_SAID = f"Less than {ADULT_YEARS} years old."
_WITHOUT_DATE = {
    "placeholder": (PLACEHOLDER, "This stands for no date."),
    "impossible": (IMPOSSIBLE, "There is no such day."),
    "partial": (PARTIAL, "Part of the date is missing."),
    "unreadable": (NOT_A_DATE, "No date can be read here."),
}
_BY_CHANGE = {
    "date_serial_to_iso": (SERIAL, "A number of days from a spreadsheet, read as a date."),
    "date_century_added": (CENTURY, "The century has been added."),
    "date_from_persian": (PERSIAN, "Converted from the Persian solar calendar."),
    "date_from_buddhist": (BUDDHIST, "Converted from the Buddhist era."),
}


def check_date(value: Standardized, hints: Hints = NO_HINTS) -> tuple[Issue, ...]:
    """Return what is wrong with a date that standardize_date gave; nothing for a blank one.

    The future and age are judged only where hints.today is known.
    """
    if value.value is None:
        fault = explain_date(value.raw, hints)
        if not fault:
            return ()
        rule, message = _WITHOUT_DATE[fault]
        return (rule.issue(message, found=value.raw),)
    issues = [rule.issue(text, found=value.raw) for name, (rule, text) in _BY_CHANGE.items() if name in value.changes]
    if "date_order_assumed" in value.changes:
        year, month, day = value.value.split("-")
        other = f"{year}-{day}-{month}"
        issues.append(AMBIGUOUS.issue("Which number is the day?", found=value.raw, suggestion=other))
    if value.value.endswith("-01-01"):
        issues.append(FIRST_OF_YEAR.issue("Is this the day, or only the year?", found=value.value))
    return (*issues, *_check_age(value.value, hints.today))


def _check_age(date: str, today: str | None) -> tuple[Issue, ...]:
    if today is None:
        return ()
    if date > today:
        return (FUTURE.issue("This day is yet to come.", found=date),)
    if age_years(date, today) > OLDEST_YEARS:
        return (IMPLAUSIBLE_AGE.issue(f"More than {OLDEST_YEARS} years ago.", found=date),)
    return ()


def check_birth_date(value: Standardized, hints: Hints = NO_HINTS) -> tuple[Issue, ...]:
    """Return what check_date finds, and whether the person born on that day is a minor."""
    issues = check_date(value, hints)
    if value.value is None or hints.today is None or value.value > hints.today:
        return issues
    if age_years(value.value, hints.today) < ADULT_YEARS:
        return (*issues, MINOR.issue(MINOR_SAID, found=value.value))
    return issues


def age_years(born: str, today: str) -> int:
    """Return the whole years from one ISO date to a later one."""
    start, end = datetime.date.fromisoformat(born), datetime.date.fromisoformat(today)
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
