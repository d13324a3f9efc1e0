"""./dev messages: bring the catalog of every language up to date with the texts of the package."""

import sys

from messages.catalog import languages, read_catalog, untranslated, updated, write_catalog
from messages.extract import all_texts


def main() -> int:
    """Write the catalogs anew, and say what waits for a translation."""
    texts = all_texts()
    for language in languages():
        catalog = updated(read_catalog(language), texts)
        for path in write_catalog(language, catalog):
            print(f"wrote {path.name} of {language}")
        waiting = list(untranslated(catalog))
        print(f"{language}: {len(catalog)} texts, {len(waiting)} of them without a translation")
        for message in waiting:
            print(f"  {message.locations[0][0]}: {message.id}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
