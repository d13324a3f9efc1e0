"""Columns of the user's own take part in matching, and what they prove is learned."""

import numpy as np
import pyarrow as pa
import pytest

from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.engines.memory import MemoryEngine
from pellucid.golden.match.evaluate import outcome
from pellucid.golden.match.kinds import ORGANIZATION, PERSON
from pellucid.golden.match.own_columns import OWN_COLUMNS_MAX, OWN_KINDS, OwnColumn, own_forms, with_own_columns
from pellucid.golden.pipeline import Cleaned, clean

GIVEN = ("Anna", "Jonas", "Maria", "Petra", "Tomas", "Eva", "Karl", "Ida")
FAMILY = ("Berg", "Falk", "Lind", "Holm", "Dahl", "Strand", "Nyman", "Lund")
NUMBER = OwnColumn(column="other:Member no", name="Member no", kind="text")


def own(kind: str) -> OwnColumn:
    return OwnColumn(column="other:x", name="x", kind=kind)


def level_of(kind: str, left: str, right: str) -> str:
    """Return the level that two values of an own column of a kind reach."""
    forms = pa.table(own_forms(pa.table({"other:x": [left, right]}), [own(kind)])).to_pylist()
    comparison = with_own_columns(PERSON, [own(kind)]).comparisons[-1]
    return comparison.level_name(outcome(forms[0], forms[1], comparison))


@pytest.mark.parametrize(
    ("kind", "left", "right", "level"),
    [
        ("text", "Lifeboat  Crew", "lifeboat crew", "same"),
        ("text", "lifeboat crew", "lifeboat crow", "typing error"),
        ("text", "lifeboat crew", "garden club", "different"),
        ("text", "lifeboat crew", " ", "missing"),
        ("category", "Gold", "GOLD", "same"),
        ("category", "Gold", "Golf", "different"),
        ("number", "1,200.00", "1200", "same"),
        ("number", "1000", "1040", "near"),
        ("number", "1000", "1200", "different"),
        ("number", "0", "1", "different"),
        ("number", "-5", "-5", "same"),
        ("number", "many", "1200", "missing"),
        ("date", "2021-03-04", "4 March 2021", "same"),
        ("date", "2021-03-04", "2021-03-05", "one digit"),
        ("date", "2021-03-04", "1999-12-31", "different"),
        ("date", "2021-03-04", "soon", "missing"),
    ],
)
def test_two_values_reach_the_level_of_their_kind(kind: str, left: str, right: str, level: str) -> None:
    assert level_of(kind, left, right) == level
    assert level_of(kind, right, left) == level


@pytest.mark.parametrize("kind", OWN_KINDS)
def test_priors_of_every_kind_sum_to_one(kind: str) -> None:
    comparison = with_own_columns(PERSON, [own(kind)]).comparisons[-1]
    assert sum(level.same for level in comparison.levels) + comparison.different_same == pytest.approx(1.0)


@pytest.mark.parametrize("party", [PERSON, ORGANIZATION])
def test_as_many_as_may_be_fit_a_pattern(party) -> None:
    comparisons = with_own_columns(party, [own("text")] * OWN_COLUMNS_MAX).comparisons
    assert np.prod([float(comparison.code_count) for comparison in comparisons]) < 2.0**63


def club(rows: int = 400) -> tuple[pa.Table, list[int]]:
    """Return members of a club, every third twice, told apart by nothing but name and number; and who they are."""
    rng = np.random.default_rng(3)
    names = [f"{GIVEN[a]} {FAMILY[b]}" for a, b in rng.integers(0, 8, (rows, 2))]
    who = [*range(rows), *range(0, rows, 3)]
    given = rng.permutation(100_000)[:rows]
    numbers = [f"M{given[one]:05d}" for one in who]
    places = {"record_id": range(len(who)), "file": ["club"] * len(who), "row": range(1, len(who) + 1)}
    table = {**places, "full_name": [names[one] for one in who], "other:Member no": numbers}
    return pa.table(table), who


def found_again(cleaned: Cleaned, who: list[int]) -> list[bool]:
    """Return, for each record that is one more of its member, whether it is with the first."""
    first = len(set(who))
    return [bool(cleaned.customers[place] == cleaned.customers[who[place]]) for place in range(first, len(who))]


@pytest.mark.slow
def test_a_number_of_the_club_s_own_tells_members_of_one_name_apart() -> None:
    records, who = club()
    by_name, by_number = (clean(records, engine=DuckdbEngine(), own_columns=own) for own in ((), (NUMBER,)))

    assert not any(found_again(by_name, who))
    assert np.mean(found_again(by_number, who)) > 0.95
    assert len(by_number.customer_ids) >= len(set(who))


@pytest.mark.slow
def test_engines_agree_on_own_columns() -> None:
    records, _ = club(90)
    one, other = (clean(records, engine=engine, own_columns=[NUMBER]) for engine in (DuckdbEngine(), MemoryEngine()))

    assert one.customer_ids.to_pylist() == other.customer_ids.to_pylist()
    assert one.runs[0].run.patterns.tolist() == other.runs[0].run.patterns.tolist()
