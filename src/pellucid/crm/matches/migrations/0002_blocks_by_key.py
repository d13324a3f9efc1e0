"""Keep blocks in the order of their key alone: SQLite would keep each fall twice, in the table and in its index."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

COLUMNS = '"hash" bigint NOT NULL, "record_id" bigint NOT NULL, PRIMARY KEY ("hash", "record_id")'


def _made_anew(editor: BaseDatabaseSchemaEditor, ending: str) -> None:
    if editor.connection.vendor == "sqlite":
        editor.execute(f"CREATE TABLE matches_matchkey_new ({COLUMNS}){ending}")
        editor.execute("INSERT INTO matches_matchkey_new SELECT hash, record_id FROM matches_matchkey")
        editor.execute("DROP TABLE matches_matchkey")
        editor.execute("ALTER TABLE matches_matchkey_new RENAME TO matches_matchkey")


def by_key(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Leave out the numbers of rows."""
    _made_anew(editor, " WITHOUT ROWID")


def by_row(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Bring the numbers of rows back."""
    _made_anew(editor, "")


class Migration(migrations.Migration):
    dependencies = [("matches", "0001_initial")]
    operations = [migrations.RunPython(by_key, by_row)]
