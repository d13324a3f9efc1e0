"""What lists show, as a file for a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.parties.lists import all_of
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import PartyKind
from pellucid.crm.workspace.views.asking import asking
from pellucid.crm.workspace.views.wanted import cell, columns_of, label_of_column, view_of

FORMULA_BEGINS = ("=", "@", "\t", "\r", "-", "+")  # a spreadsheet would calculate what begins so


@require_GET
def export(request: HttpRequest, kind: PartyKind) -> StreamingHttpResponse:
    """What the list shows, all of its pages, as a file for a spreadsheet."""
    user, view, columns = asking(request), view_of(request, kind), columns_of(request, kind)
    require(user, Permission.EXPORT)
    return as_file(all_of(view, user=user), columns)


def as_file(parties: Iterable[Party], columns: Iterable[str]) -> StreamingHttpResponse:
    """Return customers as CSV, written while they are read."""
    columns = tuple(columns)
    answer = StreamingHttpResponse(_lines(parties, columns), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="customers.csv"'
    return answer


class _Echo:
    """What csv writes to: gives back each line."""

    def write(self, line: str) -> str:
        return line


def _lines(parties: Iterable[Party], columns: tuple[str, ...]) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + str(writer.writerow(["id", _("Name"), *(label_of_column(name) for name in columns)]))
    for party in parties:
        cells = [party.name, *(cell(party, name) for name in columns)]
        yield str(writer.writerow([party.customer.uuid, *(_harmless(text) for text in cells)]))


def _harmless(text: str) -> str:
    """Return a text that no spreadsheet calculates; numbers, as of phones, stay as they are."""
    is_number = text[1:].replace(".", "").replace(" ", "").isdigit()
    return f"'{text}" if text.startswith(FORMULA_BEGINS) and not is_number else text
