"""Finding customers by what somebody types."""

from uuid import uuid4

import pytest

from pellucid.crm.cleaning.actions.edit import edit_customer
from pellucid.crm.cleaning.actions.withdraw import withdraw_record
from pellucid.crm.cleaning.rebuild import differences
from pellucid.crm.clusters.models import Customer
from pellucid.crm.parties.meanings import slips
from pellucid.crm.parties.models import Party, SearchWord
from pellucid.crm.parties.search import search

QUESTIONS = (
    ("johann", "as it begins"),
    ("Johanna Sigurds", "two words in any order"),
    ("sigurdsdottir johanna", "the other order"),
    ("JÓHANNA", "with its own letters"),
    ("Yohana Sigurdsdotir", "as it sounds"),
    ("johnana", "two letters changed places"),
    ("jhoanna nordurljos", "a slip, and the company"),
    ("johanna@nordur", "mail as it begins"),
    ("+354 555 0142", "the whole phone number"),
    ("5550142", "without its country"),
    ("0142", "the last digits"),
    ("nordurljos", "the company"),
    ("johanna kopavogur", "where she lives, beside her name"),
    ("yohana nordurljos", "as it sounds, and the company"),
    ("johanna 0142", "a name and the last digits"),
    ("0142 johanna@nord", "digits and mail"),
    ("DE 811 569 869", "a number, parted otherwise"),
    ("K-77", "the key in its source"),
)


@pytest.fixture
def johanna(add) -> Customer:
    add(given_name="Pétur", family_name="Jónsson", email="petur@example.is", phone="+354 555 0999")
    added = add(
        given_name="Jóhanna", family_name="Sigurðsdóttir", email="johanna@nordurljos.is", phone="+354 555 0142",
        organization="Norðurljós ehf.", key="K-77",
        city="Kópavogur", tax_id="DE811569869",
    )  # fmt: skip
    return added.customer


@pytest.mark.slow
@pytest.mark.parametrize(("question", "about"), QUESTIONS)
def test_a_customer_is_found_by_what_people_know(johanna, question, about):
    found = [party.pk for party in search(question, user=None)]
    assert found[:1] == [johanna.pk], about


def test_any_id_ever_given_out_finds_its_customer(johanna):
    assert [party.pk for party in search(str(johanna.uuid), user=None)] == [johanna.pk]
    assert [party.pk for party in search(johanna.uuid.hex, user=None)] == [johanna.pk]
    assert search(str(uuid4()), user=None) == []


@pytest.mark.slow
@pytest.mark.parametrize("question", ["", "   ", "?", "@", "%_", "\x00", "' OR 1=1", "x" * 5_000, "1", "…"])
def test_a_question_that_says_nothing_finds_nothing(johanna, question):
    assert search(question, user=None) == []


@pytest.mark.slow
def test_words_follow_an_edit_and_a_rebuild_makes_the_same(johanna, now):
    fields = {"family_name": "Magnúsdóttir", "email": "jm@example.is"}
    edit_customer(customer=johanna, fields=fields, actor=None, now=now)
    assert [party.pk for party in search("magnusdottir", user=None)] == [johanna.pk]
    assert not SearchWord.objects.filter(party=johanna.pk, word="sigurdsdottir").exists()
    assert differences() == {}


@pytest.mark.slow
def test_whoever_is_no_more_leaves_no_words(johanna, now):
    withdraw_record(record=johanna.members.get().record, actor=None, now=now)
    assert {*SearchWord.objects.values_list("party_id", flat=True)} == {*Party.objects.values_list("pk", flat=True)}
    assert search("johanna", user=None) == []


def test_where_somebody_lives_alone_finds_nobody(johanna):
    assert search("kopavogur", user=None) == []


def test_words_typed_whole_come_before_words_that_only_begin_so(add):
    add(given_name="Anna", family_name="Annasdottir")
    add(given_name="Annabella", family_name="Smith")
    assert search("annabella", user=None)[0].name == "Annabella Smith"


def test_a_slip_is_one_letter_too_many_too_few_changed_or_swapped():
    assert {"johhn", "jon", "jahn", "jhon"} <= {*slips("john")}
    assert slips("abc") == []
