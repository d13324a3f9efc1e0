"""Which field each column of a file holds: by its header, by what its values look like, or as a person says."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.intake.guess import Guess, guess_field
from pellucid.golden.intake.look import Look, look_at
from pellucid.golden.intake.slots import assign_slots
from pellucid.golden.intake.table import RawTable
from pellucid.golden.intake.words import plain
from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.delivery import MappedColumn
from pellucid.golden.model.field import OTHER, split_slot

_LOOKED_ROWS = 50_000  # rows from which the look of a column is taken
_SAMPLES_MAX = 3
# Words for a name that stand for one part of it where there is a column for the other: French, Spanish, Persian.
_NAME_OR_PART = frozenset(map(plain, ("nom", "nombre", "nombres", "نام")))


class MappingRefused(ValueError):
    """A mapping names a field or a column that is not there. The text is fit to show and lists what there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a file while its field is sought. name: its header, or ``column 3`` where there is none."""

    name: str
    header: str
    values: pa.ChunkedArray
    look: Look
    samples: tuple[str, ...]


def map_columns(table: RawTable, *, overrides: Mapping[str, str]) -> tuple[MappedColumn, ...]:
    """Return what each column of table was taken for, in their order; targets are unique.

    overrides: field, with its slot if it is not the first, or ``other:`` and a name for what is kept as it is, to the
    name of a column; they win. Raises MappingRefused where a field or a column is not there.
    """
    columns = [_column(at, header, values) for at, (header, values) in enumerate(_pairs(table), start=1)]
    fixed = _overridden(columns, overrides)
    if table.targets:
        guesses: list[Guess | None] = [Guess.of_target(target) for target in table.targets]
    else:
        has_header = any(table.headers)
        guesses = _in_company([guess_field(column.header, column.look, has_header) for column in columns], columns)
    targets = assign_slots(guesses, fixed)
    targets = _name_others(targets, columns)
    return tuple(
        MappedColumn(
            column=column.name,
            target=target,
            by="override" if at in fixed else (_reason(guess, target)),
            samples=column.samples,
        )
        for at, (column, guess, target) in enumerate(zip(columns, guesses, targets, strict=True))
    )


def _reason(guess: Guess | None, target: str) -> str:
    return "nothing" if guess is None or target.startswith(OTHER) else guess.by


def _pairs(table: RawTable) -> list[tuple[str, pa.ChunkedArray]]:
    return list(zip(table.headers, table.columns, strict=True))


def _column(number: int, header: str, values: pa.ChunkedArray) -> Column:
    distinct = [value for value in pc.unique(values.slice(0, _LOOKED_ROWS)).to_pylist() if value]
    return Column(
        name=header if header.strip() else f"column {number}",
        header=header,
        values=values,
        look=look_at(distinct),
        samples=tuple(distinct[:_SAMPLES_MAX]),
    )


def _overridden(columns: list[Column], overrides: Mapping[str, str]) -> dict[int, str]:
    """Return index of column to the target that a person gave it."""
    fixed: dict[int, str] = {}
    for target, wanted in overrides.items():
        _require_field(target)
        at = _find_column(columns, wanted)
        if at in fixed:
            raise MappingRefused(f"Column “{wanted}” cannot be both {fixed[at]} and {target}.")
        fixed[at] = target
    return fixed


def _require_field(target: str) -> None:
    if target.startswith(OTHER):
        return
    name, _, slot = target.partition(".")
    field = FIELDS.get(name)
    if field is None:
        raise MappingRefused(f"There is no field “{target}”. The fields are: {', '.join(FIELDS)}.")
    if slot and not (field.many and slot.isascii() and slot.isdigit() and str(int(slot)) == slot and int(slot) > 1):
        hint = f"write {name}, {name}.2, {name}.3" if field.many else f"a customer has one {name}"
        raise MappingRefused(f"There is no field “{target}”: {hint}.")


def _find_column(columns: list[Column], wanted: str) -> int:
    """Return the index of the column named wanted: its header, or ``column 3``; letter case does not matter."""
    numbered = {f"column {number}": number - 1 for number in range(1, len(columns) + 1)}
    for key in (wanted, wanted.strip().casefold()):
        for at, column in enumerate(columns):
            if key in (column.name, column.name.strip().casefold()):
                return at
        if key in numbered:
            return numbered[key]
    raise MappingRefused(
        f"There is no column “{wanted}”. The columns are: {', '.join(column.name for column in columns)}."
    )


def _in_company(guesses: list[Guess | None], columns: list[Column]) -> list[Guess | None]:
    """Settle what a column means by the columns beside it.

    An address beside a city is a street; a name beside a given name and no family name is the family name; one of
    the words that mean both ("Nom", "Nombre") alone over several words is the full name; a title beside a job title is
    a form of address.
    """
    fields = Counter(guess.field for guess in guesses if guess)
    settled: list[Guess | None] = []
    for guess, column in zip(guesses, columns, strict=True):
        settled.append(guess)
        if guess is None or guess.by == "values":
            continue
        if guess.field == "address" and fields.keys() & {"city", "postal_code"} and "street" not in fields:
            settled[-1] = replace(guess, field="street")
        is_family_name = "given_name" in fields and "family_name" not in fields
        if guess.field == "full_name" and is_family_name and column.look.share("word") >= 0.5:
            settled[-1] = replace(guess, field="family_name")
        if fields["job_title"] > 1 and plain(column.header) == "title":
            settled[-1] = replace(guess, field="prefix")
        is_alone = len(fields.keys() & {"given_name", "family_name", "full_name"}) == 1
        if plain(column.header) in _NAME_OR_PART and is_alone and _is_full_name(column.look):
            settled[-1] = replace(guess, field="full_name")
    return settled


def _is_full_name(look: Look) -> bool:
    return look.share("words", "last_first") >= 0.5


def _name_others(targets: list[str], columns: list[Column]) -> list[str]:
    """Return targets with a unique ``other:<header>`` for each column that no field claims."""
    taken = {target for target in targets if target}
    named: list[str] = []
    for target, column in zip(targets, columns, strict=True):
        name, copy = target or OTHER + column.name, 1
        while not target and name in taken:
            copy += 1
            name = f"{OTHER}{column.name} ({copy})"
        taken.add(name)
        named.append(name)
    return named


def kind_of(target: str) -> str:
    """Return the value kind of a target, or "" for a column that no field claims."""
    return "" if target.startswith(OTHER) else FIELDS[split_slot(target)[0]].kind
