"""Which pairs teach something: each of another kind, so that a person sees what the rest is like."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pellucid.golden.pipeline import Cleaned
from pellucid.report.pairs import Bools, Ints, Outcome, Pairs, reach


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What there is to learn from a pair, and the outcomes by which it is known."""

    title: str
    outcomes: tuple[Outcome, ...]


WHY_ONE = (
    Lesson(title="A short form of a name", outcomes=(("given name", "nickname"),)),
    Lesson(title="First and last name swapped", outcomes=(("given name", "swapped"),)),
    Lesson(
        title="Moved house",
        outcomes=(("address", "different"), ("given name", "same"), ("family name", "same"), ("e-mail", "same")),
    ),
    Lesson(
        title="A new family name",
        outcomes=(("family name", "different"), ("given name", "same"), ("birth date", "same")),
    ),
    Lesson(title="A typing error in the e-mail address", outcomes=(("e-mail", "typing error"),)),
    Lesson(title="A typing error in the name", outcomes=(("family name", "typing error"),)),
    Lesson(title="Day and month of birth swapped", outcomes=(("birth date", "day and month swapped"),)),
    Lesson(title="Only an initial", outcomes=(("given name", "initial"),)),
    Lesson(title="Spelled as it sounds", outcomes=(("given name", "sound"),)),
    Lesson(title="One digit of the phone number wrong", outcomes=(("phone", "one digit"),)),
    Lesson(title="A company written in two ways", outcomes=(("company name", "typing error"),)),
    Lesson(title="Part of a double family name", outcomes=(("family name", "part"),)),
    Lesson(title="A new e-mail address", outcomes=(("e-mail", "different"), ("phone", "same"), ("given name", "same"))),
    Lesson(title="A typing error in the first name", outcomes=(("given name", "typing error"),)),
    Lesson(title="One digit of the birth date wrong", outcomes=(("birth date", "one digit"),)),
)

WHY_APART = (
    Lesson(title="Junior and senior", outcomes=(("generation", "different"), ("given name", "same"))),
    Lesson(
        title="Two people of one household",
        outcomes=(("given name", "different"), ("family name", "same"), ("address", "same home")),
    ),
    Lesson(
        title="The same name, two people",
        outcomes=(("given name", "same"), ("family name", "same"), ("birth date", "different")),
    ),
    Lesson(title="Colleagues", outcomes=(("e-mail", "same domain"), ("given name", "different"))),
    Lesson(
        title="Two people with one phone",
        outcomes=(("given name", "different"), ("phone", "same")),
    ),
    Lesson(
        title="The same name, another place",
        outcomes=(("given name", "same"), ("family name", "same"), ("address", "different")),
    ),
)


def teach(
    cleaned: Cleaned,
    pairs: Pairs,
    lessons: Sequence[Lesson],
    *,
    count: int,
    first: Sequence[tuple[str, Bools]] = (),
    last: Sequence[tuple[str, Bools]] = (),
) -> list[tuple[str, int]]:
    """Return at most count pairs as (title, place), one a lesson and no customer twice.

    first, last: lessons known by other signs, as titles with the pairs that show them.
    """
    order = telling_order(cleaned, pairs)
    taken: set[int] = set()
    found: list[tuple[str, int]] = []
    shown = [*first, *((lesson.title, reach(cleaned, pairs, lesson.outcomes)) for lesson in lessons), *last]
    for title, mask in shown:
        place = _first_free(cleaned, pairs, order[mask[order]], taken) if len(found) < count else None
        if place is not None:
            found.append((title, place))
    return found


def telling_order(cleaned: Cleaned, pairs: Pairs) -> Ints:
    """Return the places of pairs, the most telling first: from two files, with much to compare, then by evidence."""
    files = cleaned.records["file"].combine_chunks().dictionary_encode().indices.to_numpy()
    other_file = files[pairs.left] != files[pairs.right]
    return np.lexsort((pairs.right, pairs.left, -pairs.bits, -pairs.said_count, ~other_file))


def _first_free(cleaned: Cleaned, pairs: Pairs, order: Ints, taken: set[int]) -> int | None:
    """Return the first place whose customers are not taken, and take them."""
    for place in order.tolist():
        owners = {int(cleaned.customers[pairs.left[place]]), int(cleaned.customers[pairs.right[place]])}
        if not owners & taken:
            taken |= owners
            return int(place)
    return None
