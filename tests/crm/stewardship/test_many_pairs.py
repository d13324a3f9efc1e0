"""A queue too long to be ordered for every page."""

from datetime import datetime

import pytest
from django.core.cache import cache
from django.test import Client

from crm.stewardship.conftest import Add, words_of
from pellucid.crm.cleaning.actions.decide import judge_pairs
from pellucid.crm.stewardship.queries import review


@pytest.mark.slow
def test_where_many_wait_the_order_is_kept_and_what_waits_no_more_is_left_out(
    steward: Client, add: Add, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "MANY", 0)
    cache.clear()
    pairs = []
    for name, spent in (("Lena Wolf", "10.00"), ("Paul Baker", "900.00")):
        fields = {"full_name": name, "city": "Dublin"}
        one = add(another=True, email=f"{name[0]}.shop@example.org", order_total=spent, **fields).record
        other = add(another=True, email=f"{name.split()[1]}@example.net", **fields).record
        judge_pairs(pairs=[(one, other)], verdict=None, actor=None, now=now)
        pairs.append(f"/review/{one.uuid}/{other.uuid}/")
    said = words_of(steward.get("/review/"))
    assert said.index("Paul Baker") < said.index("Lena Wolf")
    assert steward.post(pairs[1], {"verdict": "different"}).headers["Location"] == pairs[0]
    assert f'data-href="{pairs[1]}"' not in steward.get("/review/").content.decode()
    cache.clear()
