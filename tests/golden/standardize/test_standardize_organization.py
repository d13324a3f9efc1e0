import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.organization import (
    RULES,
    is_organization,
    organization_key,
    standardize_organization,
)
from pellucid.golden.validate.organization import check_organization

CASES = Path(__file__).parents[3] / "benches" / "cases" / "organization.csv"
FROZEN_ROWS_SHARE = 0.985  # of labelled rows with core, legal form, standard form and issues right
NAMES = {rule.name for rule in RULES}
COUNTRIES = st.sampled_from(
    [None, *["US", "GB", "DE", "FR", "ES", "IT", "NL", "PL", "TR", "JP", "ID", "LT", "SG", "MX"]]
)
WORDS = st.lists(
    st.sampled_from(
        [
            "Acme",
            "ACME",
            "the",
            "The",
            "Ltd",
            "Ltd.",
            "LIMITED",
            "GmbH",
            "&",
            "Co.",
            "KG",
            "S.A.",
            "de",
            "C.V.",
            "PT",
            "SARL",
            "株式会社",
            "ООО",
            "«Ромашка»",
            "-",
            ",",
            "(",
            ")",
            "Branch",
            "c/o",
            "London",
            "Dept.",
            "sp.",
            "z",
            "o.o.",
            "e.",
            "V.",
            "Co.,",
            "and",
            "IBM",
            "und",
            "university",
            "n/a",
            "The",
        ]
    ),
    max_size=7,
).map(" ".join)


def labelled() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def is_right(row: dict[str, str]) -> bool:
    hints = Hints(country=row["country"] or None)
    found = standardize_organization(row["raw"], hints)
    parts = all(found.parts.get(part, "") == row[part] for part in ("core", "legal_form"))
    issues = " ".join(issue.rule for issue in check_organization(found, hints))
    return parts and (found.value or "") == row["standard"] and issues == row["issues"]


def test_labelled_organizations_are_read_at_least_as_well_as_when_this_was_frozen():
    rows = labelled()
    wrong = [row["raw"] for row in rows if not is_right(row)]
    share = 1 - len(wrong) / len(rows)
    print(f"organizations: {share:.1%} of {len(rows)} rows wholly right; wrong: {wrong}")
    assert len(rows) >= 100
    assert share >= FROZEN_ROWS_SHARE, wrong


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The Harbour Trading Company Ltd", "Harbour Trading Limited"),
        ("Whitcombe & Sons Ltd", "WHITCOMBE AND SONS LIMITED"),
        ("Brandt & Söhne OHG", "Brandt und Soehne"),
        ("Northstar Intl Inc", "Northstar International, Inc."),
        ("J.P. Barlow Ltd", "JP Barlow Ltd"),
        ("Acme Co", "Acme Company"),
    ],
)
def test_spellings_of_one_organization_share_a_key(left, right):
    cores = [standardize_organization(name).parts["core"] for name in (left, right)]
    assert organization_key(cores[0]) == organization_key(cores[1])


@pytest.mark.parametrize(
    ("raw", "part", "expected"),
    [
        ("Acme Ltd - London Branch", "branch", "London Branch"),
        ("Brightwater Inc, Accounts Payable Dept.", "department", "Accounts Payable Dept."),
        ("Acme Ltd c/o John Barlow", "attention", "John Barlow"),
    ],
)
def test_what_is_no_part_of_the_name_stands_apart(raw, part, expected):
    assert standardize_organization(raw).parts[part] == expected


@pytest.mark.parametrize(
    "raw", ["Acme Ltd", "Nordlicht GmbH", "University of Westmere", "株式会社サンプル", "Norrsken AB"]
)
def test_organizations_are_told(raw):
    assert is_organization(raw)


@pytest.mark.parametrize("raw", ["John Smith", "María García López", "Tom Bank", "Anna Li", "王小明", "JOHN AG"])
def test_people_are_not_taken_for_organizations(raw):
    assert not is_organization(raw)


@pytest.mark.slow
@given(raw=st.one_of(st.text(max_size=40), WORDS), country=COUNTRIES)
@settings(max_examples=400, deadline=None)
def test_any_text_gives_an_organization_or_none_and_standardizing_it_again_changes_nothing(raw, country):
    hints = Hints(country=country)
    found = standardize_organization(raw, hints)
    assert found.raw == raw
    assert set(found.changes) <= NAMES
    check_organization(found, hints)
    is_organization(raw)
    if found.value is not None:
        again = standardize_organization(found.value, hints)
        assert again.value == found.value
        organization_key(found.parts["core"])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_standardizing_rule_makes_its_good_example_of_its_bad_one(rule):
    found = standardize_organization(rule.bad)
    assert rule.good == found.value
    assert rule.name in found.changes
