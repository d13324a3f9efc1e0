"""Importing files: looked at, tried, then taken in."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db import transaction

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.audits.actions import take_audit
from pellucid.crm.cleaning.outcomes import write_outcomes
from pellucid.crm.cleaning.stage import stage
from pellucid.crm.cleaning.story import SHOWN, Story, tell_story
from pellucid.crm.cleaning.take_in import TakenIn, erased_files, take_in
from pellucid.crm.history.actions import recording
from pellucid.crm.history.models import Change, Kind
from pellucid.crm.sources.files import drop_files, drop_staging, import_folder, keep_file
from pellucid.crm.sources.models import Import, ImportedFile, ImportStatus, QuarantinedRow, Source, SourceKind
from pellucid.golden.intake.mapping import MappingRefused
from pellucid.golden.intake.read import CannotRead, read_file
from pellucid.golden.model.delivery import Delivery, Quarantined
from pellucid.golden.model.value import Hints
from pellucid.golden.standardize.parallel import Spread, spread

Progress = Callable[[str, int, int | None], None]
BYTES_WORTH_PROCESSES = 4_000_000  # some 30,000 rows; below it starting processes costs more than it saves
WORKERS = 2


class NothingToImport(Exception):
    """None of the files can be read. The text is fit to show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What an import would do. counts, taken: see cleaning.take_in. story: see cleaning.story."""

    counts: dict[str, int]
    taken: TakenIn
    story: Story


def source_named(name: str, *, kind: SourceKind, owner: User | None, now: datetime) -> Source:
    """Return the source of a name in any capitals, making it where there is none."""
    found = Source.objects.filter(name__iexact=name.strip()).first()
    return found or Source.objects.create(name=name.strip(), kind=kind, owner=owner, created_at=now)


def open_import(
    *, source: Source, files: Sequence[tuple[str, BinaryIO]], actor: User | None, now: datetime, country: str = "",
    mapping: Mapping[str, str] | None = None,
) -> Import:  # fmt: skip
    """Keep files and look at them; nothing is taken in yet.

    files: name and content of each. country: of records that do not tell. mapping: field to column header, for every
    file that has such a column; what the source remembers holds otherwise. A file that cannot be read is there with its
    reason. Raises NothingToImport where none can be read, MappingRefused, NotAllowed.
    """
    require(actor, Permission.IMPORT)
    with transaction.atomic():
        imported = Import.objects.create(source=source, actor=actor, created_at=now, country=country)
        for number, (name, content) in enumerate(files):
            path = import_folder(imported.uuid) / f"{number:03d}-{Path(name).name}"
            sha256, length = keep_file(content, path)
            file = ImportedFile(
                of=imported,
                name=Path(name).name,
                path=str(path.relative_to(settings.BASE)),
                sha256=sha256,
                byte_count=length,
            )
            _look(file, source.mapping if mapping is None else mapping, strict=mapping is not None)
        readable = imported.files.filter(error="")
        if not readable:
            raise NothingToImport(" ".join(imported.files.values_list("error", flat=True)) or "No file was given.")
    return imported


def map_file(*, file: ImportedFile, mapping: Mapping[str, str], actor: User | None) -> ImportedFile:
    """Take columns of a file for other fields, and remember that for the source. Raises MappingRefused, NotAllowed."""
    require(actor, Permission.IMPORT)
    with transaction.atomic():
        _look(file, mapping, strict=True)
        drop_staging(file.of.uuid)  # what was made ready by another mapping is no use
        source = file.of.source
        source.mapping = {**source.mapping, **mapping}
        source.save(update_fields=["mapping"])
    return file


def _look(file: ImportedFile, mapping: Mapping[str, str], *, strict: bool) -> None:
    """Fill in what is detected about a file. strict: a mapping it does not fit is refused, not left aside."""
    file.mapping = dict(mapping)
    try:
        try:
            delivery = _read(file)
        except MappingRefused:
            if strict:
                raise
            file.mapping = {}
            delivery = _read(file)
    except CannotRead as error:
        file.error = str(error)
    else:
        file.detected, file.columns = delivery.detected, [asdict(column) for column in delivery.columns]
        file.row_count, file.kept_count = delivery.row_count, delivery.records.num_rows
    file.save()


def _read(file: ImportedFile) -> Delivery:
    return read_file(Path(settings.BASE) / file.path, overrides=file.mapping, name=file.name)


def run_import(*, imported: Import, now: datetime, progress: Progress) -> Change:
    """Take an import in, and measure how good the data is then.

    What is done already is not done again: the change it made is returned.
    """
    if imported.change is not None:
        drop_staging(imported.uuid)  # whoever did it may not have come so far
        return imported.change
    Import.objects.filter(pk=imported.pk).update(status=ImportStatus.RUNNING)
    files = _stage_files(imported, now, progress)
    with recording(kind=Kind.IMPORT, actor=imported.actor, now=now) as recorder:
        taken = take_in(
            [(file, folder) for file, folder, _ in files], source=imported.source, recorder=recorder, now=now,
            progress=lambda stage: progress(stage, 0, None),
        )  # fmt: skip
        counts = _counts(taken, _quarantine(files))
        recorder.count(**counts)
        Import.objects.filter(pk=imported.pk).update(status=ImportStatus.DONE, change=recorder.change, counts=counts)
        drop_files(erased_files(taken))
        take_audit(now=now)
        # Before all is committed, so that whoever is stopped in between does it again.
        write_outcomes(taken.outcomes, import_folder(imported.uuid) / "result.csv")
    drop_staging(imported.uuid)
    return recorder.change


def preview_import(*, imported: Import, actor: User | None, now: datetime, progress: Progress) -> Preview:
    """Return exactly what taking an import in would do, by doing it and taking it back before anybody sees it."""
    require(actor, Permission.IMPORT)
    files = _stage_files(imported, now, progress)
    with transaction.atomic():
        with recording(kind=Kind.IMPORT, actor=actor, now=now) as recorder:
            taken = take_in(
                [(file, folder) for file, folder, _ in files], source=imported.source, recorder=recorder, now=now,
                progress=lambda stage: progress(stage, 0, None),
            )  # fmt: skip
        story = tell_story(taken)
        transaction.set_rollback(True)
    counts = _counts(taken, sum(len(quarantined) for _, _, quarantined in files))
    story["quarantined"] = [
        {"file": file.name, "row": bad.row, "reason": bad.reason} for file, _, rows in files for bad in rows
    ][:SHOWN]
    return Preview(counts=counts, taken=taken, story=story)


def _counts(taken: TakenIn, quarantined: int) -> dict[str, int]:
    """Return what became of all rows: they are as many as those kept, quarantined and erased before."""
    read = taken.outcomes.num_rows
    kept = read - taken.counts["records_erased"]
    return {"rows": read + quarantined, "kept": kept, "quarantined": quarantined, **taken.counts}


StagedFile = tuple[ImportedFile, Path, tuple[Quarantined, ...]]


def _stage_files(imported: Import, now: datetime, progress: Progress) -> list[StagedFile]:
    hints = Hints(country=imported.country or None, today=now.date().isoformat())
    staged_files = []
    with _mapper(imported) as mapper:
        for file in imported.files.filter(error="").order_by("id"):
            delivery = _read(file)
            folder = import_folder(imported.uuid) / "staged" / f"{file.pk}"
            total = delivery.records.num_rows
            stage(
                delivery, folder, hints=hints, mapper=mapper,
                progress=lambda done, total=total: progress("standardize", done, total),  # type: ignore[misc]
            )  # fmt: skip
            staged_files.append((file, folder, delivery.quarantined))
    return staged_files


@contextmanager
def _mapper(imported: Import) -> Iterator[Spread]:
    few = sum(imported.files.values_list("byte_count", flat=True)) < BYTES_WORTH_PROCESSES
    with spread(1 if few else WORKERS) as mapper:
        yield mapper


def _quarantine(files: Sequence[StagedFile]) -> int:
    rows = [
        QuarantinedRow(file=file, row=bad.row, reason=bad.reason, raw=bad.raw)
        for file, _, quarantined in files
        for bad in quarantined
    ]
    QuarantinedRow.objects.bulk_create(rows, batch_size=1000)
    return len(rows)
