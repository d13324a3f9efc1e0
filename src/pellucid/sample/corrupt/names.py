"""What becomes of names: nicknames, initials, other spellings, exchanged parts."""

from random import Random

import numpy as np

from pellucid.sample.corrupt.changes import change_rows, chosen
from pellucid.sample.corrupt.encodings import lose_accents, read_wrongly
from pellucid.sample.corrupt.typos import misspell
from pellucid.sample.lists import Flags, Ints, Text
from pellucid.sample.sources import share_of
from pellucid.sample.world.cultures import CULTURES, read_culture

_OTHER_SPELLING_SHARE = 0.3  # of Latin forms of Persian and Khmer names are not the usual one
_SECOND_NAME_DROPPED_SHARE = 0.4  # of Spaniards give one of their two family names
_PART_OF_GIVEN_SHARE = 0.15  # of people with two given names give the first only
_MIDDLE_INITIAL_SHARE = 0.03  # of English given names have an initial behind them
_NO_NAME = ("n/a", "Unknown", "Test", "-", "xxx", "Customer")


def corrupt_names(given: Text, family: Text, culture: Ints, source: Ints, rng: np.random.Generator) -> None:
    """Corrupt given and family names in place, each record by its source. culture: index into CULTURES."""
    chance, count = Random(int(rng.integers(2**32))), len(given)
    for index, code in enumerate(CULTURES):
        is_of = culture == index
        _call_otherwise(code, given, is_of & chosen(share_of("nickname", source), count, rng), chance)
        if code in ("fa", "km"):
            for column in (given, family):
                _spell_otherwise(code, column, is_of & chosen(_OTHER_SPELLING_SHARE, count, rng), chance)
    spanish, english = culture == CULTURES.index("es"), culture == CULTURES.index("en")
    change_rows(family, spanish & chosen(_SECOND_NAME_DROPPED_SHARE, count, rng), _first_word, chance)
    change_rows(given, ~english & chosen(_PART_OF_GIVEN_SHARE, count, rng), _first_word, chance)
    change_rows(given, english & chosen(_MIDDLE_INITIAL_SHARE, count, rng), _with_middle_initial, chance)
    change_rows(given, chosen(share_of("initial", source), count, rng), _initial, chance)
    for column in (given, family):
        change_rows(column, chosen(share_of("typo", source), count, rng), misspell, chance)
    _exchange_parts(given, family, chosen(share_of("swap", source), count, rng))
    junk = chosen(share_of("junk", source) / 3, count, rng)
    change_rows(family, junk, lambda _, c: c.choice(_NO_NAME), chance)


def corrupt_writing(columns: list[Text], source: Ints, rng: np.random.Generator) -> None:
    """Take accents, change case and break encodings in place, in all the columns of a record alike."""
    chance, count = Random(int(rng.integers(2**32))), len(source)
    plain = chosen(share_of("plain", source), count, rng)
    draw = rng.random(count)
    upper = draw < share_of("upper", source)
    lower = ~upper & (draw < share_of("upper", source) + share_of("lower", source))
    broken = chosen(share_of("mojibake", source), count, rng)
    for column in columns:
        change_rows(column, plain, lose_accents, chance)
        change_rows(column, upper, lambda text, _: text.upper(), chance)
        change_rows(column, lower, lambda text, _: text.lower(), chance)
        change_rows(column, broken, read_wrongly, chance)


def _call_otherwise(code: str, given: Text, where: Flags, chance: Random) -> None:
    nicknames = read_culture(code).nicknames
    change_rows(given, where, lambda name, c: c.choice(nicknames.get(name, (name,))), chance)


def _spell_otherwise(code: str, column: Text, where: Flags, chance: Random) -> None:
    spellings = read_culture(code).spellings
    change_rows(column, where, lambda name, c: c.choice(spellings.get(name, (name,))), chance)


def _exchange_parts(given: Text, family: Text, where: Flags) -> None:
    rows = where & (given != "") & (family != "")
    given[rows], family[rows] = family[rows], given[rows]


def _first_word(name: str, _: Random) -> str:
    return name.partition(" ")[0]


def _initial(name: str, chance: Random) -> str:
    return name[0] + chance.choice(("", "."))


def _with_middle_initial(name: str, chance: Random) -> str:
    return f"{name} {chance.choice('ABCDEFGHJKLMNPRSTW')}."
