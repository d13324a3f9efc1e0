"""What was done and taking it back, through the pages."""

from datetime import datetime

import pytest
from django.test import Client

from crm.stewardship.conftest import Add, SignIn, words_of
from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.roles import Role
from pellucid.crm.cleaning.actions.edit import edit_customer
from pellucid.crm.history.models import Change
from pellucid.crm.parties.models import Party
from pellucid.crm.stewardship.views import changes as views
from pellucid.crm.timeline.actions import note


@pytest.mark.slow
def test_undoing_is_tried_first_then_done_and_can_be_undone_itself(steward: Client, add: Add) -> None:
    added = add(full_name="Ada Stone", email="ada@stone.example.org")
    assert added.change is not None
    address = f"/changes/{added.change.uuid}/undo/"
    said = words_of(steward.get(address))
    assert "nothing has changed yet" in said
    assert "1 customer less" in said
    assert Party.objects.count() == 1
    answer = steward.post(address, follow=True)
    assert not Party.objects.exists()
    assert "Undid: Added a record" in words_of(answer)
    undo = Change.objects.latest("pk")
    assert f'action="/changes/{undo.uuid}/undo/"' in answer.content.decode(), "the toast undoes the undo"
    steward.post(f"/changes/{undo.uuid}/undo/")
    assert Party.objects.count() == 1


@pytest.mark.slow
def test_a_clash_is_shown_with_both_wishes_and_the_chosen_one_holds(
    steward: Client, add: Add, now: datetime, user: object
) -> None:
    customer = add(full_name="Ada Stone", email="ada@stone.example.org").customer
    mine = edit_customer(customer=customer, fields={"job_title": "Buyer"}, actor=None, now=now)
    edit_customer(customer=customer, fields={"job_title": "Owner"}, actor=None, now=now)
    address = f"/changes/{mine.uuid}/undo/"
    refused = steward.post(address, follow=True)
    assert refused.redirect_chain[-1][0] == address
    said = words_of(refused)
    assert "1 wish of others stands against it" in said
    assert "Buyer" in said
    assert "Owner" in said
    steward.post(address, {"keep": "theirs"})
    assert Party.objects.get().golden["job_title"] == "Owner"
    assert Change.objects.filter(undone__isnull=False).get() == mine


@pytest.mark.slow
def test_the_list_tells_who_did_what_and_leaves_out_what_is_filtered(steward: Client, add: Add) -> None:
    add(full_name="Ada Stone")
    said = words_of(steward.get("/changes/"))
    assert "Added a record" in said
    assert "Pellucid" in said
    assert "Nothing was done yet" in words_of(steward.get("/changes/?kind=merge"))


@pytest.mark.slow
def test_pages_of_changes_follow_each_other_without_gap(steward: Client, add: Add, now: datetime) -> None:
    customer = add(full_name="Ada Stone").customer
    for number in range(51):
        note(customer=customer, title=f"Call {number}", actor=None, now=now)
    first = steward.get("/changes/")
    second = steward.get(f"/changes/?before={list(Change.objects.order_by('-pk'))[49].uuid}")
    assert first.content.decode().count("timeline-item") == 50
    assert second.content.decode().count("timeline-item") == 2


def test_others_see_and_undo_only_what_they_did(sign_in: SignIn, add: Add) -> None:
    added = add(full_name="Ada Stone")
    assert added.change is not None
    sales = sign_in(Role.SALES)
    assert "Nothing was done yet" in words_of(sales.get("/changes/"))
    assert sales.post(f"/changes/{added.change.uuid}/undo/").status_code == 404
    assert Party.objects.exists()
    assert User.objects.get().role == Role.SALES


@pytest.mark.slow
def test_the_undo_of_much_is_tried_after_the_page_is_there(
    steward: Client, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = add(full_name="Ada Stone", email="ada@stone.example.org")
    assert added.change is not None
    monkeypatch.setattr(views, "FACTS_AT_ONCE", 0)
    address = f"/changes/{added.change.uuid}/undo/"
    at_first = words_of(steward.get(address))
    assert "See what undoing would do" in at_first
    assert "1 customer less" not in at_first
    for tried in (steward.get(address, headers={"HX-Request": "true"}), steward.get(address, {"now": "1"})):
        assert "1 customer less" in words_of(tried)
        assert "Undo it" in words_of(tried)
