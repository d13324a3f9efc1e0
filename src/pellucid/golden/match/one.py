"""One typed record to its match forms, by the same functions as whole files."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.golden.match.contacts import email_keys, national_numbers
from pellucid.golden.match.evaluate import Form
from pellucid.golden.match.forms import make_forms
from pellucid.golden.match.guard import SHARED, disarm
from pellucid.golden.model.issue import Issue
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.column import FINDINGS
from pellucid.golden.standardize.plain import Plain
from pellucid.golden.standardize.table import standardize_table

TEXT = pa.string()
KEYS_OF = {"email": email_keys, "phone": national_numbers}


def shared_values(judged: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """Return of the guard's judgement what it disarmed, by field; all that a single record needs of it."""
    return {field: table.filter(pc.equal(table["use"], SHARED)) for field, table in judged.items()}


class Unjudged:
    """A judge that finds nothing, for values that only matching looks at; see standardize.column.Judge."""

    def value(self, _kind: str, _value: Standardized, _hints: Hints) -> tuple[Issue, ...]:
        """Return no issues."""
        return ()

    def plain(self, _kind: str, values: Plain) -> tuple[NDArray[np.bool_], pa.Table]:
        """Return that none has to be looked at, and no issues."""
        return np.zeros(len(values.rows), dtype=bool), FINDINGS.empty_table()


def forms_of_record(fields: Mapping[str, str], *, shared: Mapping[str, pa.Table], hints: Hints = NO_HINTS) -> Form:
    """Return the match forms of one record as typed, in about 10 ms.

    fields: raw text by field or slot (``phone.2``); see model.catalog. shared: what the guard of the batch disarmed,
    see shared_values. hints: as for a file.
    """
    columns = {"record_id": pa.array([0]), "file": pa.array([""], TEXT), "row": pa.array([1])}
    columns |= {name: pa.array([text], TEXT) for name, text in fields.items()}
    return forms_of_standard(standardize_table(pa.table(columns), judge=Unjudged(), hints=hints).table, shared=shared)


def forms_of_standard(standard: pa.Table, *, shared: Mapping[str, pa.Table]) -> Form:
    """Return the match forms of one record in standard form. standard: one row; see standardize.table."""
    for place, name in enumerate(standard.column_names):
        field = name.partition(".")[0].removesuffix("_digits")
        if field in shared and field in KEYS_OF:
            usable = pc.is_valid(disarm(KEYS_OF[field](standard[name]), shared[field]))
            standard = standard.set_column(place, name, pc.if_else(usable, standard[name], pa.scalar(None, TEXT)))
    (form,) = make_forms(standard).table.to_pylist()
    return dict(form)
