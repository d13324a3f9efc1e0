"""Public ids: they sort by the time they were made, and say nothing else."""

from uuid import UUID

from uuid_utils import compat


def new_uuid() -> UUID:
    """Return a UUID of version 7 (RFC 9562)."""
    return compat.uuid7()
