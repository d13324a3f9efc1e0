"""Sort lists and find customers by words. Words are kept in their own order alone and compared byte by byte."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

ASKED = ("completeness", "record_count", "issue_count", "country", "city", "organization")


def make_words(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the table of words: SQLite would keep each twice, PostgreSQL would compare by language."""
    on_sqlite = editor.connection.vendor == "sqlite"
    collation, ending = ("", " WITHOUT ROWID") if on_sqlite else (' COLLATE "C"', "")
    editor.execute(
        f"CREATE TABLE parties_searchword (word text{collation} NOT NULL, party_id bigint NOT NULL, "
        f"PRIMARY KEY (word, party_id)){ending}"
    )


def drop_words(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the table of words."""
    editor.execute("DROP TABLE parties_searchword")


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_initial")]
    operations = [
        *(
            migrations.RemoveIndex(model_name="party", name=name)
            for name in ("parties_par_kind_525c82_idx", "parties_par_kind_ed3eac_idx", "parties_par_kind_97dd35_idx")
        ),
        *(
            migrations.AddIndex(
                model_name="party",
                index=models.Index(
                    fields=["kind", *sorted_by, "customer", *(asked for asked in ASKED if asked not in sorted_by)],
                    name=f"parties_by_{name}",
                ),
            )
            for name, sorted_by in (
                ("name", ["sort_name"]),
                ("organization", ["organization", "sort_name"]),
                ("city", ["city", "sort_name"]),
                ("country", ["country", "sort_name"]),
            )
        ),
        *(
            migrations.AddIndex(model_name="party", index=models.Index(fields=["kind", field, "customer"], name=name))
            for name, field in (
                ("parties_by_completeness", "completeness"),
                ("parties_by_records", "record_count"),
                ("parties_by_issues", "issue_count"),
            )
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(make_words, drop_words)],
            state_operations=[
                migrations.CreateModel(
                    name="SearchWord",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "word", "party_id", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("word", models.TextField()),
                        (
                            "party",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="search_words",
                                to="parties.party",
                            ),
                        ),
                    ],
                ),
            ],
        ),
    ]
