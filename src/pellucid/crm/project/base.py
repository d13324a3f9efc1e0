"""A base: the folder of an embedded installation, with its database, files and key."""

import os
import secrets
from pathlib import Path

BASE_VARIABLE = "PELLUCID_BASE"
DEFAULT_BASE = "pellucid-base"
KEY = "key"


def base_folder() -> Path:
    """Return the folder of this process's base; it need not exist yet."""
    return Path(os.environ.get(BASE_VARIABLE, DEFAULT_BASE)).absolute()


def is_base(base: Path) -> bool:
    """Return whether there is a base in a folder."""
    return (base / KEY).is_file()


def make_base(base: Path) -> None:
    """Make the folder of a base and its key, readable by its owner alone, where they are not there yet.

    Two processes that start at once agree on the key: the first to link its file wins.
    """
    base.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = base / f"{KEY}.{os.getpid()}"
    draft.touch(mode=0o600)
    try:
        draft.write_text(secrets.token_urlsafe(50))
        os.link(draft, base / KEY)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def secret_key(base: Path) -> str:
    """Return the key of a base that signs sessions and tokens; where there is no base, one that nothing outlives."""
    return (base / KEY).read_text() if is_base(base) else secrets.token_urlsafe(50)
