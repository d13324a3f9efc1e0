"""Domains that tell where somebody works: not a provider's, and an organization's own."""

import re

import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.standardize.distinct import joined, over_distinct
from pellucid.golden.standardize.email_lists import FREE_MAIL, is_disposable
from pellucid.golden.standardize.organization import organization_key

_NOT_IN_NAMES = re.compile(r"[^a-z]+")
WORD_LETTERS_MIN = 3  # shorter words are in too many domains
INITIALS_MIN = 2


def business_domains(values: pa.Array) -> pa.Array:
    """Return the domain of e-mail addresses or web addresses, without www; null where anybody can have an address."""
    before, after = r"^(?:[^@]*@|[a-z]+://)?(?:www\.)?", r"[:/?#].*$"
    domains = pc.ascii_lower(pc.replace_substring_regex(pc.replace_substring_regex(values, before, ""), after, ""))
    free = pc.is_in(domains, value_set=pa.array(sorted(FREE_MAIL), pa.string()))
    domains = pc.if_else(free, pa.scalar(None, pa.string()), domains)
    return pc.if_else(over_distinct(domains, is_disposable, pa.bool_()), pa.scalar(None, pa.string()), domains)


def is_own(domains: pa.Array, cores: pa.Array) -> pa.Array:
    """Return whether a domain bears the name of the organization beside it.

    One that does not may be its provider's, whose mailboxes others have too.
    """
    return over_distinct(joined([domains, cores]), _bears_name, pa.bool_())


def _bears_name(domain_and_core: str) -> bool:
    domain, _, core = domain_and_core.partition("\x1f")
    label = organization_key(_NOT_IN_NAMES.sub("", domain.partition(".")[0]))
    words = [organization_key(word) for word in core.split()]
    initials = "".join(word[:1] for word in words)
    return any(len(word) >= WORD_LETTERS_MIN and word in label for word in words) or (
        len(words) >= INITIALS_MIN and label == initials
    )
