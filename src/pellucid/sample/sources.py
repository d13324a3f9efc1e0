"""The systems a company keeps its customers in, and what each does to them."""

from dataclasses import dataclass, fields

import numpy as np

from pellucid.sample.lists import Floats, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One system. All numbers but weight are shares of its records, 0 to 1.

    weight: how many of all records are its. email, phone, address, birth_date, family_name: have that value. work: of
    staff, have their work's e-mail, phone and address. landline: have the landline where there is one. latin: write
    names of other scripts in Latin letters. plain: leave accents away. typo: a typing error in any one text.
    nickname, initial, swap, upper, lower, mojibake, junk: of given names, a nickname or an initial; given and family
    name exchanged; all capitals or none; broken by a wrong encoding; a placeholder instead of a value.
    """

    name: str
    weight: float
    key: str
    email: float
    phone: float
    address: float
    birth_date: float
    family_name: float = 1.0
    work: float = 0.0
    landline: float = 0.2
    latin: float = 0.5
    plain: float = 0.1
    typo: float = 0.015
    nickname: float = 0.05
    initial: float = 0.01
    swap: float = 0.01
    upper: float = 0.02
    lower: float = 0.03
    mojibake: float = 0.005
    junk: float = 0.01


# Invented, by what such systems are known for: what they ask for, who types, which encoding they speak.
SOURCES = (
    Source(
        name="crm", weight=0.3, key="K", email=0.9, phone=0.93, address=0.97, birth_date=0.8, work=0.4, landline=0.4,
        latin=1.0, plain=0.25, typo=0.025, nickname=0.02, junk=0.02,
    ),
    Source(
        name="shop", weight=0.28, key="", email=0.995, phone=0.8, address=0.99, birth_date=0.5, typo=0.012, upper=0.04,
        lower=0.08, plain=0.15,
    ),
    Source(
        name="newsletter", weight=0.14, key="N", email=1.0, phone=0.2, address=0.3, birth_date=0.5, family_name=0.92,
        nickname=0.12, lower=0.1, initial=0.03,
    ),
    Source(
        name="support", weight=0.1, key="T-", email=0.95, phone=0.85, address=0.35, birth_date=0.2, work=0.3,
        nickname=0.1, swap=0.04, latin=0.8, initial=0.03,
    ),
    Source(
        name="phone", weight=0.06, key="", email=0.7, phone=1.0, address=0.45, birth_date=0.4, work=0.25, landline=0.35,
        nickname=0.18, family_name=0.95, latin=0.7,
    ),
    Source(
        name="loyalty", weight=0.12, key="L", email=0.8, phone=0.85, address=0.96, birth_date=0.95, typo=0.04,
        upper=0.1, latin=0.6, plain=0.3,
    ),
)  # fmt: skip


def shares(name: str) -> Floats:
    """Return one number of all sources, in their order."""
    assert name in {field.name for field in fields(Source)}
    return np.array([getattr(source, name) for source in SOURCES], dtype=np.float64)


def share_of(name: str, source: Ints) -> Floats:
    """Return one number of the source of each record. source: indexes into SOURCES."""
    return np.asarray(shares(name)[source])
