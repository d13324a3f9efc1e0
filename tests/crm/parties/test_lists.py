"""Lists of customers, a page at a time."""

from itertools import pairwise, product

import pytest

from pellucid.crm.accounts.permissions import NotAllowed
from pellucid.crm.accounts.roles import Role
from pellucid.crm.parties.lists import SORTS, View, all_of, count_of, page_of, values_of
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import PartyKind

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


@pytest.mark.parametrize(("sort", "descending"), list(product(SORTS, (False, True))))
def test_pages_show_everybody_once_in_order_and_back_again(people, sort, descending):
    keys = [*SORTS[sort][0], "customer_id"]
    order = [f"-{key}" if descending else key for key in keys]
    names = list(Party.objects.filter(kind=PartyKind.PERSON).order_by(*order).values_list("name", flat=True))
    assert len(names) == 9
    assert walked(View(kind=PartyKind.PERSON, sort=sort, descending=descending)) == names


def test_filters_narrow_together(people):
    view = View(kind=PartyKind.PERSON, facets=(("city", "Akureyri"),), words="bjo")
    assert walked(view) == ["Björn By"]
    assert walked(View(kind=PartyKind.PERSON, facets=(("city", "Akureyri"),), sort="quality")) != []
    assert walked(View(kind=PartyKind.PERSON, is_merged=True)) == []
    assert walked(View(kind=PartyKind.PERSON, words="nobody here")) == []
    assert walked(View(kind=PartyKind.ORGANIZATION)) == ["Norðurljós ehf."]


def test_every_customer_is_in_one_band_of_quality(people):
    counts = [count_of(View(kind=PartyKind.PERSON, band=band), user=None) for band in ("low", "middle", "high")]
    assert sum(counts) == count_of(PEOPLE, user=None) == 9


def test_the_commonest_values_of_a_facet_come_with_their_numbers(people):
    assert values_of(PartyKind.PERSON, "city", user=None) == [("Akureyri", 3), ("Reykjavík", 3)]
    assert values_of(PartyKind.PERSON, "golden", user=None) == []


def test_an_export_holds_what_the_list_holds_for_those_who_may(people, user):
    assert [party.name for party in all_of(PEOPLE, user=user(Role.MANAGER))] == walked(PEOPLE, rows=50)
    with pytest.raises(NotAllowed):
        next(all_of(PEOPLE, user=user(Role.SALES)))
