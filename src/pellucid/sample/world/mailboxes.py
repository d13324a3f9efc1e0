"""Mail addresses: made from the name in many ways or not at all, each given to one owner only."""

import numpy as np

from pellucid.golden.standardize.fold import fold
from pellucid.sample.lists import Flags, Ints, Text, as_text, draw
from pellucid.sample.world.countries import COUNTRIES, read_country

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_FAMILY_DOMAIN_SHARE = 0.02  # of the mailboxes lie in a family's own domain
# given.family, given_family, givenfamily, gfamily, given.f, family.given, given.family+year, given+year,
# familygiven+number, nothing of the name
_STYLE_SHARES = np.array([0.24, 0.06, 0.13, 0.12, 0.05, 0.06, 0.13, 0.08, 0.05, 0.08])
_HANDLES = (
    "sunny blue silver happy little green lucky crazy star moon sea river wild red golden night snow rain cloud dream",
    "fox cat bird wolf tiger rose coder runner baker rider hiker dancer panda bear reader gamer sky garden piano cook",
)


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
    locals_ = locals_.copy()
    digits = 1
    while True:
        addresses = locals_ + "@" + domains
        clashing = np.flatnonzero(_repeats(mailbox_keys(addresses)))
        if not len(clashing):
            return np.asarray(addresses, dtype=object)
        digits = min(digits + 1, 9)
        locals_[clashing] += rng.integers(10 ** (digits - 1), 10**digits, len(clashing)).astype(str).astype(object)


def mailbox_keys(addresses: Text) -> Text:
    """Return the form by which two addresses reach the same mailbox at least at one provider."""
    return as_text([_key(address) for address in addresses.tolist()])


def _key(address: str) -> str:
    local, at, domain = address.lower().rpartition("@")
    return local.partition("+")[0].replace(".", "").replace("_", "").replace("-", "") + at + domain


def _repeats(keys: Text) -> Flags:
    seen: set[str] = set()
    repeats = np.zeros(len(keys), np.bool_)
    for row, key in enumerate(keys.tolist()):
        repeats[row] = key in seen
        seen.add(key)
    return repeats


def _locals(first: Text, last: Text, birth_year: Ints, rng: np.random.Generator) -> Text:
    count = len(first)
    style = draw(_STYLE_SHARES, count, rng)
    year = birth_year.astype(str).astype(object)
    short_year = as_text([text[2:] for text in year])
    number = rng.integers(1, 1000, count).astype(str).astype(object)
    initial, last_initial = as_text([name[0] for name in first]), as_text([name[0] for name in last])
    left, right = (as_text(words.split()) for words in _HANDLES)
    handle = rng.choice(left, count) + rng.choice(right, count) + number
    made = (
        first + "." + last,
        first + "_" + last,
        first + last,
        initial + last,
        first + "." + last_initial,
        last + "." + first,
        first + "." + last + short_year,
        first + year,
        last + first + number,
        handle,
    )
    locals_ = np.full(count, "", dtype=object)
    for index, column in enumerate(made):
        locals_[style == index] = column[style == index]
    return locals_
