"""Lists of people and companies, search and home, as somebody of each role sees and uses them."""

import csv
import io

import pytest

from pellucid.crm.accounts.roles import Role
from pellucid.crm.audits.actions import take_audit
from pellucid.crm.audits.queries import last_audits
from pellucid.crm.consent.queries import suppressed_among
from pellucid.crm.parties.health import health_of_all
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import Source
from pellucid.crm.workspace.models import SavedView

ANNA = {"full_name": "Anna Holm", "email": "anna@holm.example", "phone": "+45 32 10 44 44", "city": "Odense"}
BO = {"full_name": "Bo Lund", "email": "bo@lund.example", "city": "Aarhus"}
FIRM = {"organization": "Norðurljós ehf.", "email": "post@nordurljos.example"}
PAGES = (
    *("/", "/people/", "/companies/", "/search/?q=anna", "/people/?column=birth_date", "/people/?group=country"),
    *("/lists/person/values/city/", "/lists/person/values/source/"),
)


@pytest.fixture
def base(add) -> dict[str, Party]:
    return {"anna": add(**ANNA), "bo": add(**BO), "firm": add(**FIRM)}


def text(answer) -> str:
    assert answer.status_code == 200, answer
    return answer.getvalue().decode() if answer.streaming else answer.content.decode()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.READ_ONLY, Role.SALES])
def test_every_page_answers_every_role_and_an_empty_base(db, sign_in, role, path):
    assert "</html>" in text(sign_in(role).get(path))


@pytest.mark.slow
def test_people_and_companies_stand_apart(base, sign_in):
    people, companies = (text(sign_in().get(path)) for path in ("/people/", "/companies/"))
    assert "Anna Holm" in people
    assert "Norðurljós" not in people
    assert "Norðurljós" in companies


@pytest.mark.slow
def test_filters_of_the_address_combine_and_what_is_nonsense_is_left_out(base, sign_in):
    client = sign_in()
    assert "Bo Lund" not in text(client.get("/people/?city=Odense&q=ann"))
    assert "Nobody like that" in text(client.get("/people/?city=Odense&q=bo"))
    assert "Bo Lund" in text(client.get("/people/?sort=golden&band=x&after=y&before=z&column=nothing&edit=rowid"))


@pytest.mark.slow
def test_a_list_in_groups_shows_each_with_its_number_and_folds_by_its_address(base, sign_in):
    client = sign_in()
    shown = text(client.get("/people/?group=city"))
    assert shown.index("Aarhus") < shown.index("Bo Lund") < shown.index("Odense") < shown.index("Anna Holm")
    folded = text(client.get("/people/?group=city&folded=Odense"))
    assert "Bo Lund" in folded
    assert "Anna Holm" not in folded
    assert 'aria-expanded="false"' in folded
    assert "group-head" not in text(client.get("/companies/?group=organization"))


@pytest.mark.slow
def test_a_group_is_looked_through_page_by_page_where_it_stands(add, sign_in):
    for at in range(7):
        add(full_name=f"Anna Holm{chr(97 + at)}", email=f"anna{at}@holm.example", city="Odense")
    client = sign_in()
    shown = text(client.get("/people/?group=city"))
    assert "Anna Holme" in shown
    assert "Anna Holmg" not in shown
    assert "Anna Holmg" in text(client.get("/people/?group=city&in=Odense"))
    last = Party.objects.get(name="Anna Holme").customer.uuid
    behind = text(client.get(f"/people/?group=city&in=Odense&after={last}"))
    assert "Anna Holmg" in behind
    assert "Anna Holma" not in behind


@pytest.mark.slow
@pytest.mark.parametrize("query", ["city=-", "issues=1", "source=SHOP", "group=source&source=SHOP", "group=quality"])
def test_what_narrows_a_list_is_shown_and_can_be_taken_away(base, add, sign_in, query):
    add(full_name="Cleo Storm", email="cleo@@storm")
    shop = Source.objects.get()
    shown = text(sign_in().get(f"/people/?{query}".replace("SHOP", str(shop.uuid))))
    assert "Cleo Storm" in shown
    assert ("Anna Holm" in shown) == (query != "city=-")
    assert ("Remove the filter" in shown) == (query != "group=quality")


@pytest.mark.slow
def test_a_kept_view_keeps_its_groups_and_not_the_page_one_was_on(base, sign_in):
    shown = text(sign_in().get(f"/people/?group=city&in=Odense&after={base['bo'].customer.uuid}"))
    assert 'name="query" value="?group=city"' in shown


def test_an_empty_list_teaches_only_what_one_may_do(db, sign_in):
    assert "Drop in files" in text(sign_in().get("/people/"))
    assert "Drop in files</a>" not in text(sign_in(Role.READ_ONLY).get("/people/"))


@pytest.mark.slow
def test_a_value_is_edited_in_the_list_and_undo_is_offered(base, sign_in):
    client, anna = sign_in(), base["anna"]
    assert "data-inline" in text(client.get("/people/?edit=city"))
    path = f"/customers/{anna.customer.uuid}/values/city/"
    said = text(client.post(path, {"value": "Randers"}, headers={"X-Fragment": "inline"}))
    assert "/undo/" in said
    assert Party.objects.get(pk=anna.pk).city == "Randers"


@pytest.mark.slow
def test_who_may_only_read_is_offered_no_action_and_refused_each(base, sign_in):
    client, uuid = sign_in(Role.READ_ONLY), base["anna"].customer.uuid
    shown = text(client.get("/people/?edit=city"))
    assert "data-inline" not in shown
    assert "Never write" not in shown
    for path in ("/lists/person/export.csv", f"/customers/picked/export.csv?id={uuid}"):
        assert client.get(path).status_code == 403
    assert client.post("/customers/picked/suppress/", {"id": str(uuid)}).status_code == 403


@pytest.mark.slow
def test_the_file_holds_what_the_list_shows_and_no_formulas(base, add, sign_in):
    add(full_name="=cmd Evil", email="evil@example.com")
    path = "/lists/person/export.csv?column=email&column=phone&sort=-name"
    rows = list(csv.reader(io.StringIO(text(sign_in().get(path)).removeprefix("\ufeff"))))
    assert rows[0] == ["id", "Name", "E-mail", "Phone"]
    by_mail = {row[2]: row for row in rows[1:]}
    assert by_mail["anna@holm.example"] == [
        str(base["anna"].customer.uuid),
        "Anna Holm",
        "anna@holm.example",
        "+4532104444",
    ]
    assert not by_mail["evil@example.com"][1].startswith("=")
    assert len(rows) == 4


@pytest.mark.slow
def test_suppressing_picked_customers_is_shown_first_and_is_one_change(base, sign_in):
    client, picked = sign_in(Role.SALES), {"id": [str(base[name].customer.uuid) for name in ("anna", "bo")]}
    shown = text(client.get("/customers/picked/suppress/", picked))
    assert "3 addresses and numbers" in shown
    assert suppressed_among([("email", "anna@holm.example")]) == set()
    done = text(client.post("/customers/picked/suppress/", picked, follow=True))
    assert "/undo/" in done
    assert suppressed_among([("email", "anna@holm.example"), ("phone", "+4532104444")]) != set()
    again = text(client.post("/customers/picked/suppress/", picked, follow=True))
    assert "Nothing was changed" in again


@pytest.mark.slow
def test_a_view_is_kept_shared_and_forgotten_by_its_owner_alone(base, sign_in):
    owner, other = sign_in(), sign_in(Role.SALES)
    kept = {"name": "In Odense", "query": "city=Odense", "shared": "1"}
    assert "Bo Lund" not in text(owner.post("/lists/person/views/", kept, follow=True))
    assert "In Odense" in text(other.get("/people/"))
    view = SavedView.objects.get()
    other.post("/lists/person/views/", {"forget": str(view.uuid)})
    assert SavedView.objects.count() == 1
    owner.post("/lists/person/views/", {"forget": str(view.uuid)})
    assert SavedView.objects.count() == 0


@pytest.mark.slow
def test_the_palette_and_the_page_find_the_same_and_an_id_leads_there(base, sign_in):
    client, anna = sign_in(Role.READ_ONLY), base["anna"]
    here = f"/customers/{anna.customer.uuid}/"
    assert here in text(client.get("/search/?q=ana+holm", headers={"X-Fragment": "palette"}))
    assert here in text(client.get("/search/?q=ana+holm"))
    assert client.get(f"/search/?q={anna.customer.uuid}").headers["Location"] == here
    assert "Anna Holm" in text(client.get(f"{here}peek/"))


@pytest.mark.slow
def test_home_counts_what_there_is(base, sign_in):
    shown = text(sign_in().get("/"))
    assert "Nothing waits for you" in shown
    assert "not measured" in shown


@pytest.mark.slow
def test_home_draws_how_the_data_went_since_the_last_audits(base, add, sign_in, now):
    client = sign_in()
    assert "<polyline" not in text(client.get("/"))
    take_audit(now=now)
    add(full_name="Cleo Storm", email="cleo@@storm", phone="12")
    health = health_of_all(user=None)
    shown = text(client.get("/"))
    assert shown.count("<polyline") == 3
    assert "since " in shown
    (audit, found), *others = last_audits(user=None)
    assert (audit.at, others) == (now, [])
    assert (found.customers, health.customers) == (3, 4)
    assert health.with_issues == found.with_issues + 1


def test_an_audit_of_an_empty_base_is_no_point_of_a_trend(db, now):
    take_audit(now=now)
    assert last_audits(user=None) == []
