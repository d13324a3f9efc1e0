"""What a sample claims about itself, counted: a score on generated data is worth what these claims are."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pellucid.sample.corrupt.contacts import JUNK_EMAILS
from pellucid.sample.lists import Flags, Ints, Text, as_text
from pellucid.sample.records import Records
from pellucid.sample.world.households import COUPLE, FAMILY, SECOND_ADULT, is_child
from pellucid.sample.world.mailboxes import mailbox_keys
from pellucid.sample.world.numbers import NO_NUMBER
from pellucid.sample.world.world import NOBODY, World

DUPLICATE_SHARE_RANGE = (0.19, 0.23)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim. value: a count or, where below 1 and not whole, a share. holds: None where nothing is promised."""

    about: str
    value: float
    holds: bool | None = None

    def __str__(self) -> str:
        number = f"{self.value:.1%}" if isinstance(self.value, float) else f"{self.value:,}"
        verdict = {None: "", True: "holds", False: "BROKEN"}[self.holds]
        return f"{self.about:<78} {number:>12}  {verdict}".rstrip()


def measure_claims(world: World, records: Records) -> tuple[Claim, ...]:
    """Return the claims about a world and its records, counted."""
    return (*_claims_of_records(records), *_claims_of_owners(world, records), *_claims_of_people(world))


def _claims_of_records(records: Records) -> list[Claim]:
    count = len(records.truth_id)
    customers = len(np.unique(records.truth_id))
    duplicates = 1 - customers / count
    low, high = DUPLICATE_SHARE_RANGE
    return [
        Claim(about="records", value=count),
        Claim(about="customers", value=customers),
        Claim(about="records that are one more of their customer", value=duplicates, holds=low <= duplicates <= high),
        Claim(about="records of organizations", value=float((records.household < 0).mean())),
        Claim(about="records without e-mail", value=float((records.email == "").mean())),
        Claim(about="records without phone", value=float((records.phone == NO_NUMBER).mean())),
        Claim(about="records without birth date", value=float(np.isnat(records.birth_date).mean())),
        Claim(about="records without address", value=float((records.city == "").mean())),
        Claim(about="pairs of one customer's records", value=len(_true_pairs(records)[0])),
        Claim(about="  that share e-mail, phone, birth date or street and house", value=_findable_share(records)),
    ]


def _claims_of_owners(world: World, records: Records) -> list[Claim]:
    """Return the claims that nobody shares a mailbox or number with a stranger, in the world and in the records."""
    members, firms = world.members, world.companies
    household = members.household
    mailboxes = _owners_in_common(
        mailbox_keys(np.concatenate([world.email, world.former_email])), np.concatenate([household, household])
    )
    mobiles = _owners_in_common(
        np.concatenate([world.mobile, world.former_mobile]), np.concatenate([household, household])
    )
    landlines = _owners_in_common(world.landline[world.landline > 0], household[world.landline > 0])
    staff = world.company != NOBODY
    work = _owners_in_common(mailbox_keys(world.work_email[staff]), np.flatnonzero(staff))
    private = (records.household >= 0) & (records.email != "") & ~_are_common(records.email, _shared_mailboxes(world))
    calls = (records.household >= 0) & (records.phone > NO_NUMBER) & ~np.isin(records.phone, firms.site_phone)
    written = _owners_in_common(mailbox_keys(records.email[private]), records.household[private])
    dialed = _owners_in_common(records.phone[calls], records.household[calls])
    return [
        Claim(about="private mailboxes of two households", value=mailboxes, holds=mailboxes == 0),
        Claim(about="mobiles of two households", value=mobiles, holds=mobiles == 0),
        Claim(about="landlines of two households", value=landlines, holds=landlines == 0),
        Claim(about="work mailboxes of two people", value=work, holds=work == 0),
        Claim(about="e-mails in records of two households (info@ and junk aside)", value=written, holds=written == 0),
        Claim(about="phones in records of two households (switchboards aside)", value=dialed, holds=dialed == 0),
    ]


def _claims_of_people(world: World) -> list[Claim]:
    members, named = world.members, world.named
    paired = np.isin(members.kind, (COUPLE, FAMILY)) & (members.role == SECOND_ADULT)
    twins = np.flatnonzero(members.is_twin)
    same_day = bool((members.birth_date[twins] == members.birth_date[twins - 1]).all())
    juniors = named.suffix == "Jr."
    as_father = bool((named.given[juniors] == named.given[members.head[juniors]]).all())
    shared = float((world.email[paired] == world.email[members.head[paired]]).mean()) if paired.any() else 0.0
    staff = world.company[world.company != NOBODY]
    return [
        Claim(about="people", value=len(named.given)),
        Claim(about="people who share their full name with a stranger", value=count_namesakes(world)),
        Claim(about="  of them born on the same day", value=count_namesakes(world, born_alike=True)),
        Claim(about="  of them in the same city", value=count_namesakes(world, in_one_city=True)),
        Claim(about="people who live with others", value=float(1 - _alone(members.household).mean())),
        Claim(about="couples with one mailbox", value=shared),
        Claim(about="couples with one landline", value=_share_of_equal(world.landline, paired, members.head)),
        Claim(about="couples with one family name", value=_share_of_equal(named.family_latin, paired, members.head)),
        Claim(about="children", value=int(is_child(members).sum())),
        Claim(about="twins, born on one day", value=len(twins), holds=same_day),
        Claim(about="juniors, named as their father", value=int(juniors.sum()), holds=as_father),
        Claim(about="people who moved", value=float((world.address != world.former_address).mean())),
        Claim(about="people who changed their family name", value=float((~np.isnat(named.renamed_on)).mean())),
        Claim(about="staff of companies", value=len(staff)),
        Claim(about="people behind the busiest switchboard", value=int(np.bincount(staff).max()) if len(staff) else 0),
        Claim(about="companies with branches", value=float((world.companies.site_count > 1).mean())),
        Claim(about="holdings and subsidiaries", value=float(world.companies.is_sister.mean())),
    ]


def count_namesakes(world: World, *, born_alike: bool = False, in_one_city: bool = False) -> int:
    """Return how many people have the full name, in Latin letters, of somebody in another household.

    born_alike, in_one_city: count only those who have the birth date, or the city, in common besides.
    """
    names = world.named.given_latin + " " + world.named.family_latin
    if born_alike:
        names = names + np.datetime_as_string(world.members.birth_date, unit="D").astype(object)
    if in_one_city:
        names = names + world.addresses.city_latin[world.address]
    names = _codes(names)
    pairs = np.unique(np.stack([names, world.members.household]), axis=1)
    bearers = np.bincount(pairs[0])
    return int((bearers[names] > 1).sum())


def _codes(values: Text | Ints) -> Ints:
    """Return a number for each value, equal for equal values."""
    return np.asarray(pa.array(values).dictionary_encode().indices.to_numpy(zero_copy_only=False), dtype=np.int64)


def _owners_in_common(values: Text | Ints, owners: Ints) -> int:
    """Return how many values have more than one owner."""
    codes = _codes(values)
    if not len(codes):
        return 0
    pairs = np.unique(codes * (int(owners.max()) + 1) + owners) // (int(owners.max()) + 1)
    return int((np.bincount(pairs) > 1).sum())


def _shared_mailboxes(world: World) -> set[str]:
    return {"info@" + domain for domain in world.companies.domain.tolist()} | set(JUNK_EMAILS)


def _are_common(emails: Text, known: set[str]) -> Flags:
    """Return which addresses are among the known ones."""
    return np.array([email.lower() in known for email in emails.tolist()], dtype=np.bool_)


def _alone(household: Ints) -> Flags:
    return np.asarray(np.bincount(household)[household] == 1)


def _share_of_equal(values: Text | Ints, who: Flags, others: Ints) -> float:
    same = (values[who] == values[others[who]]) & (values[who] != NO_NUMBER)
    return float(same.mean()) if len(same) else 0.0


def _true_pairs(records: Records) -> tuple[Ints, Ints]:
    """Return left and right rows of all pairs of records of one customer."""
    order = np.argsort(records.truth_id, kind="stable")
    truth = records.truth_id[order]
    lefts, rights = [], []
    for step in range(1, int(np.bincount(np.unique(truth, return_inverse=True)[1]).max())):
        same = np.flatnonzero(truth[step:] == truth[:-step])
        lefts.append(order[same])
        rights.append(order[same + step])
    none = np.array([], dtype=np.int64)
    return np.concatenate([none, *lefts]), np.concatenate([none, *rights])


def _findable_share(records: Records) -> float:
    """Return the share of true pairs that any key on an intact contact value, birth date or address would find."""
    left, right = _true_pairs(records)
    email, birth = _codes(mailbox_keys(records.email)), records.birth_date.astype(np.int64)
    street = _codes(as_text([text.lower() for text in (records.street + " " + records.house_number).tolist()]))
    found = (email[left] == email[right]) & (records.email[left] != "")
    found |= (records.phone[left] == records.phone[right]) & (records.phone[left] > NO_NUMBER)
    found |= (birth[left] == birth[right]) & ~np.isnat(records.birth_date[left])
    found |= (street[left] == street[right]) & (records.street[left] != "")
    return float(found.mean()) if len(found) else 1.0
