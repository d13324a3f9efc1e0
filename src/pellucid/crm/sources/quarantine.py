"""Rows that could not be read: which of them wait, and what can be told of them."""

import csv

from django.db.models import Q, QuerySet

from pellucid.crm.sources.models import QuarantinedRow
from pellucid.golden.intake.dialect import DELIMITER_NAMES

DELIMITERS = {name: sign for sign, name in DELIMITER_NAMES.items()}


def waiting_rows() -> QuerySet[QuarantinedRow]:
    """Return the rows that nobody mended and sent on, or whose sending was undone, as they came."""
    waits = Q(resubmitted_by=None) | Q(resubmitted_by__undone__isnull=False)
    return QuarantinedRow.objects.filter(waits).select_related("file__of__source").order_by("file", "row")


def texts_of(row: QuarantinedRow) -> list[str]:
    """Return the text of each column of a row's file, as far as it can be told apart; empty where it cannot."""
    detected = row.file.detected
    text = bytes(row.raw).decode(detected.get("encoding", "utf-8"), "replace").rstrip("\r\n")
    parted = next(csv.reader([text], delimiter=DELIMITERS.get(detected.get("delimiter", ""), ",")), [])
    return [parted[number] if number < len(parted) else "" for number in range(len(row.file.columns))]


def fields_of(row: QuarantinedRow) -> dict[str, str]:
    """Return the texts of a row by field or slot, as its file was mapped."""
    return {column["target"]: text for column, text in zip(row.file.columns, texts_of(row), strict=True)}
