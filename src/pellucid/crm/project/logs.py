"""Lines of the log. They say what happened and where, never with which values."""

import logging
import traceback
from types import TracebackType
from typing import Any

FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WithoutValues(logging.Formatter):
    """Tells of an exception by its class and where it was raised; its text may hold a customer's value."""

    def __init__(self) -> None:
        super().__init__(FORMAT)

    def formatException(self, ei: ExceptionInfo) -> str:
        """Return the frames and the class."""
        frames = "".join(traceback.format_tb(ei[2])).rstrip()
        return f"{ei[0].__name__ if ei[0] else 'no exception'}\n{frames}"

    def format(self, record: logging.LogRecord) -> str:
        """Return one record as text; an exception given as an argument is told by its class, too."""
        if isinstance(record.args, tuple):
            record.args = tuple(map(_without_text, record.args))
        record.exc_text = None  # as another formatter may have left it
        return super().format(record)


def _without_text(argument: Any) -> Any:
    return type(argument).__name__ if isinstance(argument, BaseException) else argument
