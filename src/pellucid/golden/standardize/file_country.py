"""Which country a file is from, when its records do not say: what its phone numbers and e-mail domains say together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

from pellucid.golden.standardize.country import country_code
from pellucid.golden.standardize.digits import ascii_digits

# Country domains that companies anywhere use for their looks.
_FASHIONABLE = """
    ac ai am as bz cc cd co dj eu fm gg gl im in io la
    li ly me mn ms mu nu pw sc sh so su tk to tv vc ws
"""
FASHIONABLE = frozenset(_FASHIONABLE.split())
TEXTS_LOOKED_AT = 5_000
# So large a share of what speaks must agree, and so many of the values must speak at all.
AGREEING_SHARE_MIN = 0.8
SPEAKING_SHARE_MIN = 0.02


def country_of_file(phones: Sequence[str], emails: Sequence[str]) -> str | None:
    """Return the country (ISO 3166-1 alpha-2) a file's values are from, or None where they do not agree on one.

    phones, emails: distinct raw values. A number written with its calling code and an address under a country's domain
    speak; a calling code that several countries share, such as 1 or 7, does not.
    """
    looked_at = min(len(phones), TEXTS_LOOKED_AT) + min(len(emails), TEXTS_LOOKED_AT)
    votes = Counter([*_by_phone(phones[:TEXTS_LOOKED_AT]), *_by_email(emails[:TEXTS_LOOKED_AT])])
    if not votes:
        return None
    country, count = votes.most_common(1)[0]
    agreed = count >= AGREEING_SHARE_MIN * votes.total() and votes.total() >= SPEAKING_SHARE_MIN * looked_at
    return country if agreed else None


def _by_phone(phones: Iterable[str]) -> Iterator[str]:
    for phone in phones:
        text = phone.lstrip(" '(")
        if not text.startswith(("+", "00")):
            continue
        digits = "".join(mark for mark in ascii_digits(text) if mark.isdecimal())
        digits = digits.removeprefix("00") if text.startswith("00") else digits
        for length in (1, 2, 3):
            regions = COUNTRY_CODE_TO_REGION_CODE.get(int(digits[:length] or 0))
            if regions is not None:
                if len(regions) == 1:
                    yield regions[0]
                elif digits[:length] == "44":
                    yield "GB"  # the islands that share it have few numbers
                break


def _by_email(emails: Iterable[str]) -> Iterator[str]:
    for email in emails:
        domain = email.rstrip(" .>").rpartition(".")[2].lower()
        if len(domain) == 2 and domain.isascii() and domain not in FASHIONABLE:
            country = "GB" if domain == "uk" else country_code(domain)
            if country:
                yield country
