"""Numbers and findings in the words of the page."""

import datetime
import re
from collections.abc import Sequence

from markupsafe import Markup, escape

from pellucid.golden.audit.scorecard import Dimension

DASH = "–"  # not measured
QUESTIONS = {
    Dimension.COMPLETENESS: ("Complete", "Is a value there where one is expected?"),
    Dimension.VALIDITY: ("Valid", "Is it what its column says?"),
    Dimension.UNIQUENESS: ("Unique", "Is every customer there once?"),
    Dimension.CONSISTENCY: ("Consistent", "Does nothing contradict itself?"),
    Dimension.TIMELINESS: ("Up to date", "Is it probably still true?"),
    Dimension.ACCURACY: ("Accurate", "Is it so? Only a call or a letter can tell."),
}
SEVERITY_WORDS = {"error": "wrong", "warning": "probably wrong", "note": "worth knowing"}


def count(number: int) -> str:
    """Return a whole number with thousands separators."""
    return f"{number:,}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun: 1 row, 2 rows."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def percent(share: float | None) -> str:
    """Return a share (0-1) as a percentage that never rounds to nothing or to all; a dash for None."""
    if share is None:
        return DASH
    if share in (0.0, 1.0):
        return f"{share:.0%}"
    if share < 0.001:
        return "under 0.1%"
    if share > 0.999:
        return "over 99.9%"
    return f"{share:.1%}" if share < 0.01 or share > 0.99 else f"{share:.0%}"


def points(score: float | None) -> str:
    """Return a score (0-1) as points of 100; all or nothing only where that is exact; a dash for None."""
    if score is None:
        return DASH
    if score in (0.0, 1.0):
        return f"{100 * score:.0f}"
    return str(min(max(round(100 * score), 1), 99))


def how_sure(probability: float) -> str:
    """Return a probability that two records are one customer, in words."""
    if probability >= 0.99:
        return "almost surely the same"
    if probability >= 0.8:
        return "probably the same"
    if probability >= 0.2:
        return "unclear"
    return "probably not the same" if probability >= 0.01 else "almost surely not the same"


def odds(bits: float) -> str:
    """Return evidence in bits with its sign."""
    return f"{bits:+.1f}".replace("-", "−")


def breakable(text: str) -> Markup:
    """Return text, escaped, that may break after the marks inside file names and addresses and not in words."""
    return Markup(BREAKS.sub(r"\1<wbr>", str(escape(text))))


BREAKS = re.compile(r"([_@/.,-])(?=\w)")


def listed(items: Sequence[str], shown: int = 2) -> str:
    """Return items as a phrase: a, b and 3 more."""
    if len(items) > shown + 1:
        return f"{', '.join(items[:shown])} and {len(items) - shown} more"
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def day(date: str) -> str:
    """Return an ISO date as 22 November 2026."""
    parsed = datetime.date.fromisoformat(date)
    return f"{parsed.day} {MONTHS[parsed.month - 1]} {parsed.year}"


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
