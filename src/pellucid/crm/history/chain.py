"""The chain of seals: every change is bound to all before it, so that none can be altered or left out unseen."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC

from pellucid.crm.history.models import Change, Entry

FIRST = "0" * 64  # what stands for the seal before the first


def seal_of(change: Change, entries: Iterable[Entry], counts: Mapping[str, int], previous_hash: str) -> str:
    """Return the hash that seals a change: SHA-256 in hexadecimal of all it consists of."""
    content = {
        "uuid": str(change.uuid),
        "kind": change.kind,
        "actor": change.actor_id,
        "at": change.at.astimezone(UTC).isoformat(),
        "reason": change.reason,
        "undoes": change.undoes_id,
        "entries": sorted([entry.verb, entry.table, entry.first_id, entry.last_id] for entry in entries),
        "counts": dict(counts),
        "previous": previous_hash,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
