"""What a worker can do: the kinds of runs, each with its task."""

from collections.abc import Mapping
from types import MappingProxyType

from pellucid.crm.runs.handle import Task

TASKS: Mapping[str, Task] = MappingProxyType({})
