"""What an asker names: customers, records, fields."""

import re
from collections.abc import Iterable
from typing import Annotated
from uuid import UUID

from ninja import Query
from pydantic import AwareDatetime, BeforeValidator

from pellucid.crm.fields.queries import field_specs
from pellucid.crm.sources.models import SourceRecord
from pellucid.golden.model.field import OTHER

LIMIT_MAX = 200
SLOT = re.compile("[2-9]|[1-9][0-9]")
Limit = Annotated[int, Query(50, ge=1, le=LIMIT_MAX, description="how many a page")]
Cursor = Annotated[str | None, Query(None, description="the one the page before calls next", max_length=40)]


def _no_number(value: object) -> object:
    """Refuse what would be taken for seconds."""
    if isinstance(value, str) and "-" not in value[1:]:
        raise ValueError("an instant is written as 2026-01-31T12:00:00Z")
    return value


Instant = Annotated[AwareDatetime | None, BeforeValidator(_no_number), Query(None)]


class NotAField(Exception):
    """A name that no field has. The text is fit to show and lists what there is."""


def known_fields(fields: dict[str, str]) -> dict[str, str]:
    """Return the fields as they are, each of them known. Raises NotAField."""
    specs = {spec.name: spec for spec in field_specs()}
    for column in fields:
        name, dot, slot = column.partition(".")
        spec = specs.get(name)
        is_field = spec is not None and (not dot or (spec.many and bool(SLOT.fullmatch(slot))))
        is_other = column.startswith(OTHER) and len(column) > len(OTHER) and column.isprintable()
        if not is_field and not is_other:
            raise NotAField(f"No field is called {column!r}. There are: {', '.join(specs)}; or begin it with {OTHER}.")
    return fields


def records_named(uuids: Iterable[UUID]) -> list[SourceRecord]:
    """Return the records with these ids, in this order. Raises SourceRecord.DoesNotExist where one is missing."""
    wanted = list(uuids)
    found = {record.uuid: record for record in SourceRecord.objects.filter(uuid__in=wanted)}
    if len(found) < len(set(wanted)):
        raise SourceRecord.DoesNotExist
    return [found[uuid] for uuid in wanted]
