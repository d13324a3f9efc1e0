"""Cleaning in the background."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.cleaning.actions.imports import preview_import, run_import
from pellucid.crm.cleaning.learn import GROWN, learn_model, worth_learning
from pellucid.crm.cleaning.rebuild import differences
from pellucid.crm.cleaning.story import keep_story
from pellucid.crm.runs.actions import start_run
from pellucid.crm.runs.handle import Handle, RunRefused
from pellucid.crm.runs.models import Run
from pellucid.crm.sources.models import Import

IMPORT = "import"
PREVIEW = "preview import"
LEARN = "learn"
LEARN_IF_GROWN = "learn if grown"
CHECK = "check"


def start_import(*, imported: Import, actor: User | None, now: datetime, dry: bool = False) -> Run:
    """Have an import taken in by a worker, or only tried."""
    require(actor, Permission.IMPORT)
    return start_run(kind=PREVIEW if dry else IMPORT, params={"import": str(imported.uuid)}, actor=actor, now=now)


def import_task(handle: Handle) -> Mapping[str, Any]:
    """Take an import in. Begun again, it goes on after the rows made ready."""
    imported = _import(handle)
    change = run_import(imported=imported, now=timezone.now(), progress=handle.progress)
    imported.refresh_from_db()
    return {"change": str(change.uuid), **imported.counts}


def preview_task(handle: Handle) -> Mapping[str, Any]:
    """Tell what an import would do; rows, which hold personal values, beside the files and not in the run."""
    imported = _import(handle)
    preview = preview_import(imported=imported, actor=handle.run.actor, now=timezone.now(), progress=handle.progress)
    keep_story(preview.story, imported.uuid)
    return preview.counts


def learn_task(handle: Handle) -> Mapping[str, Any]:
    """Learn a new version of the match model."""
    change = learn_model(
        actor=handle.run.actor, now=timezone.now(), progress=lambda stage: handle.progress(stage, 0, None)
    )
    return {"change": str(change.uuid), **change.seal.counts}


def learn_if_grown_task(handle: Handle) -> Mapping[str, Any]:
    """Learn a new version where the records have doubled, one by one, since the last: imports see to it themselves."""
    if not worth_learning():
        return {}
    change = learn_model(
        actor=None, now=timezone.now(), reason=GROWN, progress=lambda stage: handle.progress(stage, 0, None)
    )
    return {"change": str(change.uuid), **change.seal.counts}


def check_task(handle: Handle) -> Mapping[str, Any]:
    """Prove that everything is as it follows from the facts. Raises RunRefused with what differs."""
    handle.progress("check", 0, None)
    found = differences()
    if found:
        told = ", ".join(f"{count} rows of {table}" for table, count in found.items())
        raise RunRefused(f"These differ from what follows from the facts: {told}. Mend them: pellucid rebuild.")
    return {"differences": 0}


def _import(handle: Handle) -> Import:
    return Import.objects.select_related("source", "actor", "change").get(uuid=UUID(handle.params["import"]))
