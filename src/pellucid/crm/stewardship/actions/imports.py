"""Files dropped in: from one system, or each from its own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath
from typing import BinaryIO

from django.db import transaction
from django.utils.translation import gettext as _

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.cleaning.actions.imports import NothingToImport, open_import, source_named
from pellucid.crm.cleaning.tasks import start_import
from pellucid.crm.runs.models import UNFINISHED, Run
from pellucid.crm.sources.files import drop_staging
from pellucid.crm.sources.models import Import, ImportStatus, SourceKind

NAME_LENGTH_MAX = 200


@dataclass(slots=True)
class Dropped:
    """What became of files that were dropped in. broken: why a file cannot be read, by its name."""

    imports: list[Import] = field(default_factory=list)
    broken: dict[str, str] = field(default_factory=dict)


class UnderWay(Exception):
    """Something runs already. The text is fit to show."""

    def __init__(self) -> None:
        super().__init__(_("This import is at work already. Wait for it, then try again."))


def drop_in(*, files: Sequence[tuple[str, BinaryIO]], source: str, country: str, actor: User, now: datetime) -> Dropped:
    """Keep files, look at them, and begin the dry run of each import. Nothing is taken in yet.

    source: the name of the system all of them come from; where it is empty, each file is from one of its own, named
    after it, since two systems may give the same key to two customers. Raises NotAllowed.
    """
    require(actor, Permission.IMPORT)
    dropped = Dropped()
    given = [(source, list(files))] if source else [(_named_after(name), [(name, content)]) for name, content in files]
    for name, own in given:
        try:
            with transaction.atomic():
                of = source_named(name, kind=SourceKind.FILE, owner=actor, now=now)
                imported = open_import(source=of, files=own, actor=actor, now=now, country=country)
                start_import(imported=imported, actor=actor, now=now, dry=True)
        except NothingToImport as refusal:
            dropped.broken[", ".join(file for file, _ in own)] = str(refusal)
        else:
            dropped.imports.append(imported)
    return dropped


def _named_after(file: str) -> str:
    stem = PurePath(file).stem.replace("_", " ").replace("-", " ").strip() or file
    return (stem[:1].upper() + stem[1:])[:NAME_LENGTH_MAX]


def begin(*, imported: Import, actor: User, now: datetime, dry: bool = False) -> Run | None:
    """Have an import taken in, or tried; None where that is done or under way. Raises NotAllowed."""
    require(actor, Permission.IMPORT)
    if imported.change is not None or imported.status == ImportStatus.CANCELLED:
        return None
    wanted = "preview import" if dry else "import"
    runs = Run.objects.filter(kind=wanted, params__import=str(imported.uuid), status__in=UNFINISHED)
    return None if runs.exists() else start_import(imported=imported, actor=actor, now=now, dry=dry)


def require_idle(imported: Import) -> None:
    """Raise UnderWay while a run holds the import's files."""
    if Run.objects.filter(params__import=str(imported.uuid), status__in=UNFINISHED).exists():
        raise UnderWay


def set_import_aside(*, imported: Import, actor: User) -> None:
    """Say that an import is not to be taken in; its files stay as they came. Raises UnderWay, NotAllowed."""
    require(actor, Permission.IMPORT)
    require_idle(imported)
    Import.objects.filter(pk=imported.pk, change=None).update(status=ImportStatus.CANCELLED)
    drop_staging(imported.uuid)
