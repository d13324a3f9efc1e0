"""Lists of customers, a page at a time."""

from itertools import pairwise, product
from uuid import uuid4

import pytest

from pellucid.crm.accounts.permissions import NotAllowed
from pellucid.crm.accounts.roles import Role
from pellucid.crm.cleaning.actions.add import add_record
from pellucid.crm.parties.filters import SORTS, View, looked_up
from pellucid.crm.parties.groups import GROUPINGS, GROUPS_SHOWN, commonest, groups_of
from pellucid.crm.parties.lists import all_of, count_of, page_of
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import PartyKind, Source, SourceKind

PEOPLE = View(kind=PartyKind.PERSON)


@pytest.fixture
def people(add) -> None:
    cities = ("Reykjavík", "Akureyri", "")
    for at, (given, family) in enumerate(product(("Anna", "Björn", "Cem"), ("Ax", "By", "Cox"))):
        add(given_name=given, family_name=family, email=f"{given}.{family}@example.is", city=cities[at % 3])
    add(organization="Norðurljós ehf.", city="Akureyri")


def walked(view: View, rows: int = 2) -> list[str]:
    """Return the names of a list, page after page, and see that going back shows the same pages."""
    pages, page = [], page_of(view, user=None, rows=rows)
    while True:
        pages.append(page)
        if not page.has_after:
            break
        page = page_of(view, user=None, rows=rows, after=page.parties[-1].customer.uuid)
    for earlier, later in pairwise(pages):
        back = page_of(view, user=None, rows=rows, before=later.parties[0].customer.uuid)
        assert back.parties == earlier.parties
        assert (back.has_before, back.has_after) == (earlier.has_before, True)
    return [party.name for page in pages for party in page.parties]


@pytest.mark.slow
@pytest.mark.parametrize(("sort", "descending"), list(product(SORTS, (False, True))))
def test_pages_show_everybody_once_in_order_and_back_again(people, sort, descending):
    keys = [*SORTS[sort][0], "customer_id"]
    order = [f"-{key}" if descending else key for key in keys]
    names = list(Party.objects.filter(kind=PartyKind.PERSON).order_by(*order).values_list("name", flat=True))
    assert len(names) == 9
    assert walked(View(kind=PartyKind.PERSON, sort=sort, descending=descending)) == names


@pytest.mark.slow
def test_filters_narrow_together(people):
    view = View(kind=PartyKind.PERSON, facets=(("city", "Akureyri"),), words="bjo")
    assert walked(view) == ["Björn By"]
    assert walked(View(kind=PartyKind.PERSON, facets=(("city", "Akureyri"),), sort="quality")) != []
    assert walked(View(kind=PartyKind.PERSON, is_merged=True)) == []
    assert walked(View(kind=PartyKind.PERSON, words="nobody here")) == []
    assert walked(View(kind=PartyKind.ORGANIZATION)) == ["Norðurljós ehf."]


@pytest.mark.slow
def test_every_customer_is_in_one_band_of_quality(people):
    counts = [count_of(View(kind=PartyKind.PERSON, band=band), user=None) for band in ("low", "middle", "high")]
    assert sum(counts) == count_of(PEOPLE, user=None) == 9


@pytest.mark.slow
def test_the_commonest_values_of_a_facet_come_with_their_numbers(people):
    found = commonest(PartyKind.PERSON, "city", user=None)
    assert [(group.value, group.count) for group in found] == [("Akureyri", 3), ("Reykjavík", 3)]
    assert commonest(PartyKind.PERSON, "golden", user=None) == []


@pytest.mark.slow
@pytest.mark.parametrize("by", GROUPINGS)
@pytest.mark.parametrize(
    "view", [PEOPLE, View(kind=PartyKind.PERSON, words="bjorn"), View(kind=PartyKind.PERSON, has_issues=True)]
)
def test_groups_hold_everybody_of_a_list_once_and_count_them(people, by, view):
    groups = groups_of(looked_up(view), by, user=None).groups
    names = [walked(group.view) for group in groups]
    assert [len(own) for own in names] == [group.count for group in groups]
    assert sorted(name for own in names for name in own) == sorted(walked(view))


@pytest.mark.slow
def test_those_without_a_value_come_last_and_groups_go_on_behind_the_last_shown(add):
    towns = [f"Town {letter}" for letter in "ABCDEFGHIJKLMNO"]
    for at, town in enumerate([*towns, ""]):
        add(given_name=f"Given{at}", family_name="Name", city=town)
    first = groups_of(PEOPLE, "city", user=None)
    rest = groups_of(PEOPLE, "city", user=None, after=first.after or "")
    assert [group.value for group in first.groups] == towns[:GROUPS_SHOWN]
    assert [group.value for group in rest.groups] == [*towns[GROUPS_SHOWN:], ""]
    assert rest.after is None


@pytest.mark.slow
def test_a_list_of_a_source_holds_whoever_it_says_something_of(people, shop, now):
    crm = Source.objects.create(name="Old CRM", kind=SourceKind.FILE, created_at=now)
    anna = Party.objects.get(name="Anna Ax").customer
    fields = {"given_name": "Anna", "family_name": "Ax", "phone": "+354 555 0142"}
    add_record(source=crm, fields=fields, belongs_to=anna, actor=None, now=now)
    assert walked(View(kind=PartyKind.PERSON, source=crm.uuid, sort="quality")) == ["Anna Ax"]
    assert count_of(View(kind=PartyKind.PERSON, source=shop.uuid), user=None) == 9
    assert walked(View(kind=PartyKind.PERSON, source=shop.uuid, words="anna ax")) == ["Anna Ax"]
    assert walked(View(kind=PartyKind.PERSON, source=uuid4())) == []
    by_source = [(group.name, group.count) for group in groups_of(PEOPLE, "source", user=None).groups]
    assert by_source == [("Old CRM", 1), ("Shop", 9)]


@pytest.mark.slow
def test_where_many_are_from_a_source_its_list_is_walked_and_the_same(people, shop, monkeypatch):
    few = walked(View(kind=PartyKind.PERSON, source=shop.uuid))
    monkeypatch.setattr("pellucid.crm.parties.filters.RARE_MAX", 0)
    assert walked(View(kind=PartyKind.PERSON, source=shop.uuid)) == few


def test_a_list_of_open_issues_holds_whoever_has_some(add):
    add(given_name="Anna", family_name="Holm", email="anna@@holm")
    add(given_name="Bo", family_name="Lund", email="bo@lund.is")
    assert walked(View(kind=PartyKind.PERSON, has_issues=True)) == ["Anna Holm"]
    assert walked(View(kind=PartyKind.PERSON, sort="issues", descending=True))[0] == "Anna Holm"


@pytest.mark.slow
def test_an_export_holds_what_the_list_holds_for_those_who_may(people, user):
    assert [party.name for party in all_of(PEOPLE, user=user(Role.MANAGER))] == walked(PEOPLE, rows=50)
    with pytest.raises(NotAllowed):
        next(all_of(PEOPLE, user=user(Role.SALES)))
