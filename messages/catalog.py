"""The catalog of a language: the text that people edit (.po), and what Django reads (.mo), made from it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from messages.extract import PACKAGE, Text

LOCALES = PACKAGE / "crm" / "project" / "locale"
PLURALS = "nplurals=2; plural=(n > 1);"  # of every language with a catalog so far, as Django has them
DATES = (b'"POT-Creation-Date', b'"PO-Revision-Date')  # they would change with nothing else
NO_DAY = datetime(1970, 1, 1, tzinfo=UTC)
NOBODYS = (b'"Generated-By', b'"Last-Translator', b'"Report-Msgid-Bugs-To', b'"Language-Team')
WIDTH = 0  # a text a line, so that a changed word changes one line


def languages() -> list[str]:
    """Return the languages that have a catalog."""
    return sorted(path.name for path in LOCALES.iterdir() if path.is_dir())


def po_path(language: str) -> Path:
    """Return where the text of a catalog is kept."""
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def read_catalog(language: str) -> Catalog:
    """Return the catalog of a language as it is kept."""
    with po_path(language).open("rb") as file:
        return read_po(file, locale=language)


def updated(kept: Catalog, texts: Sequence[Text]) -> Catalog:
    """Return a catalog of these texts with the translations that are kept; what nobody says any more is left out."""
    new = Catalog(locale=kept.locale, project="Pellucid", version="1", header_comment=kept.header_comment, fuzzy=False)
    new.mime_headers = [("Plural-Forms", PLURALS)]
    for text in texts:
        if text.id not in new:
            known = kept.get(text.id)
            new.add(text.id, known.string if known else None, locations=[(text.place, None)], flags=_flags(text))
        else:
            new.add(text.id, locations=[(text.place, None)])
    return new


def write_catalog(language: str, catalog: Catalog) -> list[Path]:
    """Write a catalog as text and for Django; return the files that changed."""
    path = po_path(language)
    return [
        file
        for file, data in ((path, po_bytes(catalog)), (path.with_suffix(".mo"), mo_bytes(catalog)))
        if _write(file, data)
    ]


def po_bytes(catalog: Catalog) -> bytes:
    """Return a catalog as text. Its header says what is needed to read it."""
    file = BytesIO()
    write_po(file, catalog, width=WIDTH, sort_output=False, omit_header=False)
    return (
        b"\n".join(_header(line) for line in file.getvalue().splitlines() if not line.startswith(DATES + NOBODYS))
        + b"\n"
    )


def _header(line: bytes) -> bytes:
    return f'"Plural-Forms: {PLURALS}\\n"'.encode() if line.startswith(b'"Plural-Forms') else line


def mo_bytes(catalog: Catalog) -> bytes:
    """Return a catalog as Django reads it: what is translated, from the text alone."""
    file = BytesIO()
    kept = read_po(BytesIO(po_bytes(catalog)), locale=str(catalog.locale))
    kept.creation_date = kept.revision_date = NO_DAY
    write_mo(file, kept)
    return file.getvalue()


def untranslated(catalog: Catalog) -> Iterator[Message]:
    """Give the messages of a catalog that lack a translation, or one of their plural forms."""
    for message in catalog:
        said = message.string if isinstance(message.string, list | tuple) else (message.string,)
        if message.id and not all(said):
            yield message


def _flags(text: Text) -> tuple[str, ...]:
    return ("python-format",) if "%(" in text.singular + text.plural else ()


def _write(path: Path, data: bytes) -> bool:
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True
