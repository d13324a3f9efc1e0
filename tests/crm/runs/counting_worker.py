"""A worker as a process of its own, which counts: every chunk is one change, so that a chunk done twice would be seen.

It holds still in the middle of each chunk, before and after its writes, so that a kill may hit any place.
"""

import os
import sys
import time
from collections.abc import Mapping
from datetime import timedelta
from threading import Event

import django
from django.utils import timezone

CHUNKS = 12


def count(handle) -> Mapping[str, int]:
    """Write one change a chunk."""
    for chunk in range(handle.checkpoint.get("next", 0), CHUNKS):
        handle.progress("counting", chunk, CHUNKS)
        time.sleep(0.01)
        with recording(kind=Kind.NOTE, actor=None, now=timezone.now(), reason=f"chunk {chunk}") as recorder:
            time.sleep(0.02)
            handle.save({"next": chunk + 1}, change=recorder.change)
            time.sleep(0.02)
        time.sleep(0.01)
    return {"chunks": CHUNKS}


def sleep(handle) -> None:
    """Write nothing, for ever."""
    while True:
        handle.progress("sleeping")
        time.sleep(0.02)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "pellucid.crm.project.settings"
    django.setup()
    from pellucid.crm.history.actions import recording
    from pellucid.crm.history.models import Kind
    from pellucid.crm.runs.worker import work

    work(
        {"count": count, "sleep": sleep},
        stop=Event(), until_idle="--until-idle" in sys.argv, lease=timedelta(seconds=1),
    )  # fmt: skip
