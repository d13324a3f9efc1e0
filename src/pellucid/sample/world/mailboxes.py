"""Mail addresses: made from the name in many ways or not at all, each given to one owner only."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pellucid.golden.standardize.fold import fold
from pellucid.sample.lists import Flags, Ints, Text, as_text, draw
from pellucid.sample.world.countries import COUNTRIES, read_country

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_FAMILY_DOMAIN_SHARE = 0.02  # of the mailboxes lie in a family's own domain
# given.family, given_family, givenfamily, gfamily, given.f, family.given, given.family+year, given+year,
# familygiven+number, nothing of the name
_STYLE_SHARES = np.array([0.24, 0.06, 0.13, 0.12, 0.05, 0.06, 0.13, 0.08, 0.05, 0.08])
_LEFT = (
    "sunny blue silver happy little green lucky crazy star moon sea river wild red golden night snow rain cloud dream"
)
_RIGHT = (
    "fox cat bird wolf tiger rose coder runner baker rider hiker dancer panda bear reader gamer sky garden piano cook"
)
_HANDLES = tuple(left + right for left in _LEFT.split() for right in _RIGHT.split())


def local_form(names: Text) -> Text:
    """Return names as they stand in a mail address: lower-case ASCII letters and digits, German umlauts as two."""
    distinct = {name: fold(name.translate(_GERMAN)).replace(" ", "") for name in set(names.tolist())}
    return as_text([distinct[name] or "x" for name in names.tolist()])


def invent_mailboxes(given: Text, family: Text, birth_year: Ints, country: Ints, rng: np.random.Generator) -> Text:
    """Return one private address a person, all different also with dots and case left out.

    given, family: in Latin letters. country: index into COUNTRIES.
    """
    first, last = local_form(given), local_form(family)
    locals_ = _locals(first, last, birth_year, rng)
    domains = np.full(len(given), "", dtype=object)
    for index, code in enumerate(COUNTRIES):
        here = np.flatnonzero(country == index)
        place = read_country(code)
        domains[here] = as_text(list(place.providers))[draw(place.provider_shares, len(here), rng)]
    own = rng.random(len(given)) < _FAMILY_DOMAIN_SHARE
    domains[own] = last[own] + rng.choice(
        as_text(["-family.net", "-home.net", "-online.org", "s.name"]), int(own.sum())
    )
    return make_unique(locals_, domains, rng)


def make_unique(locals_: Text, domains: Text, rng: np.random.Generator) -> Text:
    """Return local@domain for each row; the later ones of equal rows get a number behind the local part.

    Equal are addresses that differ in dots, underscores or hyphens of the local part alone.
    """
    addresses = np.asarray(locals_ + "@" + domains, dtype=object)
    keys = mailbox_keys(addresses)
    pending = np.flatnonzero(_repeats(keys))
    seen = set(keys.tolist())
    digits = 2
    while len(pending):
        number = rng.integers(10 ** (digits - 1), 10**digits, len(pending)).astype(str).astype(object)
        addresses[pending] = locals_[pending] + number + "@" + domains[pending]
        pending = pending[_were_seen(mailbox_keys(addresses[pending]), seen)]
        digits = min(digits + 1, 9)
    return addresses


def _were_seen(keys: Text, seen: set[str]) -> Flags:
    """Return which keys are in seen, and add the others to it."""
    were = np.zeros(len(keys), np.bool_)
    for row, key in enumerate(keys.tolist()):
        were[row] = key in seen
        seen.add(key)
    return were


def mailbox_keys(addresses: Text) -> Text:
    """Return the form by which two addresses reach the same mailbox at least at one provider: dots and tags aside."""
    lower = pc.utf8_lower(pa.array(addresses, pa.string()))
    mailbox = pc.replace_substring_regex(lower, r"@[^@]*$", "")
    domain = pc.if_else(pc.match_substring(lower, "@"), pc.replace_substring_regex(lower, r"^.*@", "@"), "")
    keys = pc.binary_join_element_wise(pc.replace_substring_regex(mailbox, r"[._-]|\+.*", ""), domain, "")
    return np.asarray(keys.to_numpy(zero_copy_only=False), dtype=object)


def _repeats(keys: Text) -> Flags:
    """Return which keys stood in an earlier row already."""
    codes = pa.array(keys, pa.string()).dictionary_encode().indices.to_numpy()
    repeats = np.ones(len(keys), np.bool_)
    repeats[np.unique(codes, return_index=True)[1]] = False
    return repeats


def _locals(first: Text, last: Text, birth_year: Ints, rng: np.random.Generator) -> Text:
    count = len(first)
    style = draw(_STYLE_SHARES, count, rng)
    years, numbers = birth_year.tolist(), rng.integers(1, 1000, count).tolist()
    handles = rng.choice(as_text(_HANDLES), count).tolist()
    rows = zip(style.tolist(), first.tolist(), last.tolist(), years, numbers, handles, strict=True)
    return as_text([_local(*row) for row in rows])


def _local(style: int, first: str, last: str, year: int, number: int, handle: str) -> str:
    """Return a local part in one of the styles, numbered as _STYLE_SHARES lists them."""
    match style:
        case 0:
            return f"{first}.{last}"
        case 1:
            return f"{first}_{last}"
        case 2:
            return f"{first}{last}"
        case 3:
            return f"{first[0]}{last}"
        case 4:
            return f"{first}.{last[0]}"
        case 5:
            return f"{last}.{first}"
        case 6:
            return f"{first}.{last}{year % 100:02}"
        case 7:
            return f"{first}{year}"
        case 8:
            return f"{last}{first}{number}"
    return f"{handle}{number}"
