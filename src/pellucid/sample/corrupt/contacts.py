"""What becomes of e-mail addresses, phone numbers, birth dates and addresses."""

from random import Random

import numpy as np

from pellucid.sample.corrupt.changes import change_rows, chosen
from pellucid.sample.corrupt.typos import misdial, misspell
from pellucid.sample.lists import Days, Flags, Ints, Text
from pellucid.sample.sources import share_of
from pellucid.sample.world.mailboxes import mailbox_keys
from pellucid.sample.world.numbers import COUNTRY_STEP, NO_NUMBER

JUNK_EMAILS = ("test@test.com", "n/a", "none@none.com", "noemail@noemail.com", "a@a.com", "-", "unknown")
JUNK_PHONES = ("0000000000", "n/a", "123456789", "-", "9999999999", "unknown")  # phone -1, -2, ... stands for these
JUNK_BIRTH_DATES = ("1900-01-01", "1970-01-01", "1901-01-01")
_DOMAIN_SLIPS = {
    "gmail.com": ("gmial.com", "gmail.con", "gamil.com", "gmail.co", "gmai.com"),
    "yahoo.com": ("yaho.com", "yahoo.con", "yhaoo.com"),
    "hotmail.com": ("hotmial.com", "hotmail.con", "hotmal.com"),
    "outlook.com": ("outlok.com", "outlook.con"),
    "icloud.com": ("iclould.com", "icloud.con"),
}
_TAG_SHARE = 0.01  # of addresses at gmail.com carry a +tag
_TAGS = ("shop", "news", "promo", "web")


def corrupt_emails(email: Text, own_keys: frozenset[str], source: Ints, rng: np.random.Generator) -> None:
    """Corrupt addresses in place. A slip that reaches somebody else's mailbox is taken back: own_keys are all
    mailboxes there are, as mailbox_keys gives them.
    """
    chance, count = Random(int(rng.integers(2**32))), len(email)
    intact = email.copy()
    slipped = [
        change_rows(email, chosen(share_of("typo", source), count, rng), _slip, chance),
        change_rows(email, chosen(_TAG_SHARE, count, rng), _tagged, chance),
    ]
    rows = np.unique(np.concatenate(slipped))
    keys, before = mailbox_keys(email[rows]), mailbox_keys(intact[rows])
    lands = _reach_others(keys, before, own_keys)
    email[rows[lands]] = intact[rows[lands]]
    change_rows(email, chosen(share_of("upper", source), count, rng), lambda text, _: text.upper(), chance)
    change_rows(email, chosen(share_of("junk", source), count, rng), lambda _, c: c.choice(JUNK_EMAILS), chance)


def _reach_others(keys: Text, before: Text, own_keys: frozenset[str]) -> Flags:
    """Return which changed keys are somebody's mailbox or what an earlier slip made already."""
    slips: set[str] = set()
    reach = np.zeros(len(keys), np.bool_)
    for row, (key, old) in enumerate(zip(keys.tolist(), before.tolist(), strict=True)):
        reach[row] = key != old and (key in own_keys or key in slips)
        slips.add(key)
    return reach


def corrupt_phones(phone: Ints, given_out: Ints, source: Ints, rng: np.random.Generator) -> None:
    """Corrupt numbers in place; a slip never reaches one of given_out (sorted).

    Junk becomes -1, -2, ... of JUNK_PHONES.
    """
    chance, count = Random(int(rng.integers(2**32))), len(phone)
    slips: set[int] = set()
    for row in np.flatnonzero(chosen(share_of("typo", source), count, rng) & (phone != NO_NUMBER)).tolist():
        country, national = divmod(int(phone[row]), COUNTRY_STEP)
        slip = country * COUNTRY_STEP + misdial(national, chance)
        place = int(np.searchsorted(given_out, slip))
        if slip not in slips and (place == len(given_out) or given_out[place] != slip):
            phone[row] = slip
            slips.add(slip)
    junk = np.flatnonzero(chosen(share_of("junk", source), count, rng) & (phone != NO_NUMBER))
    phone[junk] = -rng.integers(1, len(JUNK_PHONES) + 1, len(junk))


def corrupt_birth_dates(birth_date: Days, source: Ints, rng: np.random.Generator) -> None:
    """Corrupt dates in place: day and month exchanged, a day, month or year beside the true one, junk."""
    count = len(birth_date)
    slip = chosen(share_of("typo", source), count, rng) & ~np.isnat(birth_date)
    years, months = birth_date.astype("datetime64[Y]"), birth_date.astype("datetime64[M]")
    day = (birth_date - months).astype(np.int64)
    month = (months - years).astype(np.int64)
    kind = rng.integers(0, 4, count)
    exchanged = (years.astype("datetime64[M]") + day).astype("datetime64[D]") + month
    can_exchange = slip & (kind == 0) & (day < 12)
    birth_date[can_exchange] = exchanged[can_exchange]
    step = rng.choice([-10, -1, 1, 10], count)
    shifted = birth_date + step.astype("timedelta64[D]")
    other_year = ((years + step).astype("datetime64[M]") + month).astype("datetime64[D]") + np.minimum(day, 27)
    birth_date[slip & (kind == 1)] = shifted[slip & (kind == 1)]
    birth_date[slip & (kind == 2)] = other_year[slip & (kind == 2)]
    junk = np.flatnonzero(chosen(share_of("junk", source), count, rng) & ~np.isnat(birth_date))
    birth_date[junk] = rng.choice(np.array(JUNK_BIRTH_DATES, dtype="datetime64[D]"), len(junk))


_SHORT = (
    (" Street", " St"), (" Avenue", " Ave."), (" Road", " Rd"), (" Drive", " Dr."), (" Lane", " Ln"),
    (" Boulevard", " Blvd"),
    ("straße", "str."),
    ("straße", "strasse"), ("Calle ", "C/ "), ("Avenida ", "Avda. "), ("rue ", "r. "), ("avenue ", "av. "),
    ("ul. ", ""),
    ("ul. ", "ulica "),
    (" Court", " Ct"), (" Place", " Pl"),
)  # fmt: skip
_SHORT_SHARE = 0.22  # of streets are written shorter or longer than usual


def corrupt_addresses(
    street: Text, house: Text, postal_code: Text, city: Text, source: Ints, rng: np.random.Generator
) -> None:
    """Corrupt the parts of addresses in place: abbreviations, typing errors, a missing house number or postal code."""
    chance, count = Random(int(rng.integers(2**32))), len(street)
    change_rows(street, chosen(_SHORT_SHARE, count, rng), _shorten, chance)
    typo = share_of("typo", source)
    for column in (street, city):
        change_rows(column, chosen(typo, count, rng), misspell, chance)
    change_rows(postal_code, chosen(typo / 2, count, rng), _slip_digit, chance)
    house[chosen(typo / 2, count, rng)] = ""
    postal_code[chosen(typo, count, rng)] = ""


def _shorten(street: str, chance: Random) -> str:
    known = [(long, short) for long, short in _SHORT if long in street]
    return street.replace(*chance.choice(known)) if known else street


def _slip(address: str, chance: Random) -> str:
    local, _, domain = address.rpartition("@")
    if domain in _DOMAIN_SLIPS and chance.random() < 0.4:
        return f"{local}@{chance.choice(_DOMAIN_SLIPS[domain])}"
    if chance.random() < 0.04:
        return local + domain  # the @ left out
    return f"{misspell(local, chance)}@{domain}"


def _tagged(address: str, chance: Random) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local}+{chance.choice(_TAGS)}@{domain}" if domain == "gmail.com" else address


def _slip_digit(text: str, chance: Random) -> str:
    place = chance.randrange(len(text))
    return text[:place] + chance.choice("0123456789") + text[place + 1 :] if text[place].isdigit() else text


def is_junk_phone(phone: Ints) -> Flags:
    """Return which numbers stand for junk."""
    return np.asarray(phone < NO_NUMBER)
