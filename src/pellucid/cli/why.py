"""What `pellucid explain` and `pellucid what-if` need of a cleaning, kept in the folder ``why`` beside the results."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from pellucid.cli.refusal import Refused
from pellucid.golden.match.kinds import PARTY_KINDS
from pellucid.golden.match.model import MatchModel, UnknownModel, model_from_document
from pellucid.golden.match.own_columns import OwnColumn, with_own_columns
from pellucid.golden.match.run import MatchRun
from pellucid.golden.match.score import Scored
from pellucid.golden.pipeline import Cleaned
from pellucid.golden.resolve.conflicts import exclusive_codes

FORMS, MODEL, GUARD, PAIRS = "forms.parquet", "models.json", "guard.parquet", "pairs.parquet"
OWN_COLUMNS = "own_columns.json"
SHARE = "share of "  # prefix of the columns that say how common a record's value is
EXCLUSIVE = "exclusive "  # prefix of the columns of codes that keep records apart
RANK = "rank"

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def write_why(cleaned: Cleaned, folder: Path) -> None:
    """Write match forms, how common their values are, models, weighed pairs, and the guard's judgement of values."""
    folder.mkdir()
    pq.write_table(_forms_table(cleaned), folder / FORMS, compression="zstd")
    documents = [party_run.run.model.document() for party_run in cleaned.runs]
    (folder / MODEL).write_text(json.dumps(documents, indent=1), encoding="utf-8")
    own = [{"column": one.column, "name": one.name, "kind": one.kind} for one in cleaned.own_columns]
    (folder / OWN_COLUMNS).write_text(json.dumps(own, indent=1, ensure_ascii=False), encoding="utf-8")
    judged = [
        table.append_column("field", pa.array([field] * table.num_rows, pa.string()))
        for field, table in cleaned.forms.judged.items()
    ]
    pq.write_table(pa.concat_tables(judged), folder / GUARD, compression="zstd")
    pq.write_table(_pairs_table(cleaned), folder / PAIRS, compression="zstd")


def _forms_table(cleaned: Cleaned) -> pa.Table:
    count = cleaned.records.num_rows
    columns = {
        "file": cleaned.records["file"],
        "row": cleaned.records["row"],
        "customer_id": cleaned.customer_ids.take(pa.array(cleaned.customers)),
        RANK: pa.array(cleaned.order),
    }
    party = np.full(count, "", dtype=object)
    shares: dict[str, Floats] = {}
    for own in cleaned.runs:
        party[own.rows] = own.run.model.party
        for name, values in own.run.shares.items():
            shares.setdefault(name, np.ones(count))[own.rows] = values
    columns["party"] = pa.array(party.tolist(), pa.string())
    forms = cleaned.forms.table.drop_columns(["id"])
    columns |= {name: forms[name] for name in forms.column_names}
    columns |= {SHARE + name: pa.array(values) for name, values in shares.items()}
    codes = exclusive_codes(cleaned.standard.table)
    columns |= {f"{EXCLUSIVE}{number}": pa.array(own) for number, own in enumerate(codes)}
    return pa.table(columns)


def _pairs_table(cleaned: Cleaned) -> pa.Table:
    """Return the weighed pairs: party, left and right by place in the forms, pattern, bits."""
    tables = [
        pa.table(
            {
                "party": pa.array([own.run.model.party] * len(own.run.left), pa.dictionary(pa.int8(), pa.string())),
                "left": pa.array(own.rows[own.run.left]),
                "right": pa.array(own.rows[own.run.right]),
                "pattern": pa.array(own.run.patterns),
                "bits": pa.array(own.run.scored.bits),
            }
        )
        for own in cleaned.runs
    ]
    return pa.concat_tables(tables)


def model_of(why: Path, party: str) -> MatchModel:
    """Return the model of one party kind. Raises Refused when another version of Pellucid has made the results."""
    own = json.loads((why / OWN_COLUMNS).read_text(encoding="utf-8"))
    kind = with_own_columns(PARTY_KINDS[party], [OwnColumn(**one) for one in own])
    documents = json.loads((why / MODEL).read_text(encoding="utf-8"))
    try:
        (document,) = (document for document in documents if document["party"] == party)
        return model_from_document(document, keys=kind.keys, comparisons=kind.comparisons)
    except UnknownModel as unknown:
        raise Refused(str(unknown)) from unknown


def why_of(folder: Path) -> Path:
    """Return the folder why in results. Raises Refused where there are no results."""
    if not (folder / "why" / FORMS).is_file():
        raise Refused(f"{folder} holds no results of pellucid clean.")
    return folder / "why"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A cleaning read back. forms: as written. customers, order, exclusive: by row of forms. runs: left and right are
    rows of forms."""

    forms: pa.Table
    customers: Ints
    order: Ints
    exclusive: tuple[Ints, ...]
    runs: tuple[MatchRun, ...]


def read_matched(folder: Path) -> Matched:
    """Return what was matched. Raises Refused where there are no results, or another version has made them."""
    why = why_of(folder)
    forms, pairs = pq.read_table(why / FORMS), pq.read_table(why / PAIRS)
    shares = {name.removeprefix(SHARE): forms[name].to_numpy() for name in forms.column_names if name.startswith(SHARE)}
    parties = pairs["party"].unique().to_pylist()
    runs = [_run(model_of(why, party), pairs.filter(pc.equal(pairs["party"], party)), shares) for party in parties]
    codes = [forms[name].to_numpy() for name in forms.column_names if name.startswith(EXCLUSIVE)]
    customers = forms["customer_id"].combine_chunks().dictionary_encode().indices.to_numpy().astype(np.int64)
    return Matched(
        forms=forms, customers=customers, order=forms[RANK].to_numpy(), exclusive=tuple(codes), runs=tuple(runs)
    )


def _run(model: MatchModel, pairs: pa.Table, shares: Mapping[str, Floats]) -> MatchRun:
    bits = pairs["bits"].to_numpy()
    return MatchRun(
        model=model,
        left=pairs["left"].to_numpy(),
        right=pairs["right"].to_numpy(),
        patterns=pairs["pattern"].to_numpy(),
        scored=Scored(bits=bits, probability=1.0 / (1.0 + np.exp2(-bits))),
        shares=shares,
    )
