"""Who belongs together, and where an id leads."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from pellucid.crm.bulk.read import Rows, all_rows, rows_where
from pellucid.crm.clusters.models import Customer, Verdict

MEMBERS = "clusters_member"
JUDGEMENTS = "clusters_judgement"


def survivor_of(uuid: UUID) -> Customer | None:
    """Return the customer an id leads to now; None where none is left. Raises Customer.DoesNotExist if never given."""
    return Customer.objects.select_related("survivor").get(uuid=uuid).survivor


class NobodyThere(Exception):
    """The customer has no record left. The text is fit to show."""

    def __init__(self) -> None:
        super().__init__(_("This customer is not here any more: what it was made of was taken back."))


def survivors_of(customers: Iterable[Customer]) -> list[int]:
    """Return the ids of those that customers lead to now, each once, ascending; whatever they led to when loaded."""
    found = Customer.objects.filter(pk__in=[customer.pk for customer in customers], survivor__isnull=False)
    return sorted(set(found.values_list("survivor_id", flat=True)))


def living(customer: Customer) -> int:
    """Return the id of the one that a customer leads to now. Raises NobodyThere."""
    for survivor in survivors_of([customer]):
        return survivor
    raise NobodyThere


def fellows_of(records: list[int]) -> list[int]:
    """Return all records of the customers that have one of the records now."""
    customers = {customer for (customer,) in rows_where("customer_id", MEMBERS, "record_id", records) if customer}
    return records_of(list(customers))


def records_of(customers: list[int]) -> list[int]:
    """Return the records of customers, in order of id."""
    return [record for (record,) in rows_where("record_id", MEMBERS, "customer_id", customers, order="record_id")]


def judged_with(records: list[int]) -> Rows:
    """Return left, right, verdict and id of the judgements that count and hold one of the records, some twice."""
    columns = "left_id, right_id, verdict, id"
    return [
        *rows_where(columns, JUDGEMENTS, "is_current AND left_id", records),
        *rows_where(columns, JUDGEMENTS, "is_current AND right_id", records),
    ]


def all_judged() -> Rows:
    """Return left, right, verdict and id of every judgement that counts."""
    return all_rows(f"SELECT left_id, right_id, verdict, id FROM {JUDGEMENTS} WHERE is_current")


def decisions_of(judged: Rows) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Return the pairs that must be together, and those that must not. Of two verdicts on a pair the later holds."""
    latest = {(left, right): verdict for left, right, verdict, _ in sorted(judged, key=lambda row: row[3])}
    same = {pair for pair, verdict in latest.items() if verdict == Verdict.SAME}
    different = {pair for pair, verdict in latest.items() if verdict == Verdict.DIFFERENT}
    return same, different
