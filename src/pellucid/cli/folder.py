"""Output folders that appear whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pellucid.cli.refusal import Refused


def refuse_existing(folder: Path, *, force: bool) -> None:
    """Raise Refused when the folder exists and may not be replaced. Asked before any work is done."""
    if folder.exists() and not folder.is_dir():
        raise Refused(f"{folder} is a file; name a folder for the results with --out.")
    if folder.exists() and any(folder.iterdir()) and not force:
        raise Refused(f"{folder} exists. Name another folder with --out, or replace it with --force.")


@contextmanager
def whole_folder(folder: Path, *, force: bool) -> Iterator[Path]:
    """Give a folder to write into beside the real one, which it replaces when all went well and vanishes when not."""
    refuse_existing(folder, force=force)
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = folder.with_name(f".{folder.name}.{os.getpid()}.new")
    old = folder.with_name(f".{folder.name}.{os.getpid()}.old")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    try:
        yield aside
        if folder.exists():
            folder.rename(old)
        aside.rename(folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        if old.exists() and not folder.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def write_whole(path: Path, text: str) -> None:
    """Write a file that appears whole or not at all."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
