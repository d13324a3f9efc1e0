"""A disk without room: the fault that people mend themselves, by making some."""

import errno
import sqlite3

from psycopg.errors import DiskFull

DISK_FULL = "The disk is full. No customer was changed: make room, then start it again."
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


def is_disk_full(error: BaseException) -> bool:
    """Return whether a file or the database could not be written for want of room."""
    cause = error.__cause__
    if isinstance(cause, sqlite3.Error):
        return cause.sqlite_errorcode == sqlite3.SQLITE_FULL
    return isinstance(cause, DiskFull) or (isinstance(error, OSError) and error.errno in NO_ROOM)
