"""The page of one customer: what it shows, and what can be done from it."""

from uuid import uuid4

import pytest

from pellucid.crm.accounts.roles import Role
from pellucid.crm.cleaning.actions.undo import undo_change
from pellucid.crm.clusters.models import Judgement
from pellucid.crm.history.models import Change, Kind
from pellucid.crm.parties.models import Party
from pellucid.crm.parties.models import Role as Stands
from pellucid.crm.parties.relate import relate
from pellucid.crm.sources.models import SourceRecord
from pellucid.crm.timeline.models import Touchpoint

ANNA = {"full_name": "Anna Holm", "email": "anna@holm.example", "phone": "+45 32 10 44 44", "city": "Odense"}


def page(client, party: Party, part: str = "") -> str:
    answer = client.get(f"/customers/{party.customer.uuid}/{part}")
    assert answer.status_code == 200, answer
    return answer.content.decode()


def latest(kind: Kind) -> Change:
    return Change.objects.filter(kind=kind).latest("pk")


def test_the_page_shows_who_it_is_and_how_to_reach_them(add, sign_in) -> None:
    shown = page(sign_in(), add(**ANNA))
    assert "Anna Holm" in shown
    assert "anna@holm.example" in shown
    assert "+4532104444" in shown


def test_a_record_shows_what_came_beside_what_was_made_of_it(add, sign_in) -> None:
    shown = page(sign_in(), add(**ANNA), "sources/")
    assert "+45 32 10 44 44" in shown
    assert "+4532104444" in shown


@pytest.mark.parametrize("part", ["", "sources/", "together/", "history/", "edit/"])
def test_every_part_of_a_customer_is_there_for_a_company_of_one_record(add, sign_in, part: str) -> None:
    assert "Holm" in page(sign_in(), add(organization="Holm & Søn A/S", email="info@holm.example"), part)


def test_an_old_id_leads_to_the_customer_there_is(add, sign_in) -> None:
    one, other = add(**ANNA), add(full_name="Anna Holme", city="Aarhus")
    client = sign_in()
    client.post(f"/customers/{one.customer.uuid}/merge/", {"other": str(other.customer.uuid)})
    (survivor,) = Party.objects.select_related("customer")
    gone = ({one.customer.uuid, other.customer.uuid} - {survivor.customer.uuid}).pop()
    assert client.get(f"/customers/{gone}/").headers["Location"] == f"/customers/{survivor.customer.uuid}/"


def test_an_id_never_given_out_is_not_found(add, sign_in) -> None:
    assert sign_in().get(f"/customers/{uuid4()}/").status_code == 404


@pytest.mark.slow
def test_why_a_value_won_names_source_raw_value_and_what_others_said(add, sign_in) -> None:
    anna = add(**ANNA, birth_date="17.05.1980")
    add(belongs_to=anna, full_name="Anna Holm", birth_date="1981-05-17")
    party = Party.objects.select_related("customer").get()
    shown = page(sign_in(), party, "values/birth_date/why/")
    assert "Shop" in shown
    assert "1980-05-17" in shown
    assert "1981-05-17" in shown


@pytest.mark.slow
def test_a_corrected_value_stands_and_can_be_undone(add, sign_in) -> None:
    anna, client = add(**ANNA), sign_in()
    client.post(f"/customers/{anna.customer.uuid}/values/city/", {"value": "Kolding", "seen": anna.change.uuid})
    assert Party.objects.get().golden["city"] == "Kolding"
    undo_change(change=latest(Kind.EDIT), actor=None, now=anna.change.at)
    assert Party.objects.get().golden["city"] == "Odense"


def test_a_value_that_is_said_to_be_right_stays_and_is_verified(add, sign_in) -> None:
    anna, client = add(**ANNA), sign_in()
    client.post(f"/customers/{anna.customer.uuid}/values/phone/", {"value": "+4532104444"})
    assert Party.objects.get().golden["phone"] == "+4532104444"
    assert "It is right" not in page(client, anna, "values/phone/why/")  # it was asked before, and is not again


def test_a_value_that_is_said_to_be_wrong_is_gone(add, sign_in) -> None:
    anna = add(**ANNA)
    sign_in().post(f"/customers/{anna.customer.uuid}/values/email/", {"value": ""})
    assert "email" not in Party.objects.get().golden


def test_who_saves_what_somebody_else_changed_is_shown_both_and_loses_nothing(add, sign_in) -> None:
    anna, client = add(**ANNA), sign_in()
    seen = anna.change.uuid
    client.post(f"/customers/{anna.customer.uuid}/values/city/", {"value": "Kolding", "seen": seen})
    answer = client.post(f"/customers/{anna.customer.uuid}/values/city/", {"value": "Ribe", "seen": seen})
    assert answer.status_code == 409
    assert "Ribe" in answer.content.decode()
    assert "Kolding" in answer.content.decode()
    assert Party.objects.get().golden["city"] == "Kolding"


def test_a_note_stands_on_the_timeline_and_an_empty_one_does_not(add, sign_in) -> None:
    anna, client = add(**ANNA), sign_in()
    client.post(f"/customers/{anna.customer.uuid}/notes/", {"note": "Called\nAbout the delivery"})
    client.post(f"/customers/{anna.customer.uuid}/notes/", {"note": "  "})
    (made,) = Touchpoint.objects.all()
    assert (made.title, made.body) == ("Called", "About the delivery")
    assert "About the delivery" in page(client, anna)


def test_a_no_is_shown_plainly(add, sign_in) -> None:
    anna, client = add(**ANNA), sign_in()
    client.post(f"/customers/{anna.customer.uuid}/values/email/suppress/")
    assert "never write here" in page(client, anna)


def test_records_picked_become_another_customer_and_a_merge_brings_them_back(add, sign_in) -> None:
    anna, client = add(**ANNA), sign_in()
    add(belongs_to=anna, full_name="Anne Holm", city="Ribe")
    record = SourceRecord.objects.latest("pk")
    client.post(f"/customers/{anna.customer.uuid}/split/", {"record": [str(record.uuid)]})
    assert Party.objects.count() == 2
    one, other = Party.objects.select_related("customer")
    client.post(f"/customers/{one.customer.uuid}/merge/", {"other": str(other.customer.uuid)})
    assert Party.objects.count() == 1


@pytest.mark.slow
def test_a_withdrawn_record_counts_no_longer(add, sign_in) -> None:
    anna = add(**ANNA)
    add(belongs_to=anna, full_name="Anna Holm", city="Ribe")
    record = SourceRecord.objects.latest("pk")
    sign_in().post(f"/customers/{anna.customer.uuid}/records/{record.uuid}/withdraw/")
    assert Party.objects.get().record_count == 1


def test_what_cannot_be_merged_is_refused_in_words(add, sign_in) -> None:
    anna, client = add(**ANNA), sign_in()
    for other in ("no id", str(uuid4()), str(anna.customer.uuid)):
        answer = client.post(f"/customers/{anna.customer.uuid}/merge/", {"other": other}, follow=True)
        assert "toast" in answer.content.decode()
    assert not Change.objects.filter(kind=Kind.MERGE).exists()


@pytest.mark.slow
@pytest.mark.parametrize("role", list(Role))
def test_only_who_may_change_a_customer_does(add, sign_in, role: Role) -> None:
    anna = add(**ANNA)
    client = sign_in(role)
    page(client, anna)
    answer = client.post(f"/customers/{anna.customer.uuid}/values/city/", {"value": "Kolding"})
    may = Party.objects.get().golden["city"] == "Kolding"
    assert may == (answer.status_code == 302)
    assert may == (role not in (Role.READ_ONLY, Role.DATA_PROTECTION_OFFICER))


def test_a_stranger_sees_nothing(add, client) -> None:
    anna = add(**ANNA)
    assert client.get(f"/customers/{anna.customer.uuid}/").status_code == 302


def test_judgements_made_here_say_why(add, sign_in) -> None:
    one, other = add(**ANNA), add(full_name="Anna Holme")
    sign_in().post(
        f"/customers/{one.customer.uuid}/merge/", {"other": str(other.customer.uuid), "reason": "she told me"}
    )
    assert Judgement.objects.latest("pk").reason == "she told me"


@pytest.mark.slow
def test_the_page_shows_who_lives_together_and_who_works_here(add, sign_in) -> None:
    home = {"address": "Lindenallee 4, 10115 Berlin"}
    otto = add(full_name="Otto Lund", email="otto@berg.example", **home)
    add(full_name="Mia Lund", **home)
    firm, client = add(organization="Berg GmbH", email="info@berg.example"), sign_in()
    shown = page(client, otto)
    for words in ("Lives with", "Mia Lund", "same family name and address", "Works at", "Berg GmbH"):
        assert words in shown
    shown = page(client, firm)
    assert "People here" in shown
    assert "Otto Lund" in shown


@pytest.mark.slow
def test_what_somebody_said_of_both_is_told_from_where_one_stands(add, sign_in, now) -> None:
    anna, otto, firm = add(full_name="Anna Berg"), add(full_name="Otto Lund"), add(organization="Kaya Markt")
    relate(subject=anna.customer, role=Stands.REFERRED_BY, object=otto.customer, actor=None, now=now)
    relate(subject=anna.customer, role=Stands.HOUSEHOLD, object=otto.customer, actor=None, now=now)
    relate(subject=otto.customer, role=Stands.NOT_AT, object=firm.customer, actor=None, now=now)
    client = sign_in()
    assert "referred by" in page(client, anna)
    shown = page(client, otto)
    assert "referred by" not in shown
    assert "referred" in shown
    assert shown.count("Anna Berg") == 2
    assert "does not employ" in page(client, firm)
