"""The example in the manual of a rule is one: the rule speaks of it, and gives what the manual shows."""

import re
from collections.abc import Iterator

import pytest
from docs.generate.rules import KINDS, checking_rules, standardizing_rules

from pellucid.golden.model.issue import Rule
from pellucid.golden.model.value import Hints, Standardized
from pellucid.golden.standardize.kinds import ADDRESS_PARTS, NAME_PARTS, standardize_cells
from pellucid.golden.validate.table import check_value

CELLS = {"name": ("full_name", *NAME_PARTS), "address": ("address", *ADDRESS_PARTS)}
TODAY = "2026-01-31"
COUNTRIES = (None, "DE", "US", "GB", "NL", "IS", "IR", "HU", "AU", "ES")
# What a column or a record may show beside the value; an example holds when it holds with one of them.
HINTS = (
    *(Hints(today=TODAY, country=country, day_first=first) for country in COUNTRIES for first in (None, True, False)),
    *(Hints(today=TODAY, decimal=mark) for mark in ",."),
    *(Hints(today=TODAY, calendar=calendar) for calendar in ("persian", "buddhist")),
    *(Hints(today=TODAY, language=language) for language in ("es", "fr", "hu")),
)
EXAMPLES = [
    (kind, rule)
    for kind in KINDS
    for rule in (*standardizing_rules(kind), *checking_rules(kind))
    if rule.bad and (rule.severity is None or rule.bad)
]


def typed(example: str) -> str:
    """Return an example as it would be typed: escapes such as \\u200b, and a country in front or behind, undone."""
    text = re.sub(r"\\(?:u([0-9a-f]{4})|x([0-9a-f]{2}))", lambda found: chr(int(found[1] or found[2], 16)), example)
    text = text.replace("\\r", "\r").replace("\\n", "\n")
    return re.sub(r"^[A-Z]{2}: | \([A-Z]{2}\)$", "", text)


def ways(kind: str, example: str) -> Iterator[list[str]]:
    """Yield the cells in which an example may stand: as one value, as one part, or as the parts it names."""
    if kind not in CELLS:
        yield [typed(example)]
        return
    for at in range(len(CELLS[kind])):
        yield [typed(example) if place == at else "" for place in range(len(CELLS[kind]))]
    named = dict(re.findall(r"([a-z ]+): ([^,]*)(?:, |$)", example.replace("PO box", "po box")))
    yield [
        next((text for name, text in named.items() if cell.startswith(name.replace(" ", "_"))), "")
        for cell in CELLS[kind]
    ]


def told(kind: str, rule: Rule, value: Standardized, hints: Hints) -> bool:
    if rule.severity is None:
        return rule.name in value.changes
    return rule.name in [issue.rule for issue in check_value(kind, value, hints)]


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "rule"), EXAMPLES, ids=lambda item: item.name if isinstance(item, Rule) else item)
def test_the_rule_speaks_of_its_example(kind: str, rule: Rule) -> None:
    values = [
        value
        for cells in ways(kind, rule.bad)
        for hints in HINTS
        if told(kind, rule, value := standardize_cells(kind, cells, hints), hints)
    ]
    assert values, f"{rule.name} does not speak of {rule.bad!r}"
    is_whole = kind != "address" and ": " not in rule.good
    if rule.severity is None and rule.good and is_whole:
        assert typed(rule.good) in {form for value in values for form in (value.value, value.display)}
