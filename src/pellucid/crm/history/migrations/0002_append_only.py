"""Refuse to update or delete what was done, whoever asks."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLES = ("history_change", "history_entry", "history_seal")
REFUSAL = "history only grows"

SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{refusal}'); END
"""
POSTGRES_FUNCTION = f"""
CREATE FUNCTION history_only_grows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$
"""
POSTGRES = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION history_only_grows()
"""


def add(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the triggers in place."""
    template = SQLITE
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRES_FUNCTION)
        template = POSTGRES
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            editor.execute(template.format(table=table, verb=verb, refusal=REFUSAL))


def remove(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    on = " ON {table}" if editor.connection.vendor == "postgresql" else ""
    for table in TABLES:
        for verb in ("UPDATE", "DELETE"):
            editor.execute(f"DROP TRIGGER {table}_no_{verb}" + on.format(table=table))
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION history_only_grows()")


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
