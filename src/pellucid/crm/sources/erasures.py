"""What was erased, known again when it comes again, although nothing of it is kept.

A mark is a hash under the base's secret key: without the key nobody can try out whom it stands for. It holds in the
base it was made in, and in one restored beside the same key.
"""

import hmac
from collections.abc import Iterable, Iterator, Sequence

from django.conf import settings

from pellucid.crm.bulk.read import rows_where
from pellucid.crm.bulk.write import parts
from pellucid.crm.history.models import Change
from pellucid.crm.sources.models import Erasure, RecordVersion, Source, SourceKind, SourceRecord

MARK_LETTERS = 32  # of SHA-256 in hexadecimal: 128 bits
TELLING = ("email", "phone")  # content with one of these is of one customer whichever source says it


class ErasedBefore(Exception):
    """A program delivers a record whose customer was erased. The text is fit to show."""

    def __init__(self) -> None:
        super().__init__(
            "This customer was erased, and what was delivered before does not bring them back. If they came anew, say "
            "that it is another, with the reason."
        )


def mark_erased(records: Sequence[int], *, change: Change) -> None:
    """Remember the keys and the content of records, without keeping either."""
    marks: set[str] = set()
    for some in parts(list(records)):
        keys = SourceRecord.objects.filter(pk__in=some).values_list("source__uuid", "key")
        marks |= {_mark("key", source, key) for source, key in keys}
        said = RecordVersion.objects.filter(record__in=some, is_verified=False).values_list("digest", "standard")
        marks |= {_mark("content", digest) for digest, standard in said if any(map(standard.get, TELLING))}
    made = [Erasure(mark=mark, change=change) for mark in sorted(marks)]
    Erasure.objects.bulk_create(made, batch_size=1000, ignore_conflicts=True)


def erased_among(source: Source, arrivals: Iterable[tuple[str, str]]) -> set[str]:
    """Return the keys of those arrivals of a source that were erased. arrivals: key and digest of each.

    What people enter by hand is never taken for what was erased: who types it in knows that the customer came anew.
    """
    if source.kind == SourceKind.PERSON or not Erasure.objects.exists():
        return set()
    marks = {mark: key for key, digest in arrivals for mark in _marks(source, key, digest)}
    found = rows_where("mark", Erasure._meta.db_table, "mark", list(marks))
    return {marks[mark] for (mark,) in found}


def _marks(source: Source, key: str, digest: str) -> Iterator[str]:
    yield _mark("key", source.uuid, key)
    yield _mark("content", digest)


def _mark(*told: object) -> str:
    text = "\0".join(map(str, told)).encode("utf-8", "surrogatepass")
    return hmac.digest(settings.SECRET_KEY.encode(), text, "sha256").hex()[:MARK_LETTERS]
