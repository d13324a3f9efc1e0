"""Fields: what a column can mean. The catalog that is delivered; users add their own as data."""

from dataclasses import dataclass
from enum import StrEnum

OTHER = "other:"  # prefix of a column that no field claims; it is kept under its own header


class FieldClass(StrEnum):
    """What a field is about; the classes of the field register."""

    IDENTITY = "identity"
    PERMISSION = "permission"
    QUANTITATIVE = "quantitative"
    DESCRIPTIVE = "descriptive"
    QUALITATIVE = "qualitative"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldSpec:
    """One field of a customer.

    name: how code and files call it. kind: the value kind that standardizes and validates it. group: fields that
    survive together, such as an address, which moves whole. many: whether one record may hold several values; the
    second is called ``name.2``. stale_after_days: the age at which half of such values are no longer true; None where
    it does not age. worth: how much a missing or wrong one costs the business, relative to the others.
    """

    name: str
    kind: str
    label: str
    field_class: FieldClass = FieldClass.IDENTITY
    group: str = ""
    many: bool = False
    stale_after_days: int | None = None
    worth: float = 1.0


def slot_name(name: str, slot: int) -> str:
    """Return the column of the slot-th value of a field, counted from 1: ``email``, ``email.2``, ``email.3``."""
    return name if slot == 1 else f"{name}.{slot}"


def split_slot(column: str) -> tuple[str, int]:
    """Return field name and slot of a column made by slot_name; one that no field claims is the first of its own."""
    if column.startswith(OTHER):  # its header may hold anything
        return column, 1
    name, _, slot = column.partition(".")
    return name, int(slot) if slot else 1
