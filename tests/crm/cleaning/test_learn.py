"""Learning anew hears what people said."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest

from pellucid.crm.accounts.permissions import NotAllowed
from pellucid.crm.accounts.roles import Role
from pellucid.crm.cleaning.actions.add import Added
from pellucid.crm.cleaning.actions.decide import judge_pair
from pellucid.crm.cleaning.actions.imports import open_import, run_import, source_named
from pellucid.crm.cleaning.learn import learn_model
from pellucid.crm.cleaning.learn_preview import preview_learning
from pellucid.crm.cleaning.settle import resettle
from pellucid.crm.clusters.models import Member, Verdict
from pellucid.crm.history.actions import recording
from pellucid.crm.history.models import Change, Kind
from pellucid.crm.matches.models import CandidatePair, MatchModel
from pellucid.crm.matches.queries import current_versions
from pellucid.crm.matches.relearn import relearn
from pellucid.crm.sources.models import SourceKind
from pellucid.crm.sources.queries import counting_records, ranks_of_all
from pellucid.golden.engines.duckdb import DuckdbEngine
from pellucid.golden.match.model import Thresholds

FIRST = ("Anna", "Jonas", "Maria", "Petra", "Tomas", "Eva", "Karl", "Ida")
LAST = ("Berg", "Falk", "Lind", "Holm", "Dahl", "Strand", "Nyman", "Lund", "Quist", "Ritter", "Zander", "Voss")

NAMES = ("Anna Berg", "Jonas Falk", "Maria Lind", "Petra Holm", "Tomas Dahl", "Eva Strand", "Karl Nyman", "Ida Lund")


def bits() -> dict[tuple[int, int], float]:
    return {(pair.left_id, pair.right_id): pair.bits for pair in CandidatePair.objects.all()}


@pytest.mark.slow
def test_what_people_said_moves_the_pairs_that_look_alike_a_little(add: Callable[..., Added], now: datetime) -> None:
    for number, name in enumerate(NAMES * 3):
        first, _, last = name.partition(" ")
        add(given_name=first, family_name=last, city=f"Town {number}")
    learn_model(actor=None, now=now)
    unheard, before = MatchModel.objects.get(is_current=True).version, bits()
    pair = CandidatePair.objects.order_by("left_id", "right_id").first()
    assert pair is not None
    judge_pair(left=pair.left, right=pair.right, verdict=Verdict.SAME, actor=None, now=now)
    assert bits() == before

    learn_model(actor=None, now=now)

    moved = {key: after - before[key] for key, after in bits().items()}
    assert MatchModel.objects.get(is_current=True).version != unheard
    assert 0.0 < moved[pair.left_id, pair.right_id] < 1.0


def together() -> set[tuple[int, int]]:
    """Return the pairs of records that are one customer."""
    owners = dict(Member.objects.exclude(customer=None).values_list("record_id", "customer_id"))
    return {(left, right) for left in owners for right in owners if left < right and owners[left] == owners[right]}


def learned_with(cost: float, now: datetime) -> None:
    """Match all by a version for which a wrong merge costs so many missed ones."""
    with recording(kind=Kind.MODEL, actor=None, now=now) as recorder:
        relearn(
            ranks=ranks_of_all(), verdicts={}, engine=DuckdbEngine(), recorder=recorder,
            thresholds=Thresholds(wrong_merge_cost=cost),
        )  # fmt: skip
        resettle(counting_records(), current_versions(), change=recorder.change.pk)


def take_in_namesakes(now: datetime) -> None:
    """Take in forty people twice, every other time with a name and a town alone."""
    people = [f"{FIRST[n % 8]};{LAST[(n * 5 + n // 8) % 12]};Town {n % 7};19{30 + n}-02-03" for n in range(40)]
    again = [line if n % 2 else line[: line.rindex(";")] + ";" for n, line in enumerate(people)]
    rows = "\n".join(f"{key};{line}" for key, line in enumerate(people + again))
    content = f"id;given_name;family_name;city;birth_date\n{rows}\n".encode()
    source = source_named("Club", kind=SourceKind.FILE, owner=None, now=now)
    imported = open_import(source=source, files=[("club.csv", BytesIO(content))], actor=None, now=now)
    run_import(imported=imported, now=now, progress=lambda *_: None)


@pytest.mark.slow
def test_a_try_tells_exactly_what_learning_then_does_and_changes_nothing(
    db: None, now: datetime, settings, tmp_path: Path
) -> None:
    settings.BASE = tmp_path / "base"
    take_in_namesakes(now)
    learned_with(1e-4, now)
    before, kept = together(), (Change.objects.count(), MatchModel.objects.count(), bits())
    preview = preview_learning(actor=None, now=now)
    assert (together(), (Change.objects.count(), MatchModel.objects.count(), bits())) == (before, kept)

    learn_model(actor=None, now=now)

    after = together()
    assert (preview.gained, preview.lost) == (len(after - before), len(before - after))
    assert preview.lost > 0
    for pairs, moved in ((preview.riskiest_gained, after - before), (preview.riskiest_lost, before - after)):
        assert len(pairs) == min(5, len(moved))
        assert {(min(pair.left.pk, pair.right.pk), max(pair.left.pk, pair.right.pk)) for pair in pairs} <= moved
    assert preview.customers_after == Member.objects.exclude(customer=None).values("customer").distinct().count()


@pytest.mark.django_db
def test_who_may_not_match_does_not_try_it(now: datetime, user) -> None:
    with pytest.raises(NotAllowed):
        preview_learning(actor=user(Role.SALES), now=now)
