import re

import pytest

from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.organization import RULES as STANDARDIZING
from pellucid.golden.standardize.organization import standardize_organization
from pellucid.golden.validate.organization import RULES, check_organization

_COUNTRY = re.compile(r" \(([A-Z]{2})\)$")


def rules_of(example):
    country = _COUNTRY.search(example)
    hints = Hints(country=country[1] if country else None)
    found = standardize_organization(_COUNTRY.sub("", example), hints)
    return [issue.rule for issue in check_organization(found, hints)]


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.name)
def test_every_rule_finds_its_bad_example_and_passes_its_good_one(rule):
    assert rule.name in rules_of(rule.bad)
    assert rule.name not in rules_of(rule.good)


def test_an_empty_field_has_no_issue():
    assert rules_of("") == rules_of("  ") == []


def test_rule_names_are_unique():
    names = [rule.name for rule in (*RULES, *STANDARDIZING)]
    assert len(names) == len(set(names))
    assert all(rule.about and rule.source and rule.bad and rule.good for rule in (*RULES, *STANDARDIZING))
