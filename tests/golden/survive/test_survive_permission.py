"""A no wins."""

import numpy as np
import pyarrow as pa
import pytest

from pellucid.golden.model.catalog import CATALOG
from pellucid.golden.survive.permission import NO, UNCLEAR, YES, strictness
from pellucid.golden.survive.policy import rules_of
from pellucid.golden.survive.table import Standing, survive


@pytest.mark.parametrize(
    ("said", "strict"),
    [
        ("yes", YES), ("Ja", YES), ("OUI", YES), ("Sí", YES), ("Já", YES), ("TRUE", YES), ("1", YES), ("x", YES),
        ("بله", YES), ("subscribed", YES), ("no", NO), ("Nein", NO), ("0", NO), ("unsubscribed", NO), ("cleaned", NO),
        ("not now", NO), ("unknown", UNCLEAR), ("", UNCLEAR), ("pending", UNCLEAR),
    ],
)  # fmt: skip
def test_only_a_plain_yes_is_one(said, strict):
    assert strictness(said) == strict


def test_the_strictest_consent_of_a_customer_holds_with_its_own_date():
    standard = pa.table(
        {
            "consent": ["yes", "no", "yes", "yes"],
            "consent_date": ["2024-01-01", "2020-01-01", "2025-01-01", None],
        }
    )
    newest = Standing(
        recency=np.array([1.0, 0.0, 9.0, 2.0]), trust=np.zeros(4), verified=np.zeros(4), rank=np.arange(4)
    )

    golden = survive(standard, np.array([0, 0, 0, 1]), rules_of(CATALOG), newest).golden

    assert golden.select(["consent", "consent_date"]).to_pylist() == [
        {"consent": "no", "consent_date": "2020-01-01"},
        {"consent": "yes", "consent_date": None},
    ]
