"""Long lists, page by page: each begins after the last one of the page before, wherever that is by now."""

import base64
import binascii
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


class NotACursor(Exception):
    """A text that no page gave. The text is fit to show."""

    def __init__(self) -> None:
        super().__init__("This cursor was never given out. Take the one that a page calls next.")


def page_of(
    rows: QuerySet[Row],
    *,
    cursor: str | None,
    limit: int,
    ids: type[Model],
    uuid_of: Callable[[Row], UUID],
    newest_first: bool = True,
) -> tuple[list[Row], str | None]:
    """Return the rows after a cursor, and the cursor of the next page; None on the last.

    ids: the table whose uuid the cursor holds, and whose key is that of the rows. Raises NotACursor.
    """
    ordered = rows.order_by("-pk" if newest_first else "pk")
    if cursor:
        at = ids._default_manager.filter(uuid=_read(cursor)).values_list("pk", flat=True).first()
        if at is None:
            raise NotACursor
        ordered = ordered.filter(**{"pk__lt" if newest_first else "pk__gt": at})
    found: list[Any] = list(ordered[: limit + 1])
    return found[:limit], _write(uuid_of(found[limit - 1])) if len(found) > limit else None


def _write(uuid: UUID) -> str:
    return base64.urlsafe_b64encode(uuid.bytes).decode().rstrip("=")


def _read(cursor: str) -> UUID:
    try:
        return UUID(bytes=base64.b64decode(cursor + "==", altchars=b"-_", validate=True))
    except (binascii.Error, ValueError) as error:
        raise NotACursor from error
