"""Entering a customer: whom it may be is told before there are two of them."""

from pellucid.crm.clusters.models import Judgement, Verdict
from pellucid.crm.parties.models import Party

ANNA = {"given_name": "Anna", "family_name": "Holm", "email": "anna@holm.example", "phone": "+45 32 10 44 44"}


def test_a_new_customer_is_added_with_what_was_typed(db, sign_in) -> None:
    answer = sign_in().post("/customers/new/", ANNA)
    party = Party.objects.select_related("customer").get()
    assert answer.headers["Location"] == f"/customers/{party.customer.uuid}/"
    assert (party.name, party.phone) == ("Anna Holm", "+4532104444")


def test_a_company_is_added_too(db, sign_in) -> None:
    sign_in().post("/customers/new/?kind=organization", {"organization": "Holm & Søn A/S"})
    assert Party.objects.get().kind == "organization"


def test_whom_it_may_be_is_told_while_one_types(add, sign_in) -> None:
    anna = add(**ANNA)
    shown = sign_in().post("/customers/duplicates/", {"email": "Anna@Holm.example", "given_name": "Anna"})
    assert str(anna.customer.uuid) in shown.content.decode()
    nobody = sign_in().post("/customers/duplicates/", {"email": "otto@else.example", "given_name": "Otto"})
    assert "match" not in nobody.content.decode()


def test_nothing_typed_is_nobody(add, sign_in) -> None:
    add(**ANNA)
    assert sign_in().post("/customers/duplicates/", {"email": " "}).content.decode().strip() == ""


def test_one_that_looks_like_somebody_is_not_added_before_somebody_says_who_it_is(add, sign_in) -> None:
    add(**ANNA)
    answer = sign_in().post("/customers/new/", ANNA)
    assert answer.status_code == 200
    assert "may be here already" in answer.content.decode()
    assert "anna@holm.example" in answer.content.decode()
    assert Party.objects.count() == 1


def test_it_is_added_to_the_one_it_is(add, sign_in) -> None:
    anna = add(**ANNA)
    sign_in().post("/customers/new/", {**ANNA, "birth_date": "1980-05-17", "belongs_to": str(anna.customer.uuid)})
    party = Party.objects.get()
    assert (party.record_count, party.golden["birth_date"]) == (2, "1980-05-17")


def test_another_one_needs_a_reason_which_is_kept_as_a_judgement(add, sign_in) -> None:
    add(**ANNA)
    client = sign_in()
    client.post("/customers/new/", {**ANNA, "another": "yes"})
    assert Party.objects.count() == 1
    client.post("/customers/new/", {**ANNA, "another": "yes", "reason": "her mother has the same name"})
    assert Party.objects.count() == 2
    judgement = Judgement.objects.latest("pk")
    assert (judgement.verdict, judgement.reason) == (Verdict.DIFFERENT, "her mother has the same name")


def test_an_empty_form_and_a_zero_byte_are_refused_in_words(db, sign_in) -> None:
    client = sign_in()
    for typed in ({}, {"given_name": "\x00"}):
        shown = client.post("/customers/new/", typed)
        assert shown.status_code == 200
    assert not Party.objects.exists()


def test_only_what_was_changed_is_said_when_editing(add, sign_in) -> None:
    anna = add(**ANNA)
    was = {"given_name": "Anna", "family_name": "Holm", "email": "anna@holm.example"}
    form = {**was, "family_name": "Lund"} | {f"was_{name}": text for name, text in was.items()}
    sign_in().post(f"/customers/{anna.customer.uuid}/edit/", {**form, "seen": str(anna.change.uuid)})
    party = Party.objects.get()
    assert party.golden["family_name"] == "Lund"
    said = party.customer.members.order_by("record_id").last().record.current.raw
    assert set(said) == {"family_name"}


def test_an_edit_of_what_somebody_changed_meanwhile_keeps_what_was_typed(add, sign_in) -> None:
    anna, client = add(**ANNA), sign_in()
    client.post(f"/customers/{anna.customer.uuid}/values/email/", {"value": "new@holm.example"})
    form = {"family_name": "Lund", "was_family_name": "Holm", "seen": str(anna.change.uuid)}
    shown = client.post(f"/customers/{anna.customer.uuid}/edit/", form)
    assert "Lund" in shown.content.decode()
    assert Party.objects.get().golden["family_name"] == "Holm"
