"""The word lists about organizations, read once when first needed."""

from functools import cache
from importlib import resources


def read_rows(name: str) -> list[list[str]]:
    """Return the rows of a table delivered with the package, split at tabs; lines that start with # are left out."""
    text = resources.files("pellucid.golden.standardize").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def organization_words(kind: str) -> frozenset[str]:
    """Return one list of organization_words.tsv, such as the words that mark a branch."""
    separator = "|" if kind == "placeholder" else None
    return frozenset(
        word for name, words in read_rows("organization_words.tsv") if name == kind for word in words.split(separator)
    )


@cache
def abbreviations() -> dict[str, str]:
    """Return the long form of each abbreviation that the core name unifies."""
    return dict(entry.split("=", 1) for entry in organization_words("abbreviation"))
