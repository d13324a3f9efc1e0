"""Columns of the user's own that take part in matching: a membership number, a shoe size, a date of joining.

What such a column proves is not known beforehand. Its levels begin with a cautious belief, and what they weigh is
learned from the counted patterns like everything else.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import log

import pyarrow as pa

from pellucid.golden.match.comparison import Comparison, Level
from pellucid.golden.match.conditions import Edits, Equal, Far, Not, Present, Similar, both, either
from pellucid.golden.match.keys import Key
from pellucid.golden.match.kinds import ORGANIZATION, PartyKind
from pellucid.golden.model.value import NO_HINTS
from pellucid.golden.standardize.distinct import over_distinct
from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.kinds import ONE_CELL

STEPS_PER_E = 100.0  # a step of a number's size is one percent
NEAR_STEPS = 5  # and five of them are near: rounded, or a little later
MAGNITUDE = "_size"  # behind a number's column: its size in steps

# More would not fit the number that a pattern is: people have three million patterns already, a column has up to four
# outcomes, and 4 ** 8 of three million are two hundred thousand million.
OWN_COLUMNS_MAX = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnColumn:
    """column: of the standard records, such as ``other:Member no``. name: for people. kind: one of OWN_KINDS."""

    column: str
    name: str
    kind: str


def own_forms(standard: pa.Table, columns: Sequence[OwnColumn]) -> dict[str, pa.Array]:
    """Return the match forms of own columns. What is no number or no date, in a column of them, counts as missing."""
    forms: dict[str, pa.Array] = {}
    for place, own in enumerate(columns):
        forms[_form(place)] = over_distinct(standard[own.column], _READ[own.kind])
        if own.kind == "number":
            forms[_form(place) + MAGNITUDE] = over_distinct(forms[_form(place)], _magnitude, pa.int64())
    return forms


def with_own_columns(kind: PartyKind, columns: Sequence[OwnColumn]) -> PartyKind:
    """Return a party kind that also proposes by own columns of texts and dates, and compares all of them."""
    keys = tuple(_key(place, kind) for place, own in enumerate(columns) if own.kind in ("text", "date"))
    comparisons = tuple(_comparison(place, own) for place, own in enumerate(columns))
    return replace(kind, keys=(*kind.keys, *keys), comparisons=(*kind.comparisons, *comparisons))


def _form(place: int) -> str:
    """Return the column of the forms. The user's own name might hold anything."""
    return f"own_{place + 1}"


def _folded(text: str) -> str | None:
    return " ".join(fold(text).split()) or None


def _read_number(text: str) -> str | None:
    read = ONE_CELL["number"](text, NO_HINTS).value
    return f"{Decimal(read).normalize():f}" if read else None


def _read_date(text: str) -> str | None:
    read = ONE_CELL["date"](text, NO_HINTS).value
    return read.replace("-", "") if read else None


_READ: dict[str, Callable[[str], str | None]] = {
    "text": _folded,
    "category": _folded,
    "number": _read_number,
    "date": _read_date,
}
OWN_KINDS = tuple(_READ)


def _magnitude(number: str) -> int | None:
    """Return how large a number is, in steps; None where it is not above zero."""
    return round(STEPS_PER_E * log(float(number))) if float(number) > 0 else None


def _key(place: int, kind: PartyKind) -> Key:
    refine = ("organization", "city") if kind.name == ORGANIZATION.name else ("given", "family", "birth")
    return Key(name=f"own column {place + 1}", columns=(_form(place),), refine=refine, weak=True)


def _comparison(place: int, own: OwnColumn) -> Comparison:
    form = _form(place)
    # Counting how often a value occurs tells a rare category from a common one. A number given to each would prove less
    # by it: that it was seen once says little of how many others could have it.
    rare = (form,) if own.kind == "category" else ()
    same = Level(name="same", words=f"the same {own.name}", condition=Equal(form), same=0.7, frequency=rare)
    near = _near(form, own)
    return Comparison(
        name=own.name, needs=Present(form), levels=(same, *near), different_same=0.3 - 0.1 * len(near),
        household_share=0.3, different_words=f"different {own.name}",
    )  # fmt: skip


def _near(form: str, own: OwnColumn) -> tuple[Level, ...]:
    """Return the level below sameness: what a slip of the keyboard or a rounding leaves."""
    words = f"nearly the same {own.name}"
    match own.kind:
        case "text":
            alike = either(Similar(form, 0.92), Edits(form, 1, 5))
            return (Level(name="typing error", words=words, condition=alike, same=0.1),)
        case "number":
            size = form + MAGNITUDE
            near = both(Present(size), Not(Far(size, NEAR_STEPS + 1)))
            return (Level(name="near", words=words, condition=near, same=0.1),)
        case "date":
            return (Level(name="one digit", words=words, condition=Edits(form, 1), same=0.1),)
        case _:
            return ()
