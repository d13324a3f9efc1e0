"""The word lists about names, read once when first needed."""

from functools import cache
from importlib import resources
from typing import NamedTuple

from pellucid.golden.standardize.fold import fold

_LATIN_END = "\u0250"  # the first letter behind Latin Extended-B


class Title(NamedTuple):
    """A title or suffix: its kind, its standard form and the countries where alone it counts (none: everywhere)."""

    kind: str
    form: str
    countries: frozenset[str]


def read_rows(name: str) -> list[list[str]]:
    """Return the rows of a table delivered with the package, split at tabs; lines that start with # are left out."""
    text = resources.files("pellucid.golden.standardize").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


def is_latin(text: str) -> bool:
    """Say whether a text is written in Latin letters (or in none), combining marks included."""
    return text.isascii() or all(
        char < _LATIN_END or "\u1e00" <= char < "\u1f00" or not char.isalpha() for char in text
    )


def title_key(token: str) -> str:
    """Return how a title is looked up: without dots, Latin letters folded, other scripts in small letters."""
    bare = token.replace(".", "")
    return fold(bare) if is_latin(bare) and "\u00aa" not in bare else bare.lower()


@cache
def titles() -> dict[str, tuple[Title, ...]]:
    """Return the titles by how they are written; one text may be several, as Sr. is Señor before and Senior behind."""
    found: dict[str, list[Title]] = {}
    for kind, form, written, countries in read_rows("name_titles.tsv"):
        title = Title(kind, form, frozenset(countries.split()))
        for text in (form, *written.split("|")):
            entries = found.setdefault(title_key(text), [])
            if title not in entries:
                entries.append(title)
    return {key: tuple(entries) for key, entries in found.items()}


@cache
def word_list(kind: str, whose: str) -> frozenset[str]:
    """Return a list of folded words, such as the commonest Hungarian given names: ``word_list("given", "hu")``."""
    return frozenset(
        word for row in read_rows("name_lists.tsv") if (row[0], row[1]) == (kind, whose) for word in row[2].split()
    )


@cache
def all_words(kind: str) -> frozenset[str]:
    """Return the lists of one kind together, such as every particle."""
    return frozenset(word for row in read_rows("name_lists.tsv") if row[0] == kind for word in row[2].split())


@cache
def placeholder_texts(kind: str) -> frozenset[str]:
    """Return the texts that stand for no name (``placeholder``) or for a sample one (``sample``).

    Latin ones folded, others as they are written.
    """
    return frozenset(
        text
        for row in read_rows("name_placeholders.tsv")
        if row[0] == kind
        for text in (fold(word) if is_latin(word) else word for word in row[1].split("|"))
    )


@cache
def nickname_classes() -> dict[str, tuple[str, ...]]:
    """Return for each folded given name the classes it belongs to, sorted; a full name belongs to its own."""
    found: dict[str, set[str]] = {}
    for _, full, members in read_rows("nicknames.tsv"):
        for name in (full, *members.split()):
            found.setdefault(name, set()).add(full)
    return {name: tuple(sorted(classes)) for name, classes in found.items()}
