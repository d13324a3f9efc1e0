"""Which tables hold what cannot be made again, and how their values are written in files that any program reads.

Every model of Pellucid is kept unless it is named here, so that a new one cannot be forgotten.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pyarrow as pa
from django.apps import apps
from django.db import connection, models

# What follows from the rest and is made anew, see cleaning.rebuild; and what is of this machine and this moment.
MADE_ANEW = frozenset(
    {
        "matches_matchform",
        "matches_matchkey",
        "matches_candidatepair",
        "parties_party",
        "parties_contactpoint",
        "parties_searchword",
        "parties_trace",
        "parties_belonging",
    }
)
OF_THE_MOMENT = frozenset({"runs_run"})
SECRETS = frozenset({("accounts_user", "password"), ("accounts_user", "last_login")})
OWN = "pellucid."


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. read: SQL that gives its values as the file holds them; put: what the database takes for one."""

    name: str
    type: pa.DataType
    read: str
    put: Callable[[pa.Array], pa.Array]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of facts."""

    name: str
    key: str
    columns: tuple[Column, ...]

    @property
    def schema(self) -> pa.Schema:
        """What its file holds."""
        return pa.schema([(column.name, column.type) for column in self.columns])


def kept_tables() -> list[Table]:
    """Return every table of facts, those that others refer to first."""
    return [
        _table(model)
        for model in apps.get_models()
        if model.__module__.startswith(OWN) and model._meta.db_table not in MADE_ANEW | OF_THE_MOMENT
    ]


def _table(model: type[models.Model]) -> Table:
    name = model._meta.db_table
    fields = [field for field in model._meta.local_concrete_fields if (name, field.column) not in SECRETS]
    key = model._meta.pk
    assert key is not None
    return Table(name=name, key=str(key.column), columns=tuple(_column(field) for field in fields))


def _column(field: "models.Field[object, object]") -> Column:
    name = str(field.column)
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    postgres = connection.vendor == "postgresql"
    quoted = f'"{name}"'
    as_text = f"CAST({quoted} AS TEXT)"
    for kinds, kept in _KINDS:
        if isinstance(field, kinds):
            return Column(name=name, type=kept, read=quoted, put=_as_it_is)
    if isinstance(field, models.UUIDField):
        return Column(
            name=name, type=pa.string(), read=f"replace({quoted}::text, '-', '')" if postgres else quoted, put=_as_it_is
        )
    if isinstance(field, models.DateTimeField):
        utc = f"to_char({quoted} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
        return Column(name=name, type=pa.string(), read=utc if postgres else as_text, put=_instant)
    return Column(name=name, type=pa.string(), read=as_text, put=_as_it_is)


_KINDS: tuple[tuple[tuple[type, ...], pa.DataType], ...] = (
    ((models.BooleanField,), pa.bool_()),
    ((models.IntegerField,), pa.int64()),
    ((models.FloatField,), pa.float64()),
    ((models.BinaryField,), pa.binary()),
)
NO_FRACTION = ".000000"


def _as_it_is(values: pa.Array) -> pa.Array:
    return values


def _instant(values: pa.Array) -> pa.Array:
    """Return instants in UTC as each database takes them; SQLite compares them as texts, which Django writes so."""
    texts = [None if text is None else text.removesuffix(NO_FRACTION) for text in values.to_pylist()]
    ending = "+00" if connection.vendor == "postgresql" else ""
    return pa.array([None if text is None else text + ending for text in texts], pa.string())
