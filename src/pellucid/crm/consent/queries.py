"""Whom we never write to."""

import hashlib
from collections.abc import Iterable

from pellucid.crm.consent.models import Suppression


def suppressed_among(points: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return those of the contact points, as kind and standard value, that are suppressed."""
    digests = {digest_of(kind, value): (kind, value) for kind, value in points}
    found = Suppression.objects.filter(digest__in=list(digests), is_current=True)
    return {digests[digest] for digest in found.values_list("digest", flat=True)}


def digest_of(kind: str, value: str) -> str:
    """Return what a suppressed value is known by: SHA-256 of kind and value in small letters, in hexadecimal."""
    return hashlib.sha256(f"{kind}:{value.lower()}".encode()).hexdigest()
