from datetime import datetime, timedelta

import pytest

from pellucid.crm.accounts.permissions import NotAllowed
from pellucid.crm.accounts.roles import Role
from pellucid.crm.cleaning.actions.add import NothingSaid, NotText, PossibleDuplicates, add_record, find_duplicates
from pellucid.crm.cleaning.actions.edit import ChangedSince, edit_customer
from pellucid.crm.history.models import Change
from pellucid.crm.parties.models import ContactPoint, Party
from pellucid.crm.sources.models import RecordVersion, Source

ANNA = {"full_name": "Anna Schmidt", "email": "anna.schmidt@gmx.de", "phone": "+49 30 123456"}


def party(added) -> Party:
    return Party.objects.get(customer=added.customer)


def test_a_record_becomes_a_customer_in_standard_form(add):
    anna = party(add(**ANNA, city="berlin"))
    assert (anna.name, anna.email, anna.phone, anna.city) == (
        "Anna Schmidt",
        "anna.schmidt@gmx.de",
        "+4930123456",
        "Berlin",
    )


def test_what_came_in_is_kept_as_it_came(add):
    added = add(**ANNA)
    assert added.record.current.raw == ANNA


def test_a_customer_that_is_here_already_is_not_added_unasked(add, shop, now):
    add(**ANNA)
    with pytest.raises(PossibleDuplicates) as refused:
        add_record(source=shop, fields=ANNA, actor=None, now=now)
    assert refused.value.candidates[0].probability > 0.99
    assert "e-mail" in refused.value.candidates[0].reasons
    assert RecordVersion.objects.count() == 1
    assert Change.objects.count() == 1


def test_somebody_else_is_no_duplicate(add, now):
    add(**ANNA)
    assert (
        find_duplicates(fields={"full_name": "Kofi Mensah", "email": "kofi@mensah.example"}, actor=None, now=now) == []
    )


def test_saying_that_it_is_another_keeps_two_apart_for_good(add):
    one, other = add(**ANNA), add(**ANNA)
    assert one.customer != other.customer
    assert Party.objects.count() == 2


def test_saying_whom_it_belongs_to_adds_it_there(add, shop, now):
    anna = add(**ANNA)
    more = add_record(source=shop, fields={"phone": "+49 171 5550123"}, actor=None, now=now, belongs_to=anna.customer)
    assert more.customer == anna.customer
    assert set(ContactPoint.objects.filter(kind="phone").values_list("value", flat=True)) == {
        "+4930123456",
        "+491715550123",
    }


def test_the_same_key_again_is_the_next_version_and_the_old_one_is_kept(add):
    add(key="17", **ANNA)
    again = add(key="17", **{**ANNA, "phone": "+49 30 654321"})
    assert [version.number for version in again.record.versions.order_by("number")] == [1, 2]
    assert party(again).phone == "+4930654321"
    assert ContactPoint.objects.filter(kind="phone").count() == 1


def test_the_same_content_again_is_kept_once(add):
    add(key="17", **ANNA)
    add(key="17", **ANNA)
    assert RecordVersion.objects.count() == 1


def test_an_edit_wins_over_what_files_say_and_is_a_record_itself(add, now):
    anna = add(**ANNA)
    edit_customer(customer=anna.customer, fields={"phone": "+49 30 999999"}, actor=None, now=now)
    assert party(anna).phone == "+4930999999"
    assert party(anna).record_count == 2
    assert anna.record.current.raw == ANNA


def test_a_value_that_was_replaced_or_cleared_is_gone_from_the_customer(add, now):
    anna = add(**ANNA)
    edit_customer(customer=anna.customer, fields={"phone": "+49 30 999999", "email": ""}, actor=None, now=now)
    points = set(ContactPoint.objects.filter(kind__in=("phone", "email")).values_list("value", flat=True))
    assert points == {"+4930999999"}


def test_clearing_alone_is_an_edit(add, now):
    anna = add(**ANNA)
    edit_customer(customer=anna.customer, fields={"email": ""}, actor=None, now=now)
    assert party(anna).email == ""
    assert party(anna).name == "Anna Schmidt"


def test_an_edit_of_what_somebody_else_changed_meanwhile_is_refused_with_what_they_did(add, now):
    anna = add(**ANNA)
    seen = party(anna).change
    theirs = edit_customer(customer=anna.customer, fields={"city": "Bonn"}, actor=None, now=now, seen=seen)
    with pytest.raises(ChangedSince) as refused:
        edit_customer(customer=anna.customer, fields={"city": "Köln"}, actor=None, now=now, seen=seen)
    assert refused.value.change == theirs
    assert party(anna).city == "Bonn"


def test_nothing_is_no_record(shop, now):
    with pytest.raises(NothingSaid):
        add_record(source=shop, fields={"email": "  "}, actor=None, now=now)


def test_who_may_only_read_adds_nothing(shop: Source, user, now: datetime):
    with pytest.raises(NotAllowed):
        add_record(source=shop, fields=ANNA, actor=user(Role.READ_ONLY), now=now)


def test_of_two_edits_of_a_field_the_later_holds(add, now):
    anna = add(**ANNA)
    for minutes, city in enumerate(("Bonn", "Köln")):
        edit_customer(customer=anna.customer, fields={"city": city}, actor=None, now=now + timedelta(minutes=minutes))
    assert party(anna).city == "Köln"


@pytest.mark.parametrize("text", ["Anna\x00 Schmidt", "Anna \ud800Schmidt"], ids=["zero byte", "half a character"])
def test_what_is_no_text_is_refused_in_words(text, add, now):
    anna = add(**ANNA)
    with pytest.raises(NotText, match="full_name"):
        add(full_name=text)
    with pytest.raises(NotText, match="full_name"):
        edit_customer(customer=anna.customer, fields={"full_name": text}, actor=None, now=now)
