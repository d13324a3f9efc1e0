"""How a customer came together: the evidence that holds its records, and what people said of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Q

from pellucid.crm.clusters.models import Judgement
from pellucid.crm.matches.explain import explain_records
from pellucid.crm.matches.models import CandidatePair
from pellucid.crm.sources.models import RecordVersion
from pellucid.crm.ui.core_words import in_language

LINKS_SHOWN = 12
SHOWN_BITS = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two records and what speaks for and against their being one. judgement: what somebody said, if so."""

    left: RecordVersion
    right: RecordVersion
    steps: Sequence[dict[str, object]]
    judgement: Judgement | None

    @property
    def names(self) -> tuple[str, str]:
        """What the two records call the customer."""
        return _name(self.left), _name(self.right)

    @property
    def bits(self) -> float:
        """All evidence together."""
        return sum(float(str(step["bits"])) for step in self.steps)


def links_of(statements: Sequence[RecordVersion]) -> list[Link]:
    """Return what holds the records of a customer together: each record's strongest tie to one before it.

    The same evidence is not told twice: a customer of n records has n-1 links, strongest first.
    """
    by_record = {version.record_id: version for version in statements}
    judged = {(each.left_id, each.right_id): each for each in _judgements(list(by_record))}
    pairs = _tree(list(by_record), judged)
    steps = {
        pair: [
            {
                "label": in_language(reason.comparison.replace("_", " ").capitalize()),
                "bits": round(reason.bits, 1),
                "words": in_language(reason.words),
            }
            for reason in reasons
            if abs(reason.bits) >= SHOWN_BITS
        ]
        for pair, reasons in explain_records(pairs)
    }
    links = [
        Link(
            left=by_record[one],
            right=by_record[other],
            steps=steps.get((one, other), []),
            judgement=judged.get((one, other)),
        )
        for one, other in pairs
    ]
    return sorted(links, key=lambda link: -link.bits)[:LINKS_SHOWN]


def _judgements(records: list[int]) -> list[Judgement]:
    return list(
        Judgement.objects.filter(left__in=records, right__in=records, is_current=True).select_related("change__actor")
    )


def _tree(records: list[int], judged: dict[tuple[int, int], Judgement]) -> list[tuple[int, int]]:
    """Return the pairs that connect the records: what people said first, then the strongest evidence."""
    weighed = CandidatePair.objects.filter(Q(left__in=records) & Q(right__in=records)).order_by(F("bits").desc())
    strongest = [pair for pair, said in judged.items() if said.verdict == "same"]
    strongest += list(weighed.values_list("left_id", "right_id"))
    root = {record: record for record in records}

    def top(record: int) -> int:
        while root[record] != record:
            record = root[record]
        return record

    tree = []
    for one, other in strongest:
        if top(one) != top(other):
            root[top(one)] = top(other)
            tree.append((one, other))
    return tree


def _name(version: RecordVersion) -> str:
    told = version.standard
    return next(
        (told[name] for name in ("full_name", "given_name", "organization", "email", "phone") if name in told), "?"
    )
