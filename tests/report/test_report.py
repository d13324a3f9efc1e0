"""The report of a small cleaning: its facts add up, its page is safe and needs nothing but itself."""

import os
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pyarrow as pa
import pytest
from playwright.sync_api import ConsoleMessage, sync_playwright

from pellucid.golden.engines.memory import MemoryEngine
from pellucid.golden.intake.gather import gather
from pellucid.golden.model.delivery import Delivery, MappedColumn, Quarantined
from pellucid.golden.model.value import Hints
from pellucid.golden.pipeline import Cleaned, clean
from pellucid.report import ReportFacts, audit_facts, render_report, report_facts
from pellucid.report.collect import field_label

TODAY = "2026-01-01"
HOSTILE = "<script>alert('x')</script>"
CRM = {
    "full_name": ["Katherine Brook", "Ada Stone", "Ben Stone", HOSTILE, "Omar Reza", "Lena Wolf"],
    "email": ["kate@example.com", "stones@example.org", "stones@example.org", "no at", None, "lena@example.net"],
    "phone": ["+49 30 901820", "+44 20 7946 0018", "+44 20 7946 0018", "0000000000", "+1 212 555 0123", None],
    "birth_date": ["1980-02-01", "1975-05-05", "2004-06-06", None, "1990-09-09", "1991-01-02"],
    "updated_date": ["2025-06-01", "2012-01-01", "2012-01-01", None, "2024-01-01", "2023-01-01"],
}
SHOP = {
    "given_name": ["Kate", "Lena", 'A"/><img src=x onerror=alert(1)>'],
    "family_name": ["Brook", "Wolf", "عباسی"],
    "email": ["kate@example.com", "lena@example.net", "abbasi@example.com"],
    "phone": ["0049 30 901820", None, None],
    "other:v1.note": ["likes tea", None, None],
    "birth_date": ["1980-02-01", "1991-01-02", None],
}
ORIGINS_MIN = 2


def delivery(file: str, columns: dict[str, list[str | None]], quarantined: tuple[Quarantined, ...] = ()) -> Delivery:
    count = len(next(iter(columns.values())))
    records = {"row": pa.array(range(1, count + 1), pa.int64())}
    records |= {name: pa.array(values, pa.string()) for name, values in columns.items()}
    return Delivery(
        file=file,
        detected={"encoding": "UTF-8", "delimiter": HOSTILE},
        columns=tuple(MappedColumn(column=f"{name} {HOSTILE}", target=name, by="name") for name in columns),
        records=pa.table(records),
        quarantined=quarantined,
    )


@pytest.fixture(scope="module")
def deliveries() -> list[Delivery]:
    bad = Quarantined(row=7, reason="The row ends early.", raw=b"<img src=x onerror=alert(1)>\xff")
    return [delivery(f"crm {HOSTILE}.csv", CRM, (bad,)), delivery("shop.csv", SHOP)]


@pytest.fixture(scope="module")
def cleaned(deliveries: list[Delivery]) -> Cleaned:
    return clean(gather(deliveries), engine=MemoryEngine(), hints=Hints(today=TODAY))


@pytest.fixture(scope="module")
def facts(cleaned: Cleaned, deliveries: list[Delivery]) -> ReportFacts:
    return report_facts(cleaned, deliveries, today=TODAY)


@pytest.fixture(scope="module")
def page(facts: ReportFacts) -> str:
    return render_report(facts)


def test_rows_are_customers_and_doubles(facts: ReportFacts) -> None:
    assert facts.match is not None
    assert facts.row_count == 9
    assert facts.double_count is not None
    assert facts.match.customer_count + facts.double_count == facts.row_count
    assert sum(facts.match.customers_by_size) == facts.match.customer_count
    assert sum(facts.match.customers_by_size[1:]) == facts.match.merged_customer_count


def test_rows_in_are_rows_kept_and_rows_quarantined(facts: ReportFacts) -> None:
    assert sum(file.row_count for file in facts.files) == facts.row_count + facts.quarantined_count
    assert facts.quarantined[0].raw.endswith("\\xff")


def test_issues_by_rule_add_up_to_all_issues(facts: ReportFacts, cleaned: Cleaned) -> None:
    assert sum(rule.count for rule in facts.rules) == facts.issue_count == cleaned.issues.num_rows


def test_a_merge_shows_its_rows_its_customer_and_reasons_that_add_up(facts: ReportFacts) -> None:
    assert facts.match is not None
    assert facts.match.merges
    for merge in facts.match.merges:
        assert len(merge.origins) >= ORIGINS_MIN
        assert all(len(line.cells) == len(merge.origins) for line in merge.lines)
        assert merge.customer_id
        told = sum(reason.bits for reason in (*merge.reasons, *merge.discounts))
        assert told == pytest.approx(merge.bits, abs=0.11)  # a household discount under a tenth of a bit is not told


def test_a_phone_written_in_another_way_does_not_differ_and_a_filler_is_useless(facts: ReportFacts) -> None:
    assert facts.match is not None
    (kate,) = [merge for merge in facts.match.merges if "Katherine Brook" in merge.lines[0].cells[0].texts]
    (phone,) = [line for line in kate.lines if line.label == "Phone"]
    (name,) = [line for line in kate.lines if line.label == "Name"]
    assert [cell.differs for cell in phone.cells] == [False, False]
    assert [cell.differs for cell in name.cells].count(True) == 1


def test_scores_are_told_before_and_after_and_accuracy_is_not_measured(facts: ReportFacts) -> None:
    assert set(facts.scores_before) == set(facts.scores_after)
    assert facts.scores_before["accuracy"] is None
    assert facts.scores_before["uniqueness"] is not None


def test_an_audit_alone_does_not_measure_uniqueness(cleaned: Cleaned, deliveries: list[Delivery]) -> None:
    facts = audit_facts(cleaned.standard.table, cleaned.issues, deliveries, today=TODAY)
    page = render_report(facts)
    assert facts.scores_before["uniqueness"] is None
    assert facts.scores_after == {}
    assert facts.double_count is None
    assert "not measured" in page
    assert "What was put together" not in page
    assert ".csv with its file and row" not in page


def test_an_empty_delivery_gives_a_page(deliveries: list[Delivery]) -> None:
    empty = delivery("empty.csv", {"email": []})
    cleaned = clean(gather([empty]), engine=MemoryEngine(), hints=Hints(today=TODAY))
    facts = report_facts(cleaned, [empty], today=TODAY)
    assert facts.scores_before["overall"] is None
    assert "0 rows are 0 customers" in render_report(facts)


@pytest.mark.parametrize(
    ("target", "label"), [("email", "E-mail"), ("phone.2", "Phone 2"), ("other:shoe size", ""), ("made_up", "made_up")]
)
def test_columns_are_called_by_the_label_of_their_field(target: str, label: str) -> None:
    assert field_label(target) == label


class Tags(HTMLParser):
    """All tags with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_hostile_text_stays_text(page: str) -> None:
    tags = Tags(page).found
    assert "&lt;script&gt;" in page
    assert not [tag for tag, _ in tags if tag in ("script", "img", "iframe", "object", "embed", "form")]
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]


def test_the_page_refers_to_nothing_outside_itself(page: str) -> None:
    links = [
        value for _, attributes in Tags(page).found for name, value in attributes.items() if name in ("src", "href")
    ]
    assert links == ["data:,"]
    assert not re.search(r"@import|url\(|https?://", page)


@pytest.fixture(scope="module")
def browser_path() -> str:
    path = os.environ.get("PELLUCID_CHROMIUM") or shutil.which("chromium")
    assert path, "No Chromium was found; name its executable in PELLUCID_CHROMIUM."
    return path


@pytest.fixture(scope="module")
def page_file(page: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(page, encoding="utf-8")
    return path


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_a_browser_nothing_complains_and_nothing_scrolls_sideways(
    browser_path: str, page_file: Path, width: int, scheme: str
) -> None:
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        complaints.append(message.text)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
        tab.on("console", note)
        tab.on("pageerror", lambda error: complaints.append(str(error)))
        tab.goto(page_file.as_uri())
        for summary in tab.locator("summary").all():
            summary.click()
        scrolled = tab.evaluate("document.documentElement.scrollWidth")
        browser.close()
    assert complaints == []
    assert scrolled == width
