"""Currencies as ISO 4217 codes, from codes, signs and names."""

from functools import cache

import pycountry
from babel import Locale
from babel.numbers import get_territory_currencies, list_currencies

from pellucid.golden.model.issue import Rule
from pellucid.golden.model.value import NO_HINTS, Hints, Standardized
from pellucid.golden.standardize.digits import ascii_digits
from pellucid.golden.standardize.fold import fold
from pellucid.golden.standardize.placeholder import is_placeholder

RULES: tuple[Rule, ...] = tuple(
    Rule(name=name, severity=None, about=about, source=source, bad=bad, good=good)
    for name, about, source, bad, good in (
        ("currency_to_code", "Writes a sign, name or number of a currency as its ISO 4217 code.", "ISO 4217; CLDR", "€",
         "EUR"),
        ("currency_from_country", "Takes the currency that a shared sign or name means in the country.",
         "CLDR, territory currencies", "kr", "ISK"),
        ("currency_assumed", "Takes the best-known currency of a sign that several share.", "CLDR", "$", "USD"),
    )
)  # fmt: skip

_SIGNS = {
    "€": "EUR", "£": "GBP", "₱": "PHP", "៛": "KHR", "₹": "INR", "₽": "RUB", "zł": "PLN", "kč": "CZK", "r$": "BRL",
    "₩": "KRW", "₺": "TRY", "c$": "CAD", "ca$": "CAD", "a$": "AUD", "au$": "AUD", "hk$": "HKD", "nz$": "NZD",
    "s$": "SGD", "us$": "USD", "$us": "USD", "u$s": "USD", "nt$": "TWD", "mx$": "MXN", "cn¥": "CNY", "jp¥": "JPY",
    "₪": "ILS", "฿": "THB", "₫": "VND", "₦": "NGN", "₴": "UAH", "₸": "KZT", "₡": "CRC", "₲": "PYG", "₵": "GHS",
    "₾": "GEL", "ft": "HUF", "lei": "RON", "лв": "BGN", "лв.": "BGN", "руб": "RUB", "руб.": "RUB", "sfr": "CHF",
    "sfr.": "CHF", "fr.": "CHF", "rmb": "CNY", "元": "CNY", "円": "JPY", "원": "KRW", "yen": "JPY", "ikr": "ISK",
    "dkr": "DKK", "skr": "SEK", "nkr": "NOK", "stg": "GBP", "sterling": "GBP", "pound sterling": "GBP", "quid": "GBP",
    "toman": "IRR", "تومان": "IRR", "ریال": "IRR", "riel": "KHR", "baht": "THB", "zloty": "PLN", "forint": "HUF",
    "won": "KRW", "yuan": "CNY", "renminbi": "CNY", "rouble": "RUB", "ruble": "RUB", "rand": "ZAR", "real": "BRL",
}  # fmt: skip
_KRONE = frozenset({"ISK", "DKK", "SEK", "NOK", "FOK"})
_PESO = frozenset({"PHP", "MXN", "ARS", "CLP", "COP", "UYU", "DOP", "CUP"})
_RUPEE = frozenset({"INR", "PKR", "LKR", "NPR", "MUR", "SCR"})
_DOLLAR = frozenset(
    "USD CAD AUD NZD SGD HKD TWD JMD BBD BSD BZD TTD FJD NAD LRD GYD SRD KYD BMD XCD BND SBD".split()  # noqa: SIM905
)
_POUND = frozenset({"GBP", "EGP", "LBP", "SYP", "SSP", "SDG", "GIP", "FKP", "SHP"})
# Signs and names several currencies share, and the one that is meant, with a warning, where no country tells.
_SHARED: dict[str, tuple[frozenset[str], str | None]] = {
    "$": (_DOLLAR | _PESO, "USD"), "dollar": (_DOLLAR, "USD"), "dollars": (_DOLLAR, "USD"),
    "¥": (frozenset({"JPY", "CNY"}), "JPY"), "￥": (frozenset({"JPY", "CNY"}), "JPY"),
    "kr": (_KRONE, None), "kr.": (_KRONE, None), "krona": (_KRONE, None), "krone": (_KRONE, None),
    "krónur": (_KRONE, "ISK"), "króna": (_KRONE, "ISK"), "kroner": (_KRONE, None), "kronor": (_KRONE, "SEK"),
    "peso": (_PESO, None), "pesos": (_PESO, None), "p": (_PESO, None), "rs": (_RUPEE, None), "rs.": (_RUPEE, None),
    "rupee": (_RUPEE, "INR"), "rupees": (_RUPEE, "INR"), "₨": (_RUPEE, None), "£": (_POUND, "GBP"),
    "pound": (_POUND, "GBP"), "pounds": (_POUND, "GBP"), "franc": (frozenset({"CHF", "XAF", "XOF", "XPF"}), "CHF"),
    "﷼": (frozenset({"IRR", "SAR", "QAR", "OMR", "YER"}), None),
    "rial": (frozenset({"IRR", "OMR", "YER"}), "IRR"), "riyal": (frozenset({"SAR", "QAR"}), "SAR"),
    "dinar": (frozenset({"RSD", "DZD", "TND", "IQD", "JOD", "KWD", "BHD", "LYD"}), None),
}  # fmt: skip
_SURE_ALONE = frozenset({"£", "pound", "pounds", "franc", "krónur", "króna", "kronor"})
_NONE = frozenset({"XXX", "XTS"})  # ISO 4217: no currency, and the code for tests


def standardize_currency(raw: str, hints: Hints = NO_HINTS) -> Standardized:
    """Return the ISO 4217 code of a currency, or None if it is none or a sign that several share tells no one."""
    text = raw.strip()
    if not text or is_no_currency(text):
        return Standardized(raw=raw, value=None)
    code, rule = currency_named(text, hints.country)
    if code is None:
        return Standardized(raw=raw, value=None)
    return Standardized(raw=raw, value=code, display=code, changes=(rule,) if code != raw else ())


def is_no_currency(text: str) -> bool:
    """Say whether a text stands for no currency: a placeholder, or XXX."""
    key = text.strip()
    is_sign = key.casefold() in _SIGNS or key.casefold() in _SHARED
    return (is_placeholder(text) and not is_sign) or key.upper() in _NONE


def is_shared_sign(text: str) -> bool:
    """Say whether several currencies share a sign or name."""
    return text.strip().casefold() in _SHARED


def is_withdrawn(code: str) -> bool:
    """Say whether a currency is no longer in use."""
    return code not in _in_use()


@cache
def currency_named(text: str, country: str | None) -> tuple[str | None, str]:
    """Return the code of a currency and the rule that found it; None if there is none or it cannot be told."""
    upper, key = ascii_digits(text).upper(), text.casefold()
    if upper in _in_use() or upper in list_currencies():
        return upper, "currency_to_code"
    if key in _SHARED:
        family, usual = _SHARED[key]
        local = get_territory_currencies(country) if country else ()
        for code in local:
            if code in family:
                return str(code), "currency_from_country"
        return usual, "currency_to_code" if key in _SURE_ALONE else "currency_assumed"
    code = _SIGNS.get(key) or _names().get(fold(text)) or _names().get(fold(text).removesuffix("s")) or _numbers(upper)
    return code, "currency_to_code"


@cache
def _in_use() -> frozenset[str]:
    return frozenset(currency.alpha_3 for currency in pycountry.currencies)


def _numbers(text: str) -> str | None:
    found = pycountry.currencies.get(numeric=text) if len(text) == 3 and text.isdecimal() else None
    return str(found.alpha_3) if found is not None else None


@cache
def _names() -> dict[str, str]:
    names = {fold(currency.name): str(currency.alpha_3) for currency in pycountry.currencies}
    for spoken in ("en", "fil", "is", "fa", "km", "de", "fr", "es", "it", "pt", "nl", "da", "sv", "nb", "pl", "ru"):
        for code, name in Locale(spoken).currencies.items():
            if code in _in_use():
                names.setdefault(fold(name), code)
    names.pop("", None)
    return names
