"""What `pellucid explain` needs of a cleaning, kept in the folder ``why`` beside the results."""

import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pellucid.golden.pipeline import Cleaned

FORMS, MODEL, GUARD = "forms.parquet", "models.json", "guard.parquet"
SHARE = "share of "  # prefix of the columns that say how common a record's value is


def write_why(cleaned: Cleaned, folder: Path) -> None:
    """Write the match forms, how common their values are, the models, and the guard's judgement of shared values."""
    folder.mkdir()
    count = cleaned.records.num_rows
    columns = {
        "file": cleaned.records["file"],
        "row": cleaned.records["row"],
        "customer_id": cleaned.customer_ids.take(pa.array(cleaned.customers)),
    }
    party = np.full(count, "", dtype=object)
    shares: dict[str, np.ndarray[tuple[int], np.dtype[np.float64]]] = {}
    for own in cleaned.runs:
        party[own.rows] = own.run.model.party
        for name, values in own.run.shares.items():
            shares.setdefault(name, np.ones(count))[own.rows] = values
    columns["party"] = pa.array(party.tolist(), pa.string())
    forms = cleaned.forms.table.drop_columns(["id"])
    columns |= {name: forms[name] for name in forms.column_names}
    columns |= {SHARE + name: pa.array(values) for name, values in shares.items()}
    pq.write_table(pa.table(columns), folder / FORMS, compression="zstd")
    documents = [party_run.run.model.document() for party_run in cleaned.runs]
    (folder / MODEL).write_text(json.dumps(documents, indent=1), encoding="utf-8")
    judged = [
        table.append_column("field", pa.array([field] * table.num_rows, pa.string()))
        for field, table in cleaned.forms.judged.items()
    ]
    pq.write_table(pa.concat_tables(judged), folder / GUARD, compression="zstd")
