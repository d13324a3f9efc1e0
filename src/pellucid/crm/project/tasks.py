"""What a worker can do: the kinds of runs, each with its task; and which of them begin every night."""

from collections.abc import Mapping
from datetime import time
from types import MappingProxyType

from pellucid.crm.audits.tasks import AUDIT, audit_task
from pellucid.crm.cleaning.tasks import (
    CHECK,
    IMPORT,
    LEARN,
    LEARN_IF_GROWN,
    PREVIEW,
    check_task,
    import_task,
    learn_if_grown_task,
    learn_task,
    preview_task,
)
from pellucid.crm.runs.handle import Task

TASKS: Mapping[str, Task] = MappingProxyType(
    {
        IMPORT: import_task,
        PREVIEW: preview_task,
        LEARN: learn_task,
        LEARN_IF_GROWN: learn_if_grown_task,
        CHECK: check_task,
        AUDIT: audit_task,
    }
)
# Where the base is; one after the other, so that what was learned is checked too.
NIGHTLY: Mapping[str, time] = MappingProxyType({LEARN_IF_GROWN: time(2), CHECK: time(3), AUDIT: time(4)})
