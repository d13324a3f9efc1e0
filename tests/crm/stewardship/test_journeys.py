"""What a steward does in a day, in a real browser."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from crm.browser import chromium, grave_faults, opened
from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.roles import Role
from pellucid.crm.cleaning.actions.add import add_record
from pellucid.crm.cleaning.actions.decide import judge_pairs
from pellucid.crm.cleaning.actions.edit import edit_customer
from pellucid.crm.cleaning.actions.imports import open_import, run_import
from pellucid.crm.history.models import Change
from pellucid.crm.parties.models import Party
from pellucid.crm.sources.models import Source, SourceKind

MakeUser = Callable[..., User]
NAMES = (
    "Anna Baker", "Clara Cook", "Dora Fisher", "Emma Grant", "Frida Hunt", "Gina Jones", "Hanna King", "Iris Lane",
    "Julia Mason", "Karen North",
)  # fmt: skip

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium() is None, reason="there is no browser here"),
    pytest.mark.usefixtures("browsing"),
]


@pytest.fixture
def steward(user: MakeUser) -> User:
    return user(Role.STEWARD)


def shop(now: datetime) -> Source:
    return Source.objects.create(name="Shop", kind=SourceKind.FILE, created_at=now)


def files(folder: Path) -> list[Path]:
    """Write five files, of which one is broken."""
    paths = []
    for number, name in enumerate(("Ada Stone", "Omar Reza", "Lena Wolf", "Ben Hall")):
        path = folder / f"list {number}.csv"
        path.write_text(f"Name,Mail\n{name},{name.split()[0].lower()}@person{number}.example.org\nhalf a row\n")
        paths.append(path)
    broken = folder / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 no workbook")
    return [*paths, broken]


def test_import_of_five_files_with_a_broken_one(steward: User, tmp_path: Path) -> None:
    with opened(steward) as page:
        page.goto("/imports/")
        page.set_input_files("#files", files(tmp_path))
        expect(page.locator(".drop-files li")).to_have_count(5)
        page.fill("[name=source]", "Old CRM")
        page.get_by_role("button", name="Look at them").click()
        expect(page.get_by_role("rowheader", name="broken.xlsx")).to_be_visible()
        expect(page.locator("#story")).to_contain_text("4 new customers", timeout=20_000)
        expect(page.locator("#story")).to_contain_text("4 rows set aside")
        page.get_by_role("button", name="Import 8 rows").click()
        expect(page.get_by_text("Imported.", exact=True)).to_be_visible(timeout=20_000)
        expect(page.locator("#quarantine li")).to_have_count(4)
        with page.expect_download() as download:
            page.get_by_role("link", name="Every row").click()
        assert Path(download.value.path()).read_text().count("\n") == 5


def test_undo_of_an_import_after_later_edits_with_a_clash_shown(steward: User, tmp_path: Path, now: datetime) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Mail\nAda Stone,ada@stone.example.org\nOmar Reza,omar@reza.example.org\n")
    with path.open("rb") as content:
        imported = open_import(source=shop(now), files=[(path.name, content)], actor=steward, now=now)
    done = run_import(imported=imported, now=now, progress=lambda *_: None)
    ada = Party.objects.get(name="Ada Stone").customer
    edit_customer(customer=ada, fields={"job_title": "Chief"}, actor=steward, now=now, reason="she told me")
    with opened(steward) as page:
        page.goto(f"/imports/{imported.uuid}/")
        page.get_by_role("link", name="Undo").click()
        expect(page.locator(".clashes tbody")).to_contain_text("Edited a customer")
        expect(page.locator(".clashes tbody")).to_contain_text("she told me")
        page.get_by_label("Theirs: undo the rest").check()
        page.get_by_role("button", name="Undo it").click()
        expect(page.get_by_text("This import was undone")).to_be_visible()
        assert [party.name for party in Party.objects.all()] == ["Ada Stone"]
        page.keyboard.press("z")  # the toast's own undo
        expect(page.get_by_text("Undid: Undid: Imported 2 rows")).to_be_visible()
    assert not hasattr(Change.objects.get(pk=done.pk), "undone")
    assert Party.objects.count() == 2


def ten_pairs(now: datetime) -> None:
    source = shop(now)
    for number, name in enumerate(NAMES):
        one, other = (
            add_record(
                source=source,
                fields={"full_name": name, "city": "Dublin", "email": f"{local}{number}@{host}.example.org"},
                another=True,
                actor=None,
                now=now,
            ).record
            for local, host in (("shop", f"a{number}"), ("miller", f"b{number}"))
        )
        judge_pairs(pairs=[(one, other)], verdict=None, actor=None, now=now)


def test_review_of_ten_pairs_by_keyboard_only(steward: User, now: datetime) -> None:
    ten_pairs(now)
    with opened(steward) as page:
        page.goto("/review/")
        expect(page.get_by_text(f"{len(NAMES)} wait for you")).to_be_visible()
        page.keyboard.press("b")
        for number, key in enumerate("ynuynuynuy"):
            expect(page.get_by_text("Would become", exact=True)).to_be_visible()
            if number:
                expect(page.locator("[data-toast]").first).to_be_visible()
            here = page.url
            page.keyboard.press(key)
            page.wait_for_url(lambda url, here=here: url != here)
        expect(page.get_by_text("Nothing waits for you")).to_be_visible()
        page.keyboard.press("z")
        expect(page.get_by_text("Would become", exact=True)).to_be_visible()


def test_a_value_that_is_picked_shows_at_once(steward: User, now: datetime) -> None:
    source = shop(now)
    records = [
        add_record(source=source, fields=fields, another=True, actor=None, now=now).record
        for fields in ({"full_name": "Kate Miller", "city": "Dublin", "email": "k@a.example.org", "job_title": "Chief"},
                       {"full_name": "Kate Miller", "city": "Dublin", "email": "m@b.example.org", "job_title": "Owner"})
    ]  # fmt: skip
    judge_pairs(pairs=[(records[0], records[1])], verdict=None, actor=None, now=now)
    with opened(steward) as page:
        page.goto(f"/review/{records[0].uuid}/{records[1].uuid}/")
        for title in ("Owner", "Chief"):
            page.get_by_label(f"Job title: {title}").check()
            expect(page.locator(".cell-golden", has_text=title)).to_be_visible()


def test_report_and_resolve(user: MakeUser, steward: User, now: datetime) -> None:
    sales = user(Role.SALES)
    with opened(sales) as page:
        page.goto("/changes/")
        page.get_by_role("button", name="Something wrong?").click()
        page.get_by_role("button", name="This customer is here twice").click()
        expect(page.get_by_text("Told the desk")).to_be_visible()
    with opened(steward) as page:
        page.goto("/feedback/")
        page.get_by_label("What became of it").fill("Merged them, thank you.")
        page.get_by_role("button", name="Mended").click()
        expect(page.get_by_text("sees what became of it")).to_be_visible()
    with opened(sales) as page:
        page.goto("/feedback/")
        expect(page.get_by_text("Merged them, thank you.")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_keeps_anybody_out(steward: User, now: datetime, scheme: str, tmp_path: Path) -> None:
    added = add_record(source=shop(now), fields={"full_name": "Ada", "email": "ada@gmial.com"}, actor=steward, now=now)
    assert added.change is not None
    edit_customer(customer=added.customer, fields={"job_title": "Chief", "city": "Dublin"}, actor=steward, now=now)
    other = add_record(source=Source.objects.get(name="Shop"), fields={"full_name": "Ben"}, actor=steward, now=now)
    ids = f"id={added.customer.uuid}&id={other.customer.uuid}"
    paths = [
        "/imports/", "/review/", "/review/groups/", "/review/apart/", f"/review/merge/?{ids}",
        f"/review/split/{added.customer.uuid}/", "/issues/", "/issues/email_domain_misspelt/", "/feedback/",
        "/changes/",
        f"/changes/{added.change.uuid}/", f"/changes/{added.change.uuid}/undo/",
    ]  # fmt: skip
    with opened(steward, scheme=scheme) as page:
        assert {path: faults for path in paths if (faults := _faults(page, path))} == {}
        page.goto("/imports/")
        page.set_input_files("#files", files(tmp_path)[0])
        page.get_by_role("button", name="Look at them").click()
        expect(page.locator("#story")).to_contain_text("1 new customer", timeout=20_000)
        assert grave_faults(page) == []


def _faults(page: Page, path: str) -> list[str]:
    page.goto(path)
    return grave_faults(page)
