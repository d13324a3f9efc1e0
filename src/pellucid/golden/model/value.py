"""A value in its standard form, the raw one beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What is known about a value from outside it: its record, its column, its file.

    country: ISO 3166-1 alpha-2 in capitals. language: ISO 639-1. day_first: whether 03/04 is the third of April, as
    the whole column decided; None when undecided. calendar: gregorian, persian or buddhist, as the column decided.
    decimal: the decimal mark of the column. today: ISO date of the run, for rules about the future and about age;
    passed in because nothing here reads a clock.
    """

    country: str | None = None
    language: str | None = None
    day_first: bool | None = None
    calendar: str | None = None
    decimal: str | None = None
    today: str | None = None


NO_HINTS = Hints()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standardized:
    """One value: as it came, in standard form, as people are shown it, and in parts.

    value: the standard form, or None when the raw text is not a value of its kind. display: how it is shown. parts:
    named components, each in standard form; only those that are there. changes: names of the rules that changed
    something, in the order they did.
    """

    raw: str
    value: str | None
    display: str = ""
    parts: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    changes: tuple[str, ...] = ()
