"""How the customers are, in numbers."""

from dataclasses import dataclass

from pellucid.crm.accounts.models import User
from pellucid.crm.accounts.permissions import require
from pellucid.crm.accounts.roles import Permission
from pellucid.crm.bulk.read import all_rows
from pellucid.crm.sources.models import PartyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """people, companies, records: how many there are. completeness: mean share of the picture (0-1), None without
    customers. merged: customers that several records were found to be; with_issues: those with some open."""

    people: int
    companies: int
    records: int
    completeness: float | None
    merged: int
    with_issues: int

    @property
    def customers(self) -> int:
        """How many customers there are."""
        return self.people + self.companies

    @property
    def flawless_share(self) -> float | None:
        """Share of customers without open issues (0-1), None without customers."""
        return 1 - self.with_issues / self.customers if self.customers else None

    @property
    def merged_share(self) -> float | None:
        """Share of customers that are of several records (0-1), None without customers."""
        return self.merged / self.customers if self.customers else None


def health_of_all(*, user: User | None) -> Health:
    """Return how the customers are, counted over all of them: keep it where pages are served. Raises NotAllowed."""
    require(user, Permission.VIEW)
    counts: dict[str, int] = dict(all_rows("SELECT kind, count(*) FROM parties_party GROUP BY kind"))
    ((mean,),) = all_rows("SELECT avg(completeness) FROM parties_party WHERE kind IN ('person', 'organization')")
    ((records, merged),) = all_rows(
        "SELECT coalesce(sum(record_count), 0), coalesce(sum(CASE WHEN record_count > 1 THEN 1 ELSE 0 END), 0) "
        "FROM parties_party WHERE kind IN ('person', 'organization')"
    )
    ((with_issues,),) = all_rows(
        "SELECT count(*) FROM parties_party WHERE kind IN ('person', 'organization') AND issue_count > 0"
    )
    return Health(
        people=int(counts.get(PartyKind.PERSON, 0)),
        companies=int(counts.get(PartyKind.ORGANIZATION, 0)),
        records=int(records),
        completeness=None if mean is None else float(mean),
        merged=int(merged),
        with_issues=int(with_issues),
    )
