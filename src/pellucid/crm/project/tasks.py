"""What a worker can do: the kinds of runs, each with its task."""

from collections.abc import Mapping
from types import MappingProxyType

from pellucid.crm.cleaning.tasks import IMPORT, LEARN, PREVIEW, import_task, learn_task, preview_task
from pellucid.crm.runs.handle import Task

TASKS: Mapping[str, Task] = MappingProxyType({IMPORT: import_task, PREVIEW: preview_task, LEARN: learn_task})
