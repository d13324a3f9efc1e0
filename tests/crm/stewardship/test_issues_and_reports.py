"""What is wrong, set right; and what people report, answered."""

import re

import pytest
from django.test import Client

from crm.stewardship.conftest import Add, SignIn, words_of
from pellucid.crm.accounts.roles import Role
from pellucid.crm.parties.models import Party
from pellucid.crm.stewardship.models import Report


@pytest.mark.slow
def test_an_issue_is_set_right_with_one_click_and_is_listed_no_more(steward: Client, add: Add) -> None:
    add(full_name="Ada Stone", email="ada@gmial.com")
    assert "email_domain_misspelt" in words_of(steward.get("/issues/"))
    page = steward.get("/issues/email_domain_misspelt/").content.decode()
    (key,) = re.findall(r'name="issue" value="([^"]+)"', page)
    answer = steward.post("/issues/fix/", {"issue": key}, follow=True)
    assert "Set right: ada@gmail.com" in words_of(answer)
    assert Party.objects.get().email == "ada@gmail.com"
    assert "Nothing is left here" in words_of(answer)
    (undo,) = set(re.findall(r'action="(/changes/[^"]+/undo/)"', answer.content.decode()))
    steward.post(undo)
    assert "email_domain_misspelt" in words_of(steward.get("/issues/")), "undone, it is wrong again"


@pytest.mark.slow
def test_an_issue_of_a_second_address_leaves_the_first_alone(steward: Client, add: Add) -> None:
    first = add(full_name="Ada Stone", email="ada@gmial.com", birth_date="1980-02-01")
    other = add(full_name="Ada Stone", email="ada@stone.example.org", another=True)
    ids = [str(each.customer.uuid) for each in (first, other)]
    steward.post("/review/merge/", {"id": ids})
    page = steward.get("/issues/email_domain_misspelt/").content.decode()
    (key,) = re.findall(r'name="issue" value="([^"]+)"', page)
    steward.post("/issues/fix/", {"issue": key})
    golden = Party.objects.get().golden
    assert {golden["email"], golden["email.2"]} == {"ada@gmail.com", "ada@stone.example.org"}


def test_who_may_not_edit_sets_nothing_right(sign_in: SignIn, add: Add) -> None:
    add(full_name="Ada Stone", email="ada@gmial.com")
    client = sign_in(Role.READ_ONLY)
    (key,) = re.findall(r'name="issue" value="([^"]+)"', client.get("/issues/email_domain_misspelt/").content.decode())
    assert client.post("/issues/fix/", {"issue": key}).status_code == 403
    assert Party.objects.get().email == "ada@gmial.com"


@pytest.mark.slow
def test_a_report_reaches_the_desk_and_its_answer_the_reporter(sign_in: SignIn, add: Add) -> None:
    customer = add(full_name="Ada Stone").customer
    sales, steward = sign_in(Role.SALES), sign_in(Role.STEWARD)
    here = f"/customers/{customer.uuid}/"
    sales.post("/feedback/", {"trouble": "wrong", "path": here, "text": "old number", "field": "phone"})
    assert "Waiting for you" not in words_of(sales.get("/feedback/"))
    desk = words_of(steward.get("/feedback/"))
    for words in ("A value is wrong", "Phone", "Ada Stone", "old number"):
        assert words in desk
    report = Report.objects.get()
    steward.post(f"/feedback/{report.uuid}/", {"outcome": "mended", "answer": "Called her, thank you."})
    answered = words_of(sales.get("/feedback/"))
    assert "Mended" in answered
    assert "Called her, thank you." in answered
    assert " new " in answered
    assert " new " not in words_of(sales.get("/feedback/")), "seen once, it is not new"


def test_every_page_takes_a_report_in_two_clicks(steward: Client, add: Add) -> None:
    for path in ("/changes/", "/issues/", "/review/"):
        assert 'action="/feedback/"' in steward.get(path).content.decode()


def test_only_stewards_answer(sign_in: SignIn) -> None:
    sales = sign_in(Role.SALES)
    sales.post("/feedback/", {"trouble": "other", "path": "/changes/"})
    report = Report.objects.get()
    assert sales.post(f"/feedback/{report.uuid}/", {"outcome": "right"}).status_code == 403
    assert Report.objects.get().outcome == ""


def test_a_report_does_not_lead_away_from_this_site(steward: Client) -> None:
    answer = steward.post("/feedback/", {"trouble": "other", "path": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/feedback/"
