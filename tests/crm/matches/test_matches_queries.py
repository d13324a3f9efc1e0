"""The version of the model that counts now."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from pellucid.crm.history.actions import recording
from pellucid.crm.history.models import Kind
from pellucid.crm.matches.counted import Versions, counted_bytes, documents_of
from pellucid.crm.matches.models import MatchModel
from pellucid.crm.matches.queries import current_versions
from pellucid.crm.matches.relearn import MODEL


def make_current(versions: Versions, now: datetime, *, pk: int) -> None:
    with recording(kind=Kind.MODEL, actor=None, now=now) as recorder:
        MatchModel.objects.create(
            pk=pk, change=recorder.change, version="made", documents=documents_of(versions),
            counted=counted_bytes(versions), record_count=0, is_current=True,
        )  # fmt: skip
        recorder.added(MODEL, [pk])


def test_a_version_that_was_rolled_back_is_not_taken_for_the_next_with_its_id(db: None, now: datetime) -> None:
    believed = current_versions()
    small = {party: replace(version, cuts=dict.fromkeys(version.cuts, (1,) * 6)) for party, version in believed.items()}
    with transaction.atomic():
        make_current(small, now, pk=7)
        assert current_versions()["person"].cuts["e-mail"] == (1,) * 6
        transaction.set_rollback(True)
    make_current(believed, now, pk=7)
    assert current_versions()["person"].cuts == believed["person"].cuts
