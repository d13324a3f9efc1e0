"""Raw rows made ready to be kept: in standard form, with their issues and match forms. Asks no database."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pellucid.crm.bulk.json import rows_as_json
from pellucid.crm.matches.match_forms import undisarmed
from pellucid.crm.sources.content import Keys, digest_of, rank_of
from pellucid.crm.sources.models import PartyKind
from pellucid.golden.model.value import Hints
from pellucid.golden.pipeline import are_organizations, recency_of
from pellucid.golden.standardize.table import FileHints, standardize_table
from pellucid.golden.validate.records import check_records
from pellucid.golden.validate.table import JUDGE

NOT_SAID = ("record_id", "file", "row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Rows made ready, one entry a row.

    arrivals: sources.actions.ARRIVALS but for key, file_id and row. own_keys: the source's own, null where it has
    none. issues: validate.table.ISSUES, record_id being the row's position. forms: party, then FORM_SCHEMA.
    """

    arrivals: pa.Table
    own_keys: pa.Array
    issues: pa.Table
    forms: pa.Table


def prepare(rows: pa.Table, *, hints: Hints, file_hints: FileHints | None = None) -> Prepared:
    """Return raw rows made ready. rows: record_id (0 to n-1), file, row, then raw text by target; see intake.gather."""
    standard = standardize_table(rows, judge=JUDGE, hints=hints, file_hints=file_hints)
    forms = undisarmed(standard.table)
    parties = np.where(are_organizations(forms), PartyKind.ORGANIZATION, PartyKind.PERSON)
    own = standard.table.drop_columns(["record_id"])
    raw = rows_as_json(rows.drop_columns([name for name in NOT_SAID if name in rows.column_names]))
    digests = [digest_of(text) for text in raw.to_pylist()]
    recency = recency_of(standard.table)
    arrivals = pa.table(
        {
            "party": pa.array(parties, pa.string()),
            "raw": raw,
            "standard": rows_as_json(own),
            "digest": pa.array(digests, pa.string()),
            "recency": pa.array(recency, mask=np.isinf(recency)),
        }
    )
    own_keys = own["source_key"].combine_chunks() if "source_key" in own.column_names else pa.nulls(len(digests))
    return Prepared(
        arrivals=arrivals,
        own_keys=own_keys.cast(pa.string()),
        issues=check_records(standard, today=hints.today),
        forms=forms.add_column(0, "party", arrivals["party"]),
    )


def keyed(arrivals: pa.Table, own_keys: pa.Array, keys: Keys) -> pa.Table:
    """Return arrivals with a key each and the rank that goes with it. keys: of the delivery they are part of."""
    digests = arrivals["digest"].to_pylist()
    own = keys.of(own_keys, digests)
    ranks = [rank_of(digest, key) for digest, key in zip(digests, own, strict=True)]
    return arrivals.append_column("key", pa.array(own, pa.string())).append_column("rank", pa.array(ranks, pa.int64()))
