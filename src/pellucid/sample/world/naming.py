"""What the members of households are called, now and before."""

from dataclasses import dataclass

import numpy as np

from pellucid.sample.lists import Days, Flags, Ints, Text, draw
from pellucid.sample.world.countries import COUNTRIES
from pellucid.sample.world.cultures import CULTURES, Culture, Names, read_culture
from pellucid.sample.world.households import (
    CHILD,
    COUPLE,
    FAMILY,
    FIRST_ADULT,
    FLATMATES,
    SECOND_ADULT,
    TODAY,
    Members,
    is_child,
)

# Share of second adults who bear the first one's family name (general knowledge of naming customs).
_SHARED_NAME = {"en": 0.78, "de": 0.75, "fr": 0.7, "pl": 0.88, "ph": 0.9, "bg": 0.85, "fa": 0.03, "km": 0.05}
_JUNIOR_SHARE = 0.04  # of the eldest sons bear their father's given name
_TWIN_INITIAL_SHARE = 0.4  # of twins have given names with the same first letter
_RENAMED_SHARE = 0.02  # of the adults not in a couple changed their family name within the years on record
_ON_RECORD_DAYS = 12 * 365  # how far back the systems' records reach
_NATIVE_SCRIPT = {"IR": "fa", "KH": "km", "BG": "bg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Names of people, row by row as Members. Native and Latin forms are the same where the script is Latin.

    former_*: the family name before renamed_on; the present one, and NaT, where it never changed. suffix: Jr. or Sr.
    """

    given: Text
    given_latin: Text
    family: Text
    family_latin: Text
    former_family: Text
    former_family_latin: Text
    renamed_on: Days
    suffix: Text


def name_members(members: Members, rng: np.random.Generator) -> Named:
    """Return names for all members: children after their parents, wives and husbands after custom."""
    given = _given_indexes(members, rng)
    is_junior = _make_juniors(members, given, rng)
    first, second, former, renamed_on = _family_indexes(members, given, rng)
    columns = {name: np.full(len(given), "", dtype=object) for name in _COLUMNS}
    for index, code in enumerate(CULTURES):
        here = np.flatnonzero(members.culture == index)
        culture, male = read_culture(code), members.is_male[here]
        columns["given"][here] = _pick_given(culture, given[here], male, latin=False)
        columns["given_latin"][here] = _pick_given(culture, given[here], male, latin=True)
        for latin, ending in ((False, ""), (True, "_latin")):
            columns["family" + ending][here] = _pick_family(culture, first[here], second[here], male, latin=latin)
            columns["former_family" + ending][here] = _pick_family(
                culture, former[here], second[here], male, latin=latin
            )
        at_home = [i for i, country in enumerate(COUNTRIES) if _NATIVE_SCRIPT.get(country) == code]
        abroad = here[~np.isin(members.country[here], at_home)]
        for name in ("given", "family", "former_family"):
            columns[name][abroad] = columns[name + "_latin"][abroad]
    columns["suffix"][is_junior] = "Jr."
    columns["suffix"][members.head[is_junior]] = "Sr."
    return Named(renamed_on=renamed_on, **columns)


_COLUMNS = ("given", "given_latin", "family", "family_latin", "former_family", "former_family_latin", "suffix")


def _given_indexes(members: Members, rng: np.random.Generator) -> Ints:
    given = np.zeros(len(members.role), np.int64)
    for index, code in enumerate(CULTURES):
        culture = read_culture(code)
        for names, is_male in ((culture.male, True), (culture.female, False)):
            here = np.flatnonzero((members.culture == index) & (members.is_male == is_male))
            given[here] = draw(names.shares, len(here), rng)
    twins = np.flatnonzero(members.is_twin & (rng.random(len(given)) < _TWIN_INITIAL_SHARE))
    for row in twins.tolist():
        names = _of_gender(members, row)
        elder = str(_of_gender(members, row - 1).latin[given[row - 1]])
        alike = [i for i, name in enumerate(names.latin) if name[0] == elder[0] and name != elder]
        given[row] = alike[rng.integers(len(alike))] if alike else given[row]
    return _part_siblings(members, given, rng)


def _part_siblings(members: Members, given: Ints, rng: np.random.Generator) -> Ints:
    """Return given names where no child has the name of the child before, which parents would not do."""
    same = np.flatnonzero(is_child(members) & (members.role > CHILD))
    same = same[(given[same] == given[same - 1]) & (members.is_male[same] == members.is_male[same - 1])]
    for row in same.tolist():
        given[row] = (given[row] + 1 + rng.integers(10)) % len(_of_gender(members, row).latin)
    return given


def _of_gender(members: Members, row: int) -> Names:
    culture = read_culture(CULTURES[members.culture[row]])
    return culture.male if members.is_male[row] else culture.female


def _make_juniors(members: Members, given: Ints, rng: np.random.Generator) -> Flags:
    """Give some eldest sons their father's given name, in place, and return who they are."""
    count = len(given)
    is_junior = is_child(members) & (members.role == CHILD) & members.is_male & members.is_male[members.head]
    is_junior &= rng.random(count) < _JUNIOR_SHARE * 2  # half of the eldest children are sons
    given[is_junior] = given[members.head[is_junior]]
    return np.asarray(is_junior)


def _family_indexes(members: Members, given: Ints, rng: np.random.Generator) -> tuple[Ints, Ints, Ints, Days]:
    """Return rows of the culture's family names: first name, second name, former first name, and when it changed.

    For Icelanders the second is the row of the father among men's given names.
    """
    count = len(given)
    own, second = np.zeros(count, np.int64), np.zeros(count, np.int64)
    takes_name, is_icelandic = np.zeros(count, np.bool_), members.culture == CULTURES.index("is")
    for index, code in enumerate(CULTURES):
        here = np.flatnonzero(members.culture == index)
        culture = read_culture(code)
        own[here] = draw(culture.family.shares, len(here), rng)
        second[here] = draw((culture.male if code == "is" else culture.family).shares, len(here), rng)
        takes_name[here] = rng.random(len(here)) < _SHARED_NAME.get(code, 0.0)
    child = is_child(members)
    paired = np.isin(members.kind, (COUPLE, FAMILY))
    takes_name &= paired & (members.role == SECOND_ADULT)
    first = np.where(child | takes_name, own[members.head], own)
    mother = np.minimum(members.head + 1, count - 1)
    has_mother = child & (members.kind == FAMILY)
    second = np.where(has_mother & ~is_icelandic, own[mother], second)
    has_father = child & is_icelandic & members.is_male[members.head]
    second = np.where(has_father, given[members.head], second)
    alone = ~paired & ~child & ~is_icelandic & (members.role == FIRST_ADULT) & (members.kind != FLATMATES)
    renames = alone & (rng.random(count) < _RENAMED_SHARE)
    former = np.where(renames, rng.permutation(own) % _family_counts()[members.culture], own)
    former = np.where(takes_name | renames, former, first)
    wedding = members.birth_date + (rng.normal(29, 5, count).clip(20, 60) * 365.25).astype("timedelta64[D]")
    recent = TODAY - rng.integers(0, _ON_RECORD_DAYS, count).astype("timedelta64[D]")
    renamed_on = np.where(takes_name, np.minimum(wedding, TODAY), np.where(renames, recent, np.datetime64("NaT", "D")))
    return first, second, former, renamed_on


def _family_counts() -> Ints:
    return np.array([len(read_culture(code).family.latin) for code in CULTURES])


def _pick_given(culture: Culture, given: Ints, is_male: Flags, *, latin: bool) -> Text:
    men, women = (culture.male.latin, culture.female.latin) if latin else (culture.male.native, culture.female.native)
    return np.asarray(np.where(is_male, men[given % len(men)], women[given % len(women)]), dtype=object)


def _pick_family(culture: Culture, first: Ints, second: Ints, is_male: Flags, *, latin: bool) -> Text:
    names = culture.family
    if culture.code == "is":
        ending = np.where(is_male, "son", "dóttir").astype(object)
        return np.asarray(culture.fathers[second] + ending, dtype=object)
    men, women = (names.latin, names.female_latin) if latin else (names.native, names.female_native)
    picked = np.where(is_male, men[first], women[first])
    if culture.code == "es":
        return np.asarray(picked + " " + men[second], dtype=object)
    return np.asarray(picked, dtype=object)
