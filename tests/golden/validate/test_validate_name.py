import pytest

from pellucid.golden.model.issue import Severity
from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.name import RULES as STANDARDIZING
from pellucid.golden.standardize.name import standardize_name
from pellucid.golden.validate.name import RULES, check_name

SEVERITIES = {rule.name: rule.severity for rule in RULES}


def rules_of(raw, country=None):
    hints = Hints(country=country)
    return [issue.rule for issue in check_name(standardize_name(raw, hints), hints)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_finds_its_bad_example_and_passes_its_good_one(rule):
    assert rule.name in rules_of(rule.bad)
    assert rule.name not in rules_of(rule.good)


def test_an_empty_field_has_no_issue():
    assert rules_of("") == rules_of("   ") == []


@pytest.mark.parametrize("raw", ["John Smith", "María García López", "Li Wei", "Ngozi Okafor", "Ng Wei Ming", "王小明"])
def test_ordinary_names_pass(raw):
    assert rules_of(raw) == []


def test_a_name_without_value_always_says_why():
    for raw in ("test", "-", "n/a", "jane@example.com", "12345", "Acme Ltd", "sdfghjkl", "Mr", "?"):
        found = standardize_name(raw)
        assert found.value is None
        assert [SEVERITIES[issue.rule] for issue in check_name(found)] == [Severity.ERROR]


def test_swapped_order_and_look_alikes_come_with_a_suggestion():
    swapped = check_name(standardize_name("Smith John"))[0]
    assert (swapped.rule, swapped.suggestion) == ("name_order_suspected", "John Smith")
    look_alike = check_name(standardize_name("J\u043ehn Smith"))[0]
    assert (look_alike.rule, look_alike.suggestion) == ("name_look_alike", "John Smith")


def test_rule_names_are_unique_and_standardizing_rules_raise_nothing():
    names = [rule.name for rule in (*RULES, *STANDARDIZING)]
    assert len(names) == len(set(names))
    assert all(rule.severity is None for rule in STANDARDIZING)
    assert all(rule.severity is not None for rule in RULES)
    assert all(rule.about and rule.source and rule.bad and rule.good for rule in (*RULES, *STANDARDIZING))
