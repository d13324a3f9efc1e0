"""A base: the folder of an embedded installation, with its database, files and key."""

import os
import secrets
from pathlib import Path

BASE_VARIABLE = "PELLUCID_BASE"
DEFAULT_BASE = "pellucid-base"


def base_folder() -> Path:
    """Return the folder of this process's base; it need not exist yet."""
    return Path(os.environ.get(BASE_VARIABLE, DEFAULT_BASE)).absolute()


def secret_key(base: Path) -> str:
    """Return the key of a base that signs sessions and tokens, making it where there is none.

    Readable by its owner alone. Two processes that start at once agree: the first to link its file wins.
    """
    path = base / "key"
    if not path.exists():
        base.mkdir(parents=True, exist_ok=True)
        draft = base / f"key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text()
