"""What a person is matched by, and what an organization is."""

from dataclasses import dataclass

from pellucid.golden.match.compare.address import ADDRESS
from pellucid.golden.match.compare.date import BIRTH_DATE
from pellucid.golden.match.compare.email import EMAIL
from pellucid.golden.match.compare.identifier import IDENTIFIER
from pellucid.golden.match.compare.name import FAMILY, GENERATION, GIVEN
from pellucid.golden.match.compare.organization import COUNTRY, DOMAIN, EMPLOYER, LEGAL_FORM, ORGANIZATION_NAME
from pellucid.golden.match.compare.phone import COMPANY_PHONE, PHONE
from pellucid.golden.match.comparison import Comparison
from pellucid.golden.match.keys import ORGANIZATION_KEYS, PERSON_KEYS, Key

PERSON_COMPARISONS: tuple[Comparison, ...] = (
    GIVEN,
    FAMILY,
    GENERATION,
    BIRTH_DATE,
    EMAIL,
    PHONE,
    ADDRESS,
    IDENTIFIER,
    EMPLOYER,
)

ORGANIZATION_COMPARISONS: tuple[Comparison, ...] = (
    ORGANIZATION_NAME,
    LEGAL_FORM,
    COUNTRY,
    DOMAIN,
    COMPANY_PHONE,
    ADDRESS,
    IDENTIFIER,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyKind:
    """One kind of party, with its blocking keys and comparisons."""

    name: str
    keys: tuple[Key, ...]
    comparisons: tuple[Comparison, ...]


PERSON = PartyKind(name="person", keys=PERSON_KEYS, comparisons=PERSON_COMPARISONS)
ORGANIZATION = PartyKind(name="organization", keys=ORGANIZATION_KEYS, comparisons=ORGANIZATION_COMPARISONS)
PARTY_KINDS: dict[str, PartyKind] = {kind.name: kind for kind in (PERSON, ORGANIZATION)}
