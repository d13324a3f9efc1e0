"""The report as one self-contained page of HTML: no script, nothing fetched, every value from customers escaped."""

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from pellucid.golden.audit.scorecard import Dimension, FieldScore, Scorecard
from pellucid.report import words
from pellucid.report.facts import ReportFacts

WORST_MAX = 8
BITS_FULL = 20.0  # evidence that fills its bar: a million to one

_PAGES = Environment(
    loader=PackageLoader("pellucid.report"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_PAGES.filters.update(
    count=words.count,
    counted=words.counted,
    percent=words.percent,
    points=words.points,
    how_sure=words.how_sure,
    odds=words.odds,
    listed=words.listed,
    day=words.day,
    breakable=words.breakable,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """One dimension on the page; scores 0-1 or None."""

    title: str
    question: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The shares (0-1) of one field over rows or customers; together 1."""

    good: float
    stale: float
    invalid: float
    missing: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldLine:
    """One field on the page, before and, where there was a cleaning, after."""

    before: FieldScore
    bar: Bar
    after: FieldScore | None
    bar_after: Bar | None


def render_report(facts: ReportFacts) -> str:
    """Return the report as an HTML page that needs nothing but itself."""
    after = facts.match.after if facts.match else None
    return _PAGES.get_template("report.html.j2").render(
        facts=facts,
        match=facts.match,
        files=[file.file for file in facts.files],
        before=facts.before,
        after=after,
        scores=_score_lines(facts.before, after),
        fields=_worst_fields(facts.before, after),
        severity_words=words.SEVERITY_WORDS,
        bits_full=BITS_FULL,
        dash=words.DASH,
    )


def _score_lines(before: Scorecard, after: Scorecard | None) -> list[ScoreLine]:
    return [
        ScoreLine(
            title=words.QUESTIONS[dimension][0],
            question=words.QUESTIONS[dimension][1],
            before=before.dimension(dimension).score,
            after=after.dimension(dimension).score if after else None,
        )
        for dimension in Dimension
    ]


def _worst_fields(before: Scorecard, after: Scorecard | None) -> list[FieldLine]:
    """Return the fields in which most is lost: the faulty share of rows times what the field is worth."""
    faulty = [field for field in before.fields if field.faulty_count]
    faulty.sort(key=lambda field: (-field.worth * field.faulty_count, field.name))
    later = {field.name: field for field in after.fields} if after else {}
    return [
        FieldLine(
            before=field,
            bar=_bar(field),
            after=later.get(field.name),
            bar_after=_bar(later[field.name]) if field.name in later else None,
        )
        for field in faulty[:WORST_MAX]
    ]


def _bar(field: FieldScore) -> Bar:
    stale = field.stale_count or 0
    parts: Sequence[int] = (
        max(field.usable_count - stale, 0), min(stale, field.usable_count), field.invalid_count, field.missing_count,
    )  # fmt: skip
    total = sum(parts) or 1
    good, old, invalid, missing = (part / total for part in parts)
    return Bar(good=good, stale=old, invalid=invalid, missing=missing)
