"""Keeping what arrives."""

from dataclasses import dataclass, field

import pyarrow as pa

from pellucid.crm.accounts.ids import new_uuid
from pellucid.crm.bulk.read import all_rows, rows_where
from pellucid.crm.bulk.write import ids_used, insert, next_id, update_by_id
from pellucid.crm.history.actions import Recorder
from pellucid.crm.sources.erasures import erased_among
from pellucid.crm.sources.models import RecordVersion, Source, SourceRecord

VERSION = "version"  # what history calls versions of records
VERSIONS = "sources_recordversion"
RECORDS = "sources_sourcerecord"

ARRIVALS = pa.schema(
    [
        ("key", pa.string()),
        ("party", pa.string()),
        ("raw", pa.string()),
        ("standard", pa.string()),
        ("rejects", pa.string()),
        ("digest", pa.string()),
        ("recency", pa.float64()),
        ("rank", pa.int64()),
        ("is_verified", pa.bool_()),
        ("file_id", pa.int64()),
        ("row", pa.int64()),
    ]
)
"""Rows as they arrive, one a record of its source: see models.RecordVersion. raw, standard, rejects: JSON objects."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What became of arrivals. By arrival: record (id, 0 where it was erased) and version (0 where nothing was new).

    new, updated, unchanged, erased: positions in the arrivals.
    """

    record: list[int]
    version: list[int]
    new: list[int] = field(default_factory=list)
    updated: list[int] = field(default_factory=list)
    unchanged: list[int] = field(default_factory=list)
    erased: list[int] = field(default_factory=list)


def keep(arrivals: pa.Table, *, source: Source, recorder: Recorder, anew: bool = False) -> Kept:
    """Keep what a source delivers: new records, and new versions of those that say something else than they did.

    Content that a record's current version has already is not kept again, and what was erased not at all, unless
    somebody said that it is there anew. arrivals: schema ARRIVALS, each key once.
    """
    told = list(zip(arrivals["key"].to_pylist(), arrivals["digest"].to_pylist(), strict=True))
    known = _known(source, [key for key, _ in told])
    erased = set() if anew else erased_among(source, (each for each in told if each[0] not in known))
    kept = Kept(record=[], version=[])
    next_record, next_version = next_id(RECORDS), next_id(VERSIONS)
    numbers: list[int] = []
    for place, (key, digest) in enumerate(told):
        record, number, current = known.get(key, (0, 0, None))
        if current == digest or key in erased:
            (kept.erased if key in erased else kept.unchanged).append(place)
            kept.record.append(record)
            kept.version.append(0)
            continue
        if record:
            kept.updated.append(place)
        else:
            record, next_record = next_record, next_record + 1
            kept.new.append(place)
        kept.record.append(record)
        kept.version.append(next_version)
        numbers.append(number + 1)
        next_version += 1
    _write(arrivals, kept, numbers, source, recorder)
    return kept


def _known(source: Source, keys: list[str]) -> dict[str, tuple[int, int, str | None]]:
    """Return of the records a source has with these keys: id, latest version, and digest of the current one."""
    if not SourceRecord.objects.filter(source=source).exists():
        return {}
    rows = rows_where(
        "r.key, r.id, (SELECT max(v.number) FROM sources_recordversion v WHERE v.record_id = r.id), c.digest",
        f"{RECORDS} r LEFT JOIN {VERSIONS} c ON c.id = r.current_id",
        f"r.source_id = {source.pk} AND r.key",
        keys,
    )
    return {key: (record, number, digest) for key, record, number, digest in rows}


def _write(arrivals: pa.Table, kept: Kept, numbers: list[int], source: Source, recorder: Recorder) -> None:
    """Insert new records, then all new versions, and make these the current ones."""
    fresh = pa.array(kept.new, pa.int64())
    records = [kept.record[place] for place in kept.new]
    insert(
        RECORDS,
        pa.table(
            {
                "id": pa.array(records, pa.int64()),
                "uuid": pa.array([_uuid_text() for _ in records], pa.string()),
                "source_id": pa.array([source.pk] * len(records), pa.int64()),
                "key": arrivals["key"].take(fresh),
                "current_id": pa.array([kept.version[place] for place in kept.new], pa.int64()),
            }
        ),
    )
    places = [place for place, version in enumerate(kept.version) if version]
    versions = [kept.version[place] for place in places]
    columns = arrivals.drop_columns(["key"]).take(pa.array(places, pa.int64()))
    count = len(places)
    for name, values in (
        ("id", versions),
        ("record_id", [kept.record[place] for place in places]),
        ("number", numbers),
        ("change_id", [recorder.change.pk] * count),
    ):
        columns = columns.append_column(name, pa.array(values, pa.int64()))
    insert(VERSIONS, columns)
    ids_used(RECORDS)
    ids_used(VERSIONS)
    updated = [kept.record[place] for place in kept.updated]
    update_by_id(RECORDS, "id", "current_id", updated, [kept.version[place] for place in kept.updated])
    recorder.added(VERSION, versions)


def _uuid_text() -> str:
    """Return a new id as both databases take it: SQLite keeps them without dashes."""
    return new_uuid().hex


NOT_UNDONE = "LEFT JOIN history_undone u ON u.change_id = v.change_id"
COUNTS = """
u.change_id IS NULL AND NOT EXISTS (
    SELECT 1 FROM history_entry e LEFT JOIN history_undone w ON w.change_id = e.change_id
    WHERE e."table" = 'version' AND e.verb = 'withdrew' AND w.change_id IS NULL
    AND e.first_id <= v.id AND e.last_id >= v.id
)
"""


def refresh_current(records: list[int]) -> list[int]:
    """Make the latest version that counts the current one of each record; return the records for which it changed."""
    rows = rows_where(
        "v.record_id, v.id",
        f"{VERSIONS} v {NOT_UNDONE}",
        f"{COUNTS} AND v.record_id",
        records,
        order="v.record_id, v.number",
    )
    now: dict[int, int | None] = dict.fromkeys(records) | dict(rows)
    was: dict[int, int | None] = dict(rows_where("id, current_id", RECORDS, "id", records))
    changed = [record for record in records if was[record] != now[record]]
    update_by_id(RECORDS, "id", "current_id", changed, [now[record] for record in changed])
    return changed


def records_without_version(records: list[int]) -> list[int]:
    """Return those of the records of which no version counts."""
    rows = rows_where("v.record_id", f"{VERSIONS} v {NOT_UNDONE}", f"{COUNTS} AND v.record_id", records)
    counting = {record for (record,) in rows}
    return [record for record in records if record not in counting]


def keep_again(records: list[int], *, recorder: Recorder) -> None:
    """Let the latest version of records count once more, by this change: others rest on it."""
    for record in records:
        latest = RecordVersion.objects.filter(record=record).order_by("-number").first()
        assert latest is not None  # a record is made with its first version
        issues = list(latest.issues.all())
        latest.pk, latest.number, latest.change = None, latest.number + 1, recorder.change
        latest.save(force_insert=True)
        for issue in issues:
            issue.pk, issue.version = None, latest
            issue.save(force_insert=True)
        recorder.added(VERSION, [latest.pk])


def records_of_versions(ranges: list[tuple[int, int]]) -> list[int]:
    """Return the records that have a version in one of the ranges of ids, both ends included."""
    found: dict[int, None] = {}
    for first, last in ranges:
        sql = f"SELECT DISTINCT record_id FROM {VERSIONS} WHERE id BETWEEN %s AND %s"
        found |= dict.fromkeys(record for (record,) in all_rows(sql, [first, last]))
    return list(found)
