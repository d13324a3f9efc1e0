"""What the report tells: plain, frozen facts, gathered before a line of the page is written."""

from collections.abc import Mapping
from dataclasses import dataclass

from pellucid.golden.audit.scorecard import Dimension, Scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFacts:
    """One column of a file. field: what it was taken for, in words; by: how that was known, in words."""

    column: str
    field: str
    by: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFacts:
    """One file that was read. detected: what was found out about it, in order, as (what, finding)."""

    file: str
    row_count: int
    quarantined_count: int
    detected: tuple[tuple[str, str], ...]
    columns: tuple[ColumnFacts, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One thing said by one record, as it was delivered; or by the customer, in standard form.

    differs: it says something else than the customer, or than the first record where there is no customer. is_useless:
    it is no value of its field at all, such as 0000000000. more_count: further values that are not shown.
    """

    texts: tuple[str, ...]
    differs: bool = False
    is_useless: bool = False
    more_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One aspect of several records side by side, such as the phone: a cell a record, and the customer's last."""

    label: str
    cells: tuple[Cell, ...]
    golden: Cell | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonFacts:
    """One reason for or against two records being one person. bits: positive speaks for it."""

    words: str
    bits: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Records side by side, and why they are, or are not, or may be, one customer.

    title: what there is to learn from them. origins: file and row of each record shown. hidden_count: further records
    of the customer. probability: that the first two records are one customer. reasons: for the first two records,
    strongest first; discounts: what is taken off, as when a household would share as much, and the odds before anything
    was compared; together they add up to bits. customer_id: empty where they are not one. note:
    why a strong pair was not put together; empty for others.
    """

    title: str
    origins: tuple[tuple[str, int], ...]
    hidden_count: int
    lines: tuple[Line, ...]
    probability: float
    bits: float
    reasons: tuple[ReasonFacts, ...]
    discounts: tuple[ReasonFacts, ...]
    customer_id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFacts:
    """A contact value that many different names use, so that it proves nothing. kind: E-mail or Phone."""

    kind: str
    value: str
    record_count: int
    name_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantinedFacts:
    """A row that could not be read. raw: its bytes, as far as they can be shown."""

    file: str
    row: int
    reason: str
    raw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFacts:
    """All issues of one rule. about: what it finds and why, in a sentence or two; examples: offending texts."""

    rule: str
    severity: str
    about: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchFacts:
    """What matching and merging did.

    customers_by_size: how many customers are made of 1, 2, 3, 4 and of 5 or more rows. household_count: contact values
    that people of one household use together. Counts are of all there are; the tuples hold those worth showing.
    """

    customer_count: int
    merged_customer_count: int
    customers_by_size: tuple[int, ...]
    merges: tuple[Comparison, ...]
    waiting_count: int
    waiting: tuple[Comparison, ...]
    apart: tuple[Comparison, ...]
    shared_count: int
    household_count: int
    shared: tuple[SharedFacts, ...]
    after: Scorecard


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """Everything on the page. row_count: rows read, without quarantined ones. match: None where nothing was matched."""

    today: str
    files: tuple[FileFacts, ...]
    row_count: int
    quarantined_count: int
    quarantined: tuple[QuarantinedFacts, ...]
    issue_count: int
    rules: tuple[RuleFacts, ...]
    before: Scorecard
    match: MatchFacts | None = None

    @property
    def double_count(self) -> int | None:
        """Rows above the first of each customer; None where nothing was matched."""
        return None if self.match is None else self.row_count - self.match.customer_count

    @property
    def doubles_left_count(self) -> int | None:
        """Doubles to expect among the pairs that wait for a person; None where nothing was matched."""
        return None if self.match is None else self.match.after.dimension(Dimension.UNIQUENESS).failing_count

    @property
    def scores_before(self) -> Mapping[str, float | None]:
        """Score (0-1) by dimension, and overall; None where not measured."""
        return _scores(self.before)

    @property
    def scores_after(self) -> Mapping[str, float | None]:
        """The same after cleaning; empty where nothing was cleaned."""
        return {} if self.match is None else _scores(self.match.after)


def _scores(card: Scorecard) -> dict[str, float | None]:
    return {"overall": card.overall} | {one.dimension.value: one.score for one in card.dimensions}
