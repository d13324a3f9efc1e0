"""Columns of the user's own that take part in matching, as a command line names them."""

from collections.abc import Sequence

from pellucid.cli.refusal import Refused
from pellucid.golden.match.own_columns import OWN_COLUMNS_MAX, OWN_KINDS, OwnColumn
from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.delivery import Delivery
from pellucid.golden.model.field import OTHER, split_slot

# Kinds of values, and one field, that comparisons look at anyway.
COMPARED = frozenset(
    {"name", "name_part", "email", "phone", "address", "address_part", "country", "organization", "identifier"}
)
BIRTH_DATE = "birth_date"


def own_columns_of(words: Sequence[str], deliveries: Sequence[Delivery]) -> tuple[OwnColumn, ...]:
    """Return the columns that ``NAME`` or ``NAME:KIND`` name. Raises Refused for one that cannot take part."""
    if len(words) > OWN_COLUMNS_MAX:
        raise Refused(f"--match-column: name at most {OWN_COLUMNS_MAX} columns.")
    own = tuple(_own(word, deliveries) for word in words)
    for place, one in enumerate(own):
        if any(one.column == other.column for other in own[:place]):
            raise Refused(f"--match-column {words[place]}: this column is named twice.")
    return own


def _own(word: str, deliveries: Sequence[Delivery]) -> OwnColumn:
    name, _, kind = word.rpartition(":")
    if kind not in OWN_KINDS:
        name, kind = word, "text"
    columns = [column for delivery in deliveries for column in delivery.columns]
    found = [column for column in columns if column.column.strip().casefold() == name.strip().casefold()]
    if not found:
        headers = sorted({column.column for column in columns if not _is_compared(column.target)})
        raise Refused(f"--match-column {word}: no file has that column. There are: {', '.join(headers)}.")
    if _is_compared(found[0].target):
        raise Refused(f"--match-column {word}: it is compared anyway, as {found[0].target}.")
    if len({column.target for column in found}) > 1:
        raise Refused(f"--match-column {word}: files take it for different fields; say for which with --map.")
    return OwnColumn(column=found[0].target, name=found[0].column.strip(), kind=kind)


def _is_compared(target: str) -> bool:
    field = split_slot(target)[0]
    return not target.startswith(OTHER) and (field == BIRTH_DATE or FIELDS[field].kind in COMPARED)
