"""What people fill in at the desk, read."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from pellucid.crm.sources.models import ImportedFile, QuarantinedRow
from pellucid.crm.sources.quarantine import texts_of
from pellucid.crm.stewardship.words import label_of
from pellucid.golden.model.catalog import CATALOG, FIELDS
from pellucid.golden.model.field import OTHER, slot_name, split_slot


@dataclass(frozen=True, slots=True, kw_only=True)
class MappedLine:
    """One column of a file as the form shows it. name: of its choice in the form. target: what it becomes now."""

    name: str
    column: str
    target: str
    is_sure: bool
    is_chosen: bool
    samples: list[str]
    options: list[tuple[str, str]]


def mapped_lines(file: ImportedFile) -> list[MappedLine]:
    """Return the columns of a file, each with what it could become."""
    fields = [(spec.name, label_of(spec.name)) for spec in CATALOG]
    lines = []
    for number, column in enumerate(file.columns, start=1):
        target = column["target"]
        own = [] if target in FIELDS or target.startswith(OTHER) else [(target, label_of(target))]
        as_it_is = (target if target.startswith(OTHER) else f"{OTHER}{column['column']}", _("Kept as it is"))
        lines.append(
            MappedLine(
                name=f"column-{number}",
                column=column["column"],
                target=target,
                is_sure=column["by"] in ("both", "override"),
                is_chosen=column["by"] == "override",
                samples=list(column["samples"]),
                options=[as_it_is, *own, *fields],
            )
        )
    return lines


def read_mapping(file: ImportedFile, data: Mapping[str, str]) -> dict[str, str]:
    """Return field to column of what a person chose: what differs from what was detected, and what was chosen before.

    A field chosen for several columns goes to the first, its next slots to the others, where it has slots.
    """
    chosen: dict[str, str] = {}
    headers = [column["column"] for column in file.columns]
    for number, column in enumerate(file.columns, start=1):
        wanted = data.get(f"column-{number}", column["target"])
        if wanted == column["target"] and column["by"] != "override":
            continue
        name = column["column"] if headers.count(column["column"]) == 1 else f"column {number}"
        chosen[_free(wanted, chosen)] = name
    return chosen


def _free(wanted: str, chosen: Mapping[str, str]) -> str:
    field, slot = split_slot(wanted)
    spec = FIELDS.get(field)
    while spec is not None and spec.many and slot_name(field, slot) in chosen:
        slot += 1
    return slot_name(field, slot) if spec is not None else wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a row to be mended. name: of it in the form."""

    name: str
    column: str
    text: str


def cells_of(row: QuarantinedRow) -> list[Cell]:
    """Return the cells of a row that could not be read, as far as it can be told apart."""
    return [
        Cell(name=f"cell-{number}", column=column["column"], text=text)
        for number, (column, text) in enumerate(zip(row.file.columns, texts_of(row), strict=True))
    ]


def read_cells(row: QuarantinedRow, data: Mapping[str, str]) -> dict[str, str]:
    """Return what a person made of a row: text by field or slot."""
    return {column["target"]: data.get(f"cell-{number}", "") for number, column in enumerate(row.file.columns)}
