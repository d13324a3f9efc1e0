"""pellucid show: a customer, why its values are what they are, and what it is made of."""

import argparse
from typing import Any

from rich.console import Console
from rich.table import Table

from pellucid.cli.base.acting import actor_of, add_acting_arguments, print_json
from pellucid.cli.base.finding import party_named
from pellucid.cli.refusal import EXIT_DONE
from pellucid.crm.parties.belongings import Belongings, Companion, belongings_of
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import SourceRecord
from pellucid.golden.model.catalog import FIELDS
from pellucid.golden.model.field import split_slot


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_acting_arguments(parser)
    parser.add_argument("customer", metavar="ID", help="any id the customer or one of its records ever had")


def run(arguments: argparse.Namespace) -> int:
    """Show a customer; return the exit code."""
    party = party_named(arguments.customer, actor_of(arguments))
    beside = belongings_of(party, user=actor_of(arguments))
    records = list(
        SourceRecord.objects.filter(member__customer=party.customer)
        .select_related("source", "current__change")
        .order_by("pk")
    )
    if arguments.json:
        print_json(_document(party, records, beside))
        return EXIT_DONE
    console = Console(highlight=False, markup=False, emoji=False)
    console.print(f"{party.name}  {party.customer.uuid}")
    console.print(_values(party, records))
    if any((beside.household, beside.employers, beside.staff)):
        console.print(_beside(beside))
    console.print(_records(records))
    return EXIT_DONE


def _document(party: Party, records: list[SourceRecord], beside: Belongings) -> dict[str, Any]:
    return {
        "id": party.customer.uuid,
        "kind": party.kind,
        "name": party.name,
        "values": party.golden,
        "won": {name: {"reason": won[1], "others": won[2]} for name, won in party.provenance.items()},
        "household": _companions(beside.household),
        "employers": _companions(beside.employers),
        "staff": _companions(beside.staff),
        "staff_count": beside.staff_count,
        "records": [
            {"id": record.uuid, "source": record.source.name, "key": record.key, "raw": record.current.raw}
            for record in records
            if record.current
        ],
    }


def _companions(companions: list[Companion]) -> list[dict[str, Any]]:
    return [{"id": each.party.customer.uuid, "name": each.party.name, "reason": each.reason} for each in companions]


def _beside(beside: Belongings) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("Beside", "Customer", "Id", "Why"):
        table.add_column(heading, no_wrap=heading == "Id")
    groups = {"lives with": beside.household, "works at": beside.employers, "works here": beside.staff}
    for role, companions in groups.items():
        for each in companions:
            table.add_row(role, each.party.name, str(each.party.customer.uuid), each.reason)
    if more := beside.staff_count - len(beside.staff):
        table.add_row("works here", f"{more:,} more", "", "")
    return table


def _values(party: Party, records: list[SourceRecord]) -> Table:
    source = {record.pk: record.source.name for record in records}
    table = Table(box=None, pad_edge=False)
    for heading in ("Field", "Value", "Why"):
        table.add_column(heading)
    for column, text in party.golden.items():
        spec = FIELDS.get(split_slot(column)[0])
        group = (spec.group or spec.name) if spec else column
        won = party.provenance.get(group)
        why = f"{won[1]}, of {source.get(won[0], '?')}; {won[2]} others" if won else ""
        table.add_row(column, text, why)
    return table


def _records(records: list[SourceRecord]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("Record", "Source", "Its key", "As it came"):
        table.add_column(heading, no_wrap=heading == "Record")
    for record in records:
        if record.current is not None:
            raw = ", ".join(f"{name}={text}" for name, text in record.current.raw.items())
            table.add_row(str(record.uuid), record.source.name, record.key, raw)
    return table
