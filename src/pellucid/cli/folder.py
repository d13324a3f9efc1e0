"""Results that appear whole or not at all: after a fault, on a full disk, and when the process is killed.

A folder is written beside its place and put there in one step. Until then it is locked; the lock ends with the process,
so that the next run knows what a killed one has left, and clears it away.
"""

import ctypes
import errno
import fcntl
import glob
import os
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pellucid.cli.refusal import Refused

_AT_CURRENT_FOLDER, _RENAME_EXCHANGE = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux, renameat2(2)
_WRITING, _REPLACED = ".new", ".old"  # ends of the names of folders aside


def refuse_existing(folder: Path, *, force: bool, own: Collection[str]) -> None:
    """Raise Refused when the folder exists and may not be replaced. Asked before any work is done.

    own: names of what the command writes; a folder that holds anything else is somebody's, and never replaced.
    """
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} is a file; name a folder for the results with --out.")
    held = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    if held and not force:
        raise Refused(f"{folder} exists. Name another folder with --out, or replace it with --force.")
    foreign = [name for name in held if name not in own]
    if foreign:
        raise Refused(f"{folder} holds {foreign[0]}, which this command did not write; name another folder with --out.")


@contextmanager
def whole_folder(folder: Path, *, force: bool, own: Collection[str]) -> Iterator[Path]:
    """Give a folder to write into beside the real one, which it replaces when all went well and vanishes when not.

    Raises Refused as refuse_existing does, and when the folder cannot be written.
    """
    place = folder.resolve()  # a link stays, and what it points to is replaced
    with _telling(folder):
        place.parent.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(place)
        refuse_existing(folder, force=force, own=own)
        aside = place.with_name(f".{place.name}.{os.getpid()}{_WRITING}")
        aside.mkdir()
        try:
            with _lock(aside):
                yield aside
                _put_in_place(aside, place, force=force)
        finally:
            shutil.rmtree(aside, ignore_errors=True)  # what was begun, or what has been replaced


def write_whole(path: Path, text: str) -> None:
    """Write a file that appears whole or not at all. Raises Refused when it cannot be written."""
    aside = path.with_name(f".{path.name}.{os.getpid()}{_WRITING}")
    with _telling(path):
        try:
            aside.write_text(text, encoding="utf-8")
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)


def _put_in_place(aside: Path, place: Path, *, force: bool) -> None:
    if not (force and place.exists()):
        aside.rename(place)  # fails where another run has put results meanwhile
    elif not _exchange(aside, place):
        # Some file systems, such as NFS, cannot swap. A kill between the two steps leaves the earlier results aside,
        # whole; the next run puts them back.
        replaced = aside.with_suffix(_REPLACED)
        place.rename(replaced)
        try:
            aside.rename(place)
        except BaseException:
            replaced.rename(place)
            raise
        shutil.rmtree(replaced, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step; return False where the system or the file system cannot."""
    swap = getattr(ctypes.CDLL(None), "renameat2", None)
    if swap is None:
        return False
    paths = (os.fsencode(one), os.fsencode(other))
    return bool(swap(_AT_CURRENT_FOLDER, paths[0], _AT_CURRENT_FOLDER, paths[1], _RENAME_EXCHANGE) == 0)


@contextmanager
def _lock(folder: Path) -> Iterator[bool]:
    """Lock a folder as long as this process lives and stays inside; give False where that cannot be had."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            locked = True
        except OSError:  # another process has it, or the file system knows no locks
            locked = False
        yield locked
    finally:
        os.close(handle)


def _clear_leftovers(place: Path) -> None:
    """Put back what a killed run was replacing, and remove what it had begun; leave alone what a live one holds."""
    pattern = f".{glob.escape(place.name)}.[0-9]*"
    for replaced in sorted(place.parent.glob(pattern + _REPLACED)):
        if place.exists():
            shutil.rmtree(replaced, ignore_errors=True)
        else:
            replaced.rename(place)
    for begun in place.parent.glob(pattern + _WRITING):
        with suppress(OSError), _lock(begun) as abandoned:
            if abandoned:
                shutil.rmtree(begun, ignore_errors=True)


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Turn what the system refuses into one sentence."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        advice = "Make room" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "Name another place with --out"
        raise Refused(f"{path} cannot be written: {reason}. {advice}; nothing there has changed.") from error
