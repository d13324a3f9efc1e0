"""Commands without pandas, which Arrow imports at its first array wherever it is installed: a second and a half.

Arrow only wants to know whether it is given a pandas frame, and no command gives it one. Pandas comes with Spark.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from types import ModuleType


class _NoPandas(MetaPathFinder):
    def find_spec(self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None) -> None:  # noqa: ARG002
        if fullname == "pandas":
            raise ModuleNotFoundError("pandas is left out of commands", name=fullname)


def leave_pandas_out() -> None:
    """Let no later import in this process find pandas."""
    sys.meta_path.insert(0, _NoPandas())


def let_pandas_in() -> None:
    """Let later imports find pandas again: Spark imports it itself."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, _NoPandas)]
