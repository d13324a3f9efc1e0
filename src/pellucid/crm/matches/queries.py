"""How records are matched now, and what matching found."""

from functools import lru_cache
from uuid import UUID

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pellucid.crm.bulk.read import Rows, number_columns, rows_where
from pellucid.crm.matches.counted import Versions, versions_from
from pellucid.crm.matches.match_forms import FORM_SCHEMA
from pellucid.crm.matches.models import MatchModel
from pellucid.golden.match.disarm import CONTACTS
from pellucid.golden.match.kinds import PARTY_KINDS
from pellucid.golden.match.learn_version import first_version
from pellucid.golden.match.model import Thresholds

Floats = NDArray[np.float64]

PAIRS = "matches_candidatepair"


def current_versions() -> Versions:
    """Return the versions of the model that counts now, by party kind; the priors where none was learned yet."""
    current = MatchModel.objects.filter(is_current=True).values_list("pk", "change__uuid").first()
    return _learned(*current) if current else _first()


@lru_cache(maxsize=2)  # the current one, and one more while it changes
def _learned(model_id: int, _change: UUID) -> Versions:
    """Return the versions of a model. Of its change, since an id is given again when learning was rolled back."""
    model = MatchModel.objects.get(pk=model_id)
    return versions_from(model.documents, bytes(model.counted))


@lru_cache(maxsize=1)
def _first() -> Versions:
    nothing = pa.array([], pa.string())
    shared = dict.fromkeys(CONTACTS, nothing)
    no_forms = FORM_SCHEMA.empty_table()
    return {
        name: first_version(kind, shared=shared, no_forms=no_forms, thresholds=Thresholds())
        for name, kind in PARTY_KINDS.items()
    }


def pairs_of_records(records: list[int], *, bits_min: float) -> Rows:
    """Return left, right and bits of the weighed pairs that hold one of the records, some twice."""
    columns = "left_id, right_id, bits"
    return [
        *rows_where(columns, PAIRS, f"bits >= {float(bits_min)} AND left_id", records),
        *rows_where(columns, PAIRS, f"bits >= {float(bits_min)} AND right_id", records),
    ]


def pairs_among(records: list[int]) -> list[Floats]:
    """Return left, right and bits, as columns, of the weighed pairs whose left record is one of the records."""
    rows = rows_where("left_id, right_id, bits", PAIRS, "left_id", records)
    return list(np.array(rows, dtype=np.float64).reshape(-1, 3).T)


def all_pairs() -> list[Floats]:
    """Return left, right and bits, as columns, of every weighed pair."""
    return number_columns(f"SELECT left_id, right_id, bits FROM {PAIRS}", count=3)


def asking_probability() -> float:
    """Return the probability from which a pair is worth a person's time (0-1)."""
    return min(version.model.thresholds.review_probability for version in current_versions().values())
