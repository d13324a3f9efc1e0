"""What an import does, told by some of its rows: for people who look before they say yes."""

import json
import os
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

import pyarrow.compute as pc

from pellucid.crm.bulk.read import rows_where
from pellucid.crm.cleaning.take_in import TakenIn
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.files import import_folder
from pellucid.crm.sources.models import ImportedFile, RecordVersion
from pellucid.golden.model.field import OTHER

SHOWN = 6  # rows of a kind
LOOKED = 3_000  # rows that are looked at for such ones
Story = dict[str, list[dict[str, Any]]]
NOT_TIDIED = frozenset({"source_key", "full_name", "address"})  # made of other values, or nobody's to tidy


def tell_story(taken: TakenIn) -> Story:
    """Return some rows that are new customers, join customers that were there, update records, and values tidied.

    To be asked while all of it is in the database. Each row: file, row, name of the customer, records it has.
    """
    rows = [row for row in taken.outcomes.slice(0, LOOKED).to_pylist() if row["outcome"] != "erased"]
    records = [row["record_id"] for row in rows]
    owners: dict[int, int] = dict(rows_where("record_id, customer_id", "clusters_member", "record_id", records))
    kinds: dict[str, list[dict[str, Any]]] = {"new": [], "joined": [], "updated": []}
    for row in rows:
        kind = (
            "updated" if row["outcome"] == "updated" else "new" if owners[row["record_id"]] in taken.made else "joined"
        )
        if row["outcome"] != "unchanged" and len(kinds[kind]) < SHOWN:
            kinds[kind].append(row)
    shown = [row for some in kinds.values() for row in some]
    parties = Party.objects.in_bulk([owners[row["record_id"]] for row in shown])
    files = (
        dict(
            ImportedFile.objects.filter(pk__in=pc.unique(taken.outcomes["file_id"]).to_pylist()).values_list(
                "pk", "name"
            )
        )
        if rows
        else {}
    )

    def told(row: dict[str, Any]) -> dict[str, Any]:
        party = parties[owners[row["record_id"]]]
        return {"file": files[row["file_id"]], "row": row["row"], "name": party.name, "records": party.record_count}

    story: Story = {kind: [told(row) for row in some] for kind, some in kinds.items()}
    return story | {"tidied": _tidied(records)}


def _tidied(records: list[int]) -> list[dict[str, Any]]:
    """Return values that read otherwise in their standard form: one a field at first, each with its field."""
    seen: set[str] = set()
    told = []
    versions = RecordVersion.objects.filter(record__in=records[: LOOKED // 10], record__current__isnull=False)
    for raw, standard in versions.values_list("raw", "standard"):
        for name, text in raw.items():
            made = standard.get(name)
            if made and made != text and name not in seen and name not in NOT_TIDIED and not name.startswith(OTHER):
                seen.add(name)
                told.append({"field": name, "before": text, "after": made})
    return list(islice(told, SHOWN))


def keep_story(story: Story, imported: UUID) -> None:
    """Keep the story of a dry run with what was made ready, so that both are forgotten together."""
    path = _path(imported)
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".part")
    aside.write_text(json.dumps(story, ensure_ascii=False), encoding="utf-8")
    os.replace(aside, path)


def kept_story(imported: UUID) -> Story | None:
    """Return the story of the last dry run; None where there was none since the files were last mapped."""
    path = _path(imported)
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def _path(imported: UUID) -> Path:
    return import_folder(imported) / "staged" / "story.json"
