"""Learning anew hears what people said."""

from collections.abc import Callable
from datetime import datetime

import pytest

from pellucid.crm.cleaning.actions.add import Added
from pellucid.crm.cleaning.actions.decide import judge_pair
from pellucid.crm.cleaning.learn import learn_model
from pellucid.crm.clusters.models import Verdict
from pellucid.crm.matches.models import CandidatePair, MatchModel

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
