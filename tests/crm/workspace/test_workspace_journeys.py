"""What people who work with customers do in a day, in a real browser."""

import pytest
from playwright.sync_api import expect

from crm.browser import chromium, grave_faults, opened
from pellucid.crm.accounts.roles import Role
from pellucid.crm.parties.models import Party

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium() is None, reason="there is no browser here"),
    pytest.mark.usefixtures("browsing"),
]
ANNA = {"full_name": "Anna Holm", "email": "anna@holm.example", "phone": "+45 32 10 44 44", "city": "Odense"}


@pytest.fixture
def anna(own_add) -> Party:
    own_add(full_name="Bo Lund", email="bo@lund.example", city="Aarhus")
    own_add(organization="Holm & Søn A/S", email="post@holm.example")
    return own_add(**ANNA)


def test_duplicate_warned_while_typing(anna: Party, user) -> None:
    with opened(user(Role.SALES)) as page:
        page.goto("/customers/new/")
        page.get_by_label("Given name").press_sequentially("Ana")
        page.get_by_label("Family name").press_sequentially("Holm")
        page.get_by_label("E-mail").first.press_sequentially("anna@holm.example")
        expect(page.get_by_role("link", name="Anna Holm").first).to_be_visible()


def test_find_somebody_by_the_palette_and_by_keyboard_alone(anna: Party, user) -> None:
    with opened(user(Role.SALES)) as page:
        page.goto("/")
        page.keyboard.press("Control+k")
        page.keyboard.type("ana holm")
        expect(page.get_by_role("option", name="Anna Holm")).to_be_visible()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/customers/{anna.customer.uuid}/")


def test_a_town_is_corrected_in_the_list_narrowed_by_a_filter_and_taken_back(anna: Party, user) -> None:
    with opened(user(Role.STEWARD)) as page:
        page.goto("/people/?edit=city")
        field = page.get_by_role("textbox", name="city – Anna Holm")
        field.fill("Randers")
        field.press("Enter")
        expect(page.locator(".inline-state", has_text="Saved")).to_be_visible()
        expect(page.locator("#toasts")).to_contain_text("Undo")
        page.goto("/people/")
        page.get_by_role("button", name="Filter").click()
        page.get_by_role("group", name="Filter").get_by_role("link", name="Town").click()
        page.get_by_role("link", name="Randers").click()
        expect(page.locator("tbody tr")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out_of_lists_search_and_home(anna: Party, user, scheme: str) -> None:
    with opened(user(Role.STEWARD), scheme=scheme) as page:
        picked = f"/customers/picked/suppress/?id={anna.customer.uuid}"
        for path in (
            "/",
            "/people/?city=Odense&q=anna",
            "/people/?edit=city",
            "/people/?city=X",
            "/search/?q=holm",
            picked,
        ):
            page.goto(path)
            assert grave_faults(page) == [], path
