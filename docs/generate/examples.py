"""Examples of comparisons, kept as tables in tests/spec, where every engine is held to them."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from docs.generate.markdown import code, table

FOLDER = Path(__file__).parents[2] / "tests" / "spec" / "comparisons"
PART_MARK, FIELD_MARK = " | ", ": "


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A table of examples. party and comparison: what they are of. field: what a value without a field's name is."""

    party: str
    comparison: str
    field: str


TOPICS: Mapping[str, Topic] = MappingProxyType(
    {
        "given_name": Topic(party="person", comparison="given name", field="given_name"),
        "family_name": Topic(party="person", comparison="family name", field="family_name"),
        "generation": Topic(party="person", comparison="generation", field="full_name"),
        "birth_date": Topic(party="person", comparison="birth date", field="birth_date"),
        "email": Topic(party="person", comparison="e-mail", field="email"),
        "phone": Topic(party="person", comparison="phone", field="phone"),
        "address": Topic(party="person", comparison="address", field="address"),
        "identifier": Topic(party="person", comparison="identifier", field="tax_id"),
        "company": Topic(party="person", comparison="company", field="organization"),
        "company_name": Topic(party="organization", comparison="company name", field="organization"),
        "legal_form": Topic(party="organization", comparison="legal form", field="organization"),
        "country": Topic(party="organization", comparison="country", field="organization"),
        "domain": Topic(party="organization", comparison="domain", field="organization"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """Two records as they came, the level they reach, and why. left, right: raw values by field."""

    topic: str
    left: Mapping[str, str]
    right: Mapping[str, str]
    level: str
    why: str


def read_examples(topic: str) -> list[Example]:
    """Return the examples of a topic, in the order of its table."""
    field = TOPICS[topic].field
    with (FOLDER / f"{topic}.csv").open(encoding="utf-8", newline="") as stream:
        return [
            Example(
                topic=topic,
                left=read_values(row["left"], field),
                right=read_values(row["right"], field),
                level=row["level"],
                why=row["why"],
            )
            for row in csv.DictReader(stream)
        ]


def read_values(cell: str, field: str) -> dict[str, str]:
    """Return the values of a cell by field: ``Anna | family_name: Berg``; the first may leave its field's name out."""
    values = {}
    for part in filter(None, cell.split(PART_MARK)):
        name, mark, value = part.partition(FIELD_MARK)
        values[name if mark else field] = value if mark else part
    return values


def examples_table(topic: str) -> str:
    """Return the examples of a topic as a table for the manual."""
    rows = [
        (_shown(example.left), _shown(example.right), example.level, example.why) for example in read_examples(topic)
    ]
    return table(("One record", "The other", "Level", "Why"), rows)


def _shown(values: Mapping[str, str]) -> str:
    if len(values) == 1:
        return code(next(iter(values.values())))
    return ", ".join(f"{name} {code(value)}" for name, value in values.items()) or "(empty)"
