"""People to import, and how to see that nothing changed, or that everything fits."""

from django.db import connection

from crm_invariants import assert_proven, assert_sound
from pellucid.crm.archive.tables import MADE_ANEW, kept_tables

# Tell what waits and how far work is, and say nothing of a customer.
HOW_FAR = frozenset({"sources_import", "sources_importedfile"})
GIVEN = ("Anna", "Kofi", "Mia", "Omar", "Yuki", "Pedro")
FAMILY = ("Schmidt", "Mensah", "Lund", "Haddad", "Tanaka", "Alvarez")
CITIES = ("Ribe", "Bonn", "Accra", "Lima", "Osaka")


def people(first: int, count: int) -> bytes:
    """Return a file of people who are all different."""
    rows = ["id;name;email;city"]
    for number in range(first, first + count):
        given, family = GIVEN[number % len(GIVEN)], FAMILY[number // len(GIVEN)]
        rows.append(
            f"{number};{given} {family};{given}.{family}@{given}{number}.example;{CITIES[number % len(CITIES)]}"
        )
    return "\n".join(rows).encode()


def everything() -> dict[str, list[str]]:
    """Return every row of every table but those that only tell how far work is."""
    rows = {}
    with connection.cursor() as cursor:
        for table in sorted({table.name for table in kept_tables()} | MADE_ANEW):
            if table not in HOW_FAR:
                cursor.execute(f'SELECT * FROM "{table}"')
                rows[table] = sorted(map(repr, cursor.fetchall()))
    return rows


def assert_whole() -> None:
    assert_sound()
    assert_proven()
