"""The company of a record against the company whose mail domain its address is of."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from pellucid.golden.model.field import slot_name
from pellucid.golden.model.issue import Rule, Severity
from pellucid.golden.standardize.distinct import over_distinct
from pellucid.golden.standardize.email_lists import FREE_MAIL, domain_facts
from pellucid.golden.standardize.fold import fold
from pellucid.golden.validate.across.columns import column, holds, raised, slots
from pellucid.golden.validate.across.usual import Usual, are_strange, usual_values

Ints = NDArray[np.int64]
AGREEING_MIN = 5  # records of one company that use a domain before it is taken for the company's
OWNER_SHARE_MIN = 0.8  # of the records with the domain; otherwise several companies share it

COMPANY_OF_DOMAIN = Rule(
    name="across_email_company",
    severity=Severity.NOTE,
    about=f"At least {AGREEING_MIN} records with this e-mail domain, and {OWNER_SHARE_MIN:.0%} of them, name one "
    "company; this record names another. More or fewer words of the same name are let pass. Free and throw-away mail "
    "is nobody's.",
    source="the records themselves",
    bad="Lind AG with ada@berger.example, where all others with berger.example are of Berger GmbH",
)
RULES: tuple[Rule, ...] = (COMPANY_OF_DOMAIN,)


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainUse:
    """Records that have a company and an address of a domain of their own, for one slot of e-mail after the other.

    rows: the record. company: its key. usual: what the records with the domain say.
    """

    rows: Ints
    domain: pa.Array
    company: pa.Array
    usual: Usual


def own_domain(email: pa.Array) -> pa.Array:
    """Return the domain of addresses; null for free and throw-away mail, which anybody may have."""
    domain = pc.replace_substring_regex(email, r"^.*@", "")
    return over_distinct(domain, lambda text: None if text in FREE_MAIL or "disposable" in domain_facts(text) else text)


def domain_use(standard: pa.Table) -> DomainUse:
    """Return which companies the records with a mail domain name."""
    own = slots(standard, "email") or [1]
    domain = pa.concat_arrays([own_domain(column(standard, slot_name("email", slot))) for slot in own])
    names = column(standard, "organization")
    keys = over_distinct(pc.coalesce(column(standard, "organization_core"), names), fold)
    company, name = pa.concat_arrays([keys] * len(own)), pa.concat_arrays([names] * len(own))
    told = pc.and_(pc.is_valid(domain), pc.greater(pc.binary_length(company), 0))
    at = np.flatnonzero(holds(pc.and_(told, pc.is_valid(name))))
    where = pa.array(at)
    domain, company = domain.take(where), company.take(where)
    return DomainUse(
        rows=at % max(standard.num_rows, 1),
        domain=domain,
        company=company,
        usual=usual_values([domain], company, name.take(where)),
    )


def check_company_of_domain(standard: pa.Table) -> pa.Table:
    """Return a note for every record whose mail domain is another company's."""
    use = domain_use(standard)
    owned = (use.usual.top_count >= AGREEING_MIN) & (use.usual.top_count >= OWNER_SHARE_MIN * use.usual.total)
    odd = owned & holds(pc.not_equal(use.company, use.usual.value))
    at = np.flatnonzero(odd)
    at = at[are_strange(use.company.take(pa.array(at)), use.usual.value.take(pa.array(at)))]
    _, firsts = np.unique(use.rows[at], return_index=True)  # one note a record, however many addresses it has
    where, rows = pa.array(at[firsts]), use.rows[at[firsts]]
    usual = use.usual.label.take(where)
    return raised(
        COMPANY_OF_DOMAIN,
        rows,
        field="organization",
        messages=pc.binary_join_element_wise("The others with ", use.domain.take(where), " are of ", usual, ".", ""),
        found=column(standard, "organization").take(pa.array(rows)),
        suggestions=usual,
    )
