"""Saying who is the same, through the pages."""

import re
from datetime import datetime

import pytest
from django.test import Client
from pytest_django import Settings

from crm.stewardship.conftest import Add, SignIn, words_of
from pellucid.crm.accounts.roles import Role
from pellucid.crm.cleaning.actions.decide import judge_pairs
from pellucid.crm.cleaning.actions.undo import undo_change
from pellucid.crm.clusters.models import Judgement, Verdict
from pellucid.crm.clusters.waiting import waiting_pairs
from pellucid.crm.history.models import Change
from pellucid.crm.parties.models import Party
from pellucid.crm.stewardship.models import Proposal

KATE = {"full_name": "Kate Miller", "city": "Dublin"}


def both(add: Add, now: datetime, one: dict[str, str], other: dict[str, str]) -> str:
    """Add two customers of whom it is not sure that they are two; return the address of their comparison."""
    left, right = add(another=True, **one).record, add(another=True, **other).record
    judge_pairs(pairs=[(left, right)], verdict=None, actor=None, now=now)  # that they are two was said to let them in
    return f"/review/{left.uuid}/{right.uuid}/"


@pytest.fixture
def pair(add: Add, now: datetime) -> str:
    one = KATE | {"email": "kate.m@example.org", "job_title": "Chief"}
    return both(add, now, one, KATE | {"email": "miller@example.net", "job_title": "Owner"})


@pytest.mark.slow
def test_the_queue_has_customers_that_wait_and_not_those_that_were_judged(steward: Client, pair: str) -> None:
    assert waiting_pairs() == 1
    assert pair in steward.get("/review/").content.decode()
    steward.post(pair, {"verdict": "different"})
    assert waiting_pairs() == 0
    assert "Nothing waits for you" in words_of(steward.get("/review/"))


@pytest.mark.slow
def test_a_pair_is_shown_with_its_differences_and_its_evidence(steward: Client, pair: str) -> None:
    said = words_of(steward.get(pair))
    for words in ("Kate Miller", "Chief", "Owner", "Would become", "the same given name", "Together"):
        assert words in said


@pytest.mark.slow
def test_what_is_picked_shows_at_once_and_holds_when_they_are_one(steward: Client, pair: str) -> None:
    page = steward.get(pair).content.decode()
    choices = re.findall(r'name="pick-job_title" value="(\d)"( checked)?', page)
    (other,) = (value for value, checked in choices if not checked)
    shown = steward.get(pair, {"pick-job_title": other}, headers={"HX-Request": "true"})
    would = words_of(shown)
    assert ("Owner" in would) != ("Chief" in would)
    steward.post(pair, {"verdict": "same", "pick-job_title": other})
    party = Party.objects.get()
    assert party.golden["job_title"] in would


@pytest.mark.slow
def test_same_merges_and_the_toast_takes_it_back(steward: Client, pair: str) -> None:
    answer = steward.post(pair, {"verdict": "same"}, follow=True)
    assert Party.objects.count() == 1
    assert "Merged 2 customers" in words_of(answer)
    (undo,) = re.findall(r'action="(/changes/[^"]+/undo/\?back=[^"]+)"', answer.content.decode())
    back = steward.post(undo)
    assert Party.objects.count() == 2
    assert back.headers["Location"] == pair


@pytest.mark.slow
def test_what_is_passed_over_is_not_asked_again_before_the_queue_is_through(steward: Client, pair: str) -> None:
    assert steward.post(pair, {"verdict": "skip"}).headers["Location"] == "/review/"
    assert waiting_pairs() == 1
    assert not Judgement.objects.filter(is_current=True).exists()


@pytest.mark.slow
def test_what_was_said_to_be_different_is_listed_and_asked_again_when_withdrawn(steward: Client, pair: str) -> None:
    steward.post(pair, {"verdict": "different", "reason": "two cousins"})
    said = words_of(steward.get("/review/apart/"))
    assert "Kate Miller ≠ Kate Miller" in said
    assert "two cousins" in said
    left, right = pair.strip("/").split("/")[1:]
    steward.post("/review/apart/again/", {"pair": f"{left}~{right}"})
    assert waiting_pairs() == 1


@pytest.mark.slow
def test_not_sure_leaves_the_queue_and_both_customers(steward: Client, pair: str) -> None:
    steward.post(pair, {"verdict": "unsure"})
    assert (waiting_pairs(), Party.objects.count()) == (0, 2)
    assert "Kate Miller" in words_of(steward.get("/review/apart/?verdict=unsure"))


@pytest.mark.slow
def test_a_group_is_judged_at_once_after_a_dry_run(steward: Client, pair: str) -> None:
    (group,) = set(re.findall(r'href="(/review/groups/person/\d+/)"', steward.get("/review/groups/").content.decode()))
    (chosen,) = re.findall(r'name="pair" value="([^"]+)"', steward.get(group).content.decode())
    tried = steward.post(group, {"pair": chosen, "verdict": "same"})
    assert "1 customer merged" in words_of(tried)
    assert Party.objects.count() == 2
    steward.post(group, {"pair": chosen, "verdict": "same", "sure": "1"})
    assert Party.objects.count() == 1
    assert Change.objects.latest("pk").seal.counts["pairs"] == 1


@pytest.mark.slow
def test_any_number_of_customers_become_one_and_come_apart_record_by_record(
    steward: Client, add: Add, now: datetime
) -> None:
    added = [add(full_name=name, email=f"{number}@example.org") for number, name in enumerate(("Ada", "Ben", "Cyd"))]
    ids = [str(each.customer.uuid) for each in added]
    assert "Ben" in words_of(steward.get("/review/merge/", {"id": ids}))
    steward.post("/review/merge/", {"id": ids})
    party = Party.objects.get()
    assert party.record_count == 3
    address = f"/review/split/{party.customer.uuid}/"
    moved = {f"move-{added[2].record.uuid}": "1"}
    assert "It would be 2 customers" in words_of(steward.get(address, moved, headers={"HX-Request": "true"}))
    steward.post(address, moved)
    assert sorted(Party.objects.values_list("record_count", flat=True)) == [1, 2]
    undo_change(change=Change.objects.latest("pk"), actor=None, now=now)
    assert Party.objects.count() == 1


@pytest.mark.slow
def test_the_pair_of_customers_who_spent_most_comes_first(steward: Client, add: Add, now: datetime) -> None:
    for name, spent in (("Lena Wolf", "10.00"), ("Paul Baker", "900.00")):
        one = {"full_name": name, "city": "Dublin", "email": f"{name[0]}.shop@example.org", "order_total": spent}
        both(add, now, one, {"full_name": name, "city": "Dublin", "email": f"{name.split()[1]}@example.net"})
    said = words_of(steward.get("/review/"))
    assert said.index("Paul Baker") < said.index("Lena Wolf")


@pytest.mark.parametrize("path", ["/review/", "/review/groups/", "/review/merge/?id=x"])
def test_who_may_not_judge_is_refused(sign_in: SignIn, path: str) -> None:
    assert sign_in(Role.SALES).get(path).status_code == 403


def test_who_may_not_judge_gives_no_verdict(sign_in: SignIn, pair: str) -> None:
    assert sign_in(Role.SERVICE).post(pair, {"verdict": "same"}).status_code == 403
    assert not Judgement.objects.filter(is_current=True, verdict=Verdict.SAME).exists()


@pytest.mark.slow
def test_where_four_eyes_are_asked_for_a_merge_waits_for_a_second_person(
    sign_in: SignIn, add: Add, settings: Settings
) -> None:
    settings.FOUR_EYES_FROM = 2
    ids = [str(add(full_name=name).customer.uuid) for name in ("Ada", "Ben")]
    first, second = sign_in(), sign_in()
    first.post("/review/merge/", {"id": ids, "reason": "they married"})
    assert Party.objects.count() == 2
    address = f"/review/proposals/{Proposal.objects.get().uuid}/"
    refused = first.post(address, {"decision": "approve"}, follow=True)
    assert "you proposed it yourself" in words_of(refused)
    assert Party.objects.count() == 2
    assert "they married" in words_of(second.get("/review/proposals/"))
    second.post(address, {"decision": "approve"})
    assert Party.objects.count() == 1
    assert "Somebody decided this already" in words_of(second.post(address, {"decision": "no"}, follow=True))


@pytest.mark.slow
def test_what_is_turned_down_changes_nothing(sign_in: SignIn, pair: str, settings: Settings) -> None:
    settings.FOUR_EYES_FROM = 2
    first, second = sign_in(), sign_in()
    first.post(pair, {"verdict": "same"})
    second.post(f"/review/proposals/{Proposal.objects.get().uuid}/", {"decision": "refuse"})
    assert Party.objects.count() == 2
    assert "Nothing waits for a second person" in words_of(first.get("/review/proposals/"))
