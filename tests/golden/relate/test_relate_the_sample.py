"""Who lives together and who works where, among invented people of whom the truth is known."""

import numpy as np
import pyarrow as pa
import pytest
from numpy.typing import NDArray

from pellucid.golden.model.value import Hints
from pellucid.golden.relate.employers import employers
from pellucid.golden.relate.households import households
from pellucid.golden.relate.traces import HOMES, Trace, Traces, traces_of
from pellucid.golden.standardize.table import standardize_table
from pellucid.golden.validate.table import JUDGE
from pellucid.sample.contacts import table_of
from pellucid.sample.generate import generate
from pellucid.sample.world.world import World

NOBODY = np.empty((0, 2), dtype=np.int64)
ROWS = 10_000
Ints = NDArray[np.int64]


@pytest.fixture(scope="module")
def sample() -> tuple[World, Traces]:
    """Return a world, and the traces of one record of each customer, numbered by the truth."""
    world, records = generate(ROWS, seed=1)
    _, rows = np.unique(records.truth_id, return_index=True)
    records = records.take(rows)
    raw = table_of(records, np.random.default_rng(1)).drop_columns(["truth_id", "source_key", "created_date"])
    count = raw.num_rows
    origin = {"record_id": pa.array(range(count)), "file": pa.array([""] * count), "row": pa.array(range(count))}
    table = pa.table({**origin, **dict(zip(raw.column_names, raw.columns, strict=True))})
    golden = standardize_table(table, judge=JUDGE, hints=Hints()).table
    return world, traces_of(golden, records.truth_id.tolist(), records.household >= 0)


@pytest.mark.slow
def test_who_is_found_to_live_together_does(sample: tuple[World, Traces]) -> None:
    world, traces = sample
    home, homes = world.members.household, traces.of(*HOMES)
    found = households(homes, NOBODY, NOBODY)
    assert (home[found.party] == home[found.first]).mean() > 0.995
    known = np.unique(homes.party)
    with_others = np.bincount(home[known])[home[known]] > 1  # also those who moved away since, or are written wrong
    assert len(found.party) > 0.4 * with_others.sum()


def test_who_is_found_to_work_somewhere_does(sample: tuple[World, Traces]) -> None:
    world, traces = sample
    found = employers(traces, told=np.empty(0, np.int64), denied=NOBODY)
    employer = world.company + len(world.company)  # organizations are numbered behind the people
    assert (employer[found.person] == found.organization).mean() > 0.995
    companies = traces.of(Trace.IS_CALLED, Trace.OWNS).party
    tell = np.unique(traces.of(Trace.WORKS_FOR, Trace.MAILS_FROM).party)
    assert len(found.person) > 0.6 * np.isin(employer[tell], companies).sum()
