"""Values longer than anybody writes: kept whole, and no index minds."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest

from pellucid.crm.cleaning.actions.imports import open_import, run_import, source_named
from pellucid.crm.cleaning.rebuild import differences
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import SourceKind

# Random letters: what repeats is compressed, and fits anywhere.
LETTERS = "".join(chr(0x4E00 + number * 7919 % 20000) for number in range(5000))


@pytest.mark.slow
@pytest.mark.parametrize("party", ["first name;last name", "company"])
def test_a_row_of_endless_values_is_taken_in_whole(
    party: str, db: None, now: datetime, tmp_path: Path, settings
) -> None:
    settings.BASE = tmp_path
    columns = [*party.split(";"), "email", "phone", "city", "country", "street", "x" * 400]
    values = dict.fromkeys(columns, LETTERS) | {"email": f"{LETTERS}@example.com", "phone": "1" * 5000}
    content = f"id;{';'.join(columns)}\n{LETTERS};{';'.join(values[name] for name in columns)}\n"
    source = source_named("Odd", kind=SourceKind.FILE, owner=None, now=now)
    imported = open_import(source=source, files=[("odd.csv", BytesIO(content.encode()))], actor=None, now=now)
    run_import(imported=imported, now=now, progress=lambda *_: None)
    assert LETTERS in Party.objects.get().golden.values()
    assert differences() == {}
