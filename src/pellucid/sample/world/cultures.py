"""Names of ten cultures: what people are called there, how often, and how it is written in Latin letters."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pellucid.sample.lists import Floats, Text, as_text, read_list, zipf_shares
from pellucid.sample.world.latin import latin_of_bulgarian

CULTURES = ("en", "de", "fr", "es", "pl", "ph", "is", "fa", "km", "bg")

# Share of people whose family name is in the written list; the others have one of the long productive tail. Spanish,
# Philippine and Khmer family names are few, English and Polish ones many (general knowledge of name statistics).
_HEAD_SHARE = {"en": 0.55, "de": 0.5, "fr": 0.45, "es": 0.85, "pl": 0.35, "ph": 0.75, "is": 1.0, "fa": 0.5, "km": 0.8}
_TAIL_SEED = 20_000  # the order of the tail is part of the list, not of a sample


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Names of one kind in one culture; row by row native form, Latin form and share.

    female_native, female_latin: what a woman of that family is called; the same where nothing changes.
    """

    native: Text
    latin: Text
    female_native: Text
    female_latin: Text
    shares: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Culture:
    """One culture's names. fathers: Icelandic genitives of men's names, row by row; else empty. nicknames and
    spellings: by Latin or native name, what else it is called or how else it is written in Latin.
    """

    code: str
    male: Names
    female: Names
    family: Names
    fathers: Text
    nicknames: dict[str, tuple[str, ...]]
    spellings: dict[str, tuple[str, ...]]


@lru_cache(maxsize=16)
def read_culture(code: str) -> Culture:
    """Return the culture with that code, one of CULTURES."""
    sections = read_list(f"names/{code}.txt")
    male, female, family = (_parted(sections[name]) for name in ("male", "female", "family"))
    if code == "is":
        fathers, spellings = as_text([parts[1] for parts in male]), {}
        male = [parts[:1] for parts in male]
    else:
        fathers = as_text([])
        spellings = {parts[1]: tuple(parts[2:]) for parts in (*male, *female, *family) if len(parts) > 2}
    return Culture(
        code=code,
        male=_names(code, male, zipf_shares(len(male), offset=4.0, exponent=0.9)),
        female=_names(code, female, zipf_shares(len(female), offset=4.0, exponent=0.9)),
        family=_family_names(code, family, _parted(sections["stems"]), _parted(sections["endings"])),
        fathers=fathers,
        nicknames=_nicknames(code, _parted(sections["nicknames"])),
        spellings=spellings,
    )


def _parted(entries: tuple[str, ...]) -> list[list[str]]:
    return [entry.split("=") for entry in entries]


def _latin(code: str, parts: list[str]) -> str:
    if code == "bg":
        return latin_of_bulgarian(parts[0])
    return parts[1] if len(parts) > 1 else parts[0]


def _names(code: str, entries: list[list[str]], shares: Floats) -> Names:
    native = as_text([parts[0] for parts in entries])
    latin = as_text([_latin(code, parts) for parts in entries])
    return Names(native=native, latin=latin, female_native=native, female_latin=latin, shares=shares)


def _nicknames(code: str, entries: list[list[str]]) -> dict[str, tuple[str, ...]]:
    known = {parts[0]: tuple(parts[1:]) for parts in entries}
    if code == "bg":
        known |= {
            latin_of_bulgarian(name): tuple(latin_of_bulgarian(nick) for nick in nicks) for name, nicks in known.items()
        }
    return known


def _family_names(code: str, head: list[list[str]], stems: list[list[str]], endings: list[list[str]]) -> Names:
    """Return the written list, most frequent first, and behind it every stem with every ending in a fixed disorder."""
    known = {parts[0] for parts in head}
    tail = [[a + b for a, b in zip(stem, ending, strict=True)] for stem in stems for ending in endings]
    tail = [parts for parts in tail if parts[0] not in known]
    order = np.random.default_rng(_TAIL_SEED).permutation(len(tail))
    tail = [tail[i] for i in order]
    head_share = _HEAD_SHARE.get(code, 0.55) if tail else 1.0
    shares = head_share * zipf_shares(len(head))
    if tail:
        shares = np.concatenate([shares, (1 - head_share) * zipf_shares(len(tail), offset=50.0, exponent=0.6)])
    names = _names(code, head + tail, shares)
    if code not in ("pl", "bg"):
        return names
    return Names(
        native=names.native,
        latin=names.latin,
        female_native=as_text([_of_a_woman(name) for name in names.native]),
        female_latin=as_text([_of_a_woman(name) for name in names.latin]),
        shares=shares,
    )


def _of_a_woman(name: str) -> str:
    """Return the form a woman bears: Kowalski, Kowalska; Ivanov, Ivanova."""
    if name.endswith(("ski", "cki", "dzki")):
        return name[:-1] + "a"
    if name.endswith(("ски", "ийски")):
        return name[:-1] + "а"
    if name.endswith(("ов", "ев")):
        return name + "а"
    return name + "a" if name.endswith(("ov", "ev")) else name
