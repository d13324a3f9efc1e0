"""A version of a model as it is kept, and back."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pellucid import sample
from pellucid.crm.matches.counted import counted_bytes, documents_of, versions_from
from pellucid.crm.matches.match_forms import FORM_SCHEMA, undisarmed
from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.match.disarm import disarmed, shared_in
from pellucid.golden.match.kinds import PERSON
from pellucid.golden.match.learn_version import LearnedVersion, learn_version
from pellucid.golden.match.model import Thresholds
from pellucid.golden.match.rarity import Rarity
from pellucid.golden.match.weigh import weigh
from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.table import standardize_table
from pellucid.golden.validate.table import JUDGE

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def forms() -> pa.Table:
    raw = sample.contacts(1_000, 3).drop_columns(["truth_id"])
    places = {
        "record_id": pa.array(range(raw.num_rows)),
        "file": pa.array(["contacts"] * raw.num_rows),
        "row": pa.array(range(1, raw.num_rows + 1)),
    }
    records = pa.table({**places, **{name: raw[name] for name in raw.column_names}})
    own = undisarmed(standardize_table(records, judge=JUDGE, hints=Hints(today="2026-01-31")).table)
    assert own.schema.names == FORM_SCHEMA.names
    return own.add_column(0, "id", pa.array(range(own.num_rows), pa.int32()))


@pytest.fixture(scope="module")
def learned(forms) -> LearnedVersion:
    shared = shared_in(forms)
    order = np.arange(forms.num_rows, dtype=np.int64)
    return learn_version(
        disarmed(forms, shared), kind=PERSON, shared=shared, engine=DuckdbEngine(), order=order, thresholds=Thresholds()
    )


@pytest.fixture(scope="module")
def back(learned):
    versions = {"person": learned.version}
    return versions_from(documents_of(versions), counted_bytes(versions))["person"]


def test_a_version_that_was_kept_is_the_same_version(learned, back):
    assert back.model.version == learned.version.model.version
    assert back.cuts == dict(learned.version.cuts)
    assert {field: values.to_pylist() for field, values in back.shared.items()} == {
        field: values.to_pylist() for field, values in learned.version.shared.items()
    }


def test_a_version_that_was_kept_weighs_the_same(forms, learned, back):
    run = learned.run
    _, scored = weigh(disarmed(forms, back.shared), run.left, run.right, back, DuckdbEngine())
    np.testing.assert_allclose(scored.bits, run.scored.bits, atol=1e-9)


@pytest.fixture(scope="module")
def rarities(learned, back) -> list[tuple[Rarity, Rarity]]:
    assert back.rarities.keys() == learned.version.rarities.keys()
    return [(learned.version.rarities[name], back.rarities[name]) for name in back.rarities]


def test_any_value_is_as_rare_as_it_was(rarities, forms):
    @given(st.one_of(st.none(), st.text(), st.sampled_from(forms["family"].drop_null().unique().to_pylist())))
    def as_rare(text):
        assert all(one.of(text) == other.of(text) for one, other in rarities)

    as_rare()
