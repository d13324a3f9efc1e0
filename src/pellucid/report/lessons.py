"""Which pairs teach something: each of another kind, so that a person sees what the rest is like."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.audit.observe import is_filled, mask_of
from pellucid.golden.pipeline import Cleaned
from pellucid.report.pairs import Bools, Ints, Outcome, Pairs, reach


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What there is to learn from a pair, and the outcomes by which it is known.

    both_have: a field that both records must have. begins_apart: a match form that must begin with different letters,
    so that it is not a mere slip.
    """

    title: str
    outcomes: tuple[Outcome, ...]
    both_have: str = ""
    begins_apart: str = ""


WHY_ONE = (
    Lesson(title="A short form of a name", outcomes=(("given name", "nickname"),)),
    Lesson(title="First and last name swapped", outcomes=(("given name", "swapped"),)),
    Lesson(
        title="Moved house",
        outcomes=(("address", "different"), ("given name", "same"), ("family name", "same"), ("e-mail", "same")),
        both_have="street",
    ),
    Lesson(
        title="A new family name",
        outcomes=(("family name", "different"), ("given name", "same"), ("birth date", "same")),
        begins_apart="family",
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
    Lesson(title="Namesakes in one family", outcomes=(("generation", "only one"), ("given name", "same"))),
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
    shown = [*first, *((lesson.title, _shows(cleaned, pairs, lesson)) for lesson in lessons), *last]
    for title, mask in shown:
        place = _first_free(cleaned, pairs, order[mask[order]], taken) if len(found) < count else None
        if place is not None:
            found.append((title, place))
    return found


def _shows(cleaned: Cleaned, pairs: Pairs, lesson: Lesson) -> Bools:
    """Say which pairs show a lesson."""
    result = reach(cleaned, pairs, lesson.outcomes)
    if lesson.both_have:
        standard = cleaned.standard.table
        has = is_filled(standard, lesson.both_have) if lesson.both_have in standard.column_names else None
        result = result & has[pairs.left] & has[pairs.right] if has is not None else np.zeros(len(result), dtype=bool)
    if lesson.begins_apart:
        first = pc.utf8_slice_codeunits(cleaned.forms.table[lesson.begins_apart], 0, 1)
        left, right = first.take(pa.array(pairs.left)), first.take(pa.array(pairs.right))
        result = result & mask_of(pc.fill_null(pc.not_equal(left, right), False))
    return result


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
