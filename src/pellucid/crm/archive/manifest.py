"""What an archive says of itself: its parts, and the proof that they are whole."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pellucid import __version__

MANIFEST = "manifest.json"
FORMAT = 1  # grows when an older Pellucid could not read what this one writes
READ_BYTES = 1 << 20


class NotWhole(Exception):
    """A folder is no archive, or not the one that was written. The text is fit to show."""


def write_manifest(folder: Path, *, made_at: str, rows: dict[str, int]) -> None:
    """Write down what an archive consists of. rows: by table."""
    told = {
        "format": FORMAT,
        "pellucid": __version__,
        "made_at": made_at,
        "rows": rows,
        "sha256": {str(path.relative_to(folder)): sha256_of(path) for path in _parts(folder)},
    }
    (folder / MANIFEST).write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return what an archive says of itself, once every part is proven to be as it was written. Raises NotWhole."""
    try:
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise NotWhole(f"{folder} is no archive: its {MANIFEST} cannot be read.") from error
    if told.get("format") != FORMAT:
        raise NotWhole(f"{folder} was written by Pellucid {told.get('pellucid')}; restore it with that one.")
    for name, digest in told["sha256"].items():
        path = folder / name
        if not path.is_file() or sha256_of(path) != digest:
            raise NotWhole(f"{name} of {folder} is missing or not as it was written. Take another copy of the archive.")
    return told


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as content:
        while part := content.read(READ_BYTES):
            digest.update(part)
    return digest.hexdigest()


def _parts(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
