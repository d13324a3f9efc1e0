"""The country of an address line: its name at the end, or what only one country writes."""

import re
from functools import cache, lru_cache

from pellucid.golden.standardize.address.country_form import country_form
from pellucid.golden.standardize.address.postal_code import postal_pattern
from pellucid.golden.standardize.address.region import find_region
from pellucid.golden.standardize.country import country_code

_LONGEST_NAME = 4  # words
_SHORT_NAMES = frozenset({"UK", "U.K.", "USA", "U.S.A.", "U.S.", "UAE", "U.A.E."})
_POSTAL_CITY = re.compile(r"^(?:[A-Z]{1,3}-)?\d{3,6}\s\D+$")
_LONG_NUMBER = re.compile(r"\d{4}|[A-Z]\d[A-Z\d]?\s?\d[A-Z]{2}")
_NAME_CODE = re.compile(r"(?P<name>[^\d,]{4,}?)\s+(?P<code>(?:[A-Z]{1,2})?\d[\w -]*)$")
_PART_OF_NAME = frozenset({"de", "del", "of", "la", "do", "da", "new", "nueva", "nuevo", "the"})  # Ciudad de México
_STATE_COUNTRIES = ("US", "CA", "AU")
_STATE_ALSO_COUNTRY = frozenset({"georgia"})
# Countries that are their own city: the name stays the city's when no other is given.
CITY_COUNTRIES = frozenset({"SG", "LU", "MC", "GI", "VA", "SM", "DJ", "KW", "HK", "MO", "MT"})

_ROAD_SIGN = {
    "D": "DE", "A": "AT", "CH": "CH", "B": "BE", "F": "FR", "L": "LU", "I": "IT", "E": "ES", "SE": "SE", "S": "SE",
    "FI": "FI", "FIN": "FI", "DK": "DK", "NO": "NO", "N": "NO", "HR": "HR", "SI": "SI", "LT": "LT", "LV": "LV",
    "EE": "EE", "PL": "PL", "CZ": "CZ", "SK": "SK", "HU": "HU", "H": "HU", "IS": "IS", "FL": "LI", "NL": "NL",
    "PT": "PT", "P": "PT", "RO": "RO", "BG": "BG", "GR": "GR", "FO": "FO", "MD": "MD", "AX": "AX", "FR": "FR",
    "IT": "IT", "ES": "ES", "DE": "DE", "AT": "AT", "BE": "BE", "LU": "LU",
}  # fmt: skip
_PREFIXED = re.compile(rf"(?<![\w-])({'|'.join(sorted(_ROAD_SIGN, key=len, reverse=True))})-\s?(?:\d{{3,5}})(?!\w)")
_Shapes = tuple[tuple[str, re.Pattern[str]], ...]
_SCRIPT_SHAPES: _Shapes = (
    ("JP", re.compile(r"〒\s?\d{3}-?\d{4}|[\u3040-\u30ff]")),
    ("KR", re.compile(r"[\uac00-\ud7a3]")),
    ("KH", re.compile(r"[\u1780-\u17ff]")),
    ("TH", re.compile(r"[\u0e00-\u0e7f]")),
    ("IL", re.compile(r"[\u0590-\u05ff]")),
    ("GR", re.compile(r"[\u0370-\u03ff]{3}")),
    ("UA", re.compile(r"[іїєґІЇЄҐ]")),
    ("IR", re.compile(r"پلاک|خیابان|کوچه|استان|[پچژگ]")),
    ("JP", re.compile(r"丁目|番地|[都府県][^\s\d]+[市区町村]")),
    ("TW", re.compile(r"臺|台[北中南東]|[縣區號]")),
    ("CN", re.compile(r"[\u4e00-\u9fff]{2,}[省市](?!.*[都府県])|[区县镇号]|自治区")),
)
_CODE_SHAPES: _Shapes = (
    ("GB", re.compile(r"(?<!\w)(?:GIR|[A-Z]{1,2}\d[A-Z\d]?) ?\d[ABD-HJLN-UW-Z]{2}(?!\w)", re.I)),
    ("CA", re.compile(r"(?<!\w)[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] ?\d[ABCEGHJ-NPRSTV-Z]\d(?!\w)", re.I)),
    ("IE", re.compile(r"(?<!\w)(?:D6W|[AC-FHKNPRTV-Y]\d\d) ?[0-9AC-FHKNPRTV-Y]{4}(?!\w)")),
    ("NL", re.compile(r"(?<![\w-])[1-9]\d{3} ?(?!SA|SD|SS)[A-Z]{2}(?=\s+['’\w])(?!\s*\d)|\bPostbus\b")),
    ("SG", re.compile(r"\bSingapore,? (?:S\()?\d{6}\)?$", re.I)),
    ("AU", re.compile(r"(?<!\w)(?:NSW|VIC|QLD|TAS|ACT|SA|WA|NT),? \d{4}(?!\w)", re.I)),
    ("BR", re.compile(r"(?<!\w)\d{5}-\d{3}(?!\w|-)")),
    ("PT", re.compile(r"(?<!\w)[1-9]\d{3}-\d{3}(?!\w|-)")),
    ("PL", re.compile(r"(?<!\w)\d{2}-\d{3}\s+[^\W\d]")),
    ("IR", re.compile(r"(?<!\w)\d{5}-\d{5}(?!\w)")),
    ("IT", re.compile(r"(?<!\w)\d{5}\s+[^\d,]+\([A-Z]{2}\)")),
)
_AMERICAN = re.compile(r"(?P<words>(?:[A-Za-z.]+[\s,]+){0,3}?[A-Za-z.]+)[\s,]+\d{5}(?:-\d{4})?$")


def take_country(line: str) -> tuple[str, str | None, str]:
    """Return the line without the country's name at its end, the country's code, and the name as written."""
    if line.endswith(")") and "(" in line:
        head, _, tail = line.rpartition("(")
        if code := name_of_country(tail[:-1]):
            return head.strip(" ,"), code, tail[:-1]
    head, comma, tail = line.rpartition(",")
    tail = tail.strip(" .") if not tail.strip().endswith("S.A.") else tail.strip()
    if not comma:
        return _take_trailing_name(line)
    if len(tail) == 2 and tail.isalpha():
        code = _short_code(tail, head)
        return (head, code, tail) if code else (line, None, "")
    code = name_of_country(tail)
    if code and is_rather_state(tail, head):
        return line, None, ""
    if code:
        return head.rstrip(" ,"), code, tail
    if named := _take_name_before_code(head, tail):
        return named
    return _take_trailing_name(line)


def _take_name_before_code(head: str, tail: str) -> tuple[str, str, str] | None:
    """Return a line whose country stands before its postal code, ``Philippines 1226``, with the code left."""
    found = _NAME_CODE.match(tail)
    code = name_of_country(found["name"].strip()) if found else None
    if found is None or code is None or code in CITY_COUNTRIES or not has_code_of(found["code"], code):
        return None
    return f"{head} {found['code']}", code, found["name"].strip()


def is_rather_state(name: str, head: str) -> bool:
    """Say whether the name of a country is rather that of an American state: ``Atlanta, Georgia``."""
    return name.lower() in _STATE_ALSO_COUNTRY and head.isascii() and head[:1].isdecimal()


def name_of_country(text: str) -> str | None:
    """Return the code of a country by its name, or by an abbreviation that is no word or state: UK, USA, DEU."""
    if not text or len(text) > 60 or any(char.isdecimal() for char in text):
        return None
    if (
        len(text) <= 3
        and text.isascii()
        and text.upper() not in _SHORT_NAMES
        and not (len(text) == 3 and text.isupper())
    ):
        return None
    return country_code(text)


def _short_code(tail: str, head: str) -> str | None:
    """Return the country of two letters at the end, unless they are rather a state of a country before it."""
    upper = tail.upper()
    if upper == "UK":
        return "GB"
    last = head.rpartition(",")[2].strip()
    if any(find_region(upper, country) for country in _STATE_COUNTRIES) and not _POSTAL_CITY.match(last):
        return None
    return country_code(upper) if tail.isupper() else None


def _take_trailing_name(line: str) -> tuple[str, str | None, str]:
    """Return a country named by the last words with no comma before them, if a postal code stands before."""
    words = line.split(" ")
    for count in range(min(_LONGEST_NAME, len(words) - 1), 0, -1):
        tail = " ".join(words[-count:])
        head = " ".join(words[:-count])
        if not (head[-1:].isalnum() or head[-1:] in ".)") or not (_LONG_NUMBER.search(head) or not tail.isascii()):
            continue
        if head.rpartition(" ")[2].lower() in _PART_OF_NAME:
            continue
        code = name_of_country(tail)
        if (
            code
            and not (code in CITY_COUNTRIES and head[-1:].isdecimal() and "," in line)
            and not is_rather_state(tail, head)
        ):
            return head.rstrip(" ,"), code, tail
    return line, None, ""


@lru_cache(maxsize=65_536)
def guess_country(line: str) -> str | None:
    """Return the country that alone writes its addresses so: by postal code, state or script; None if unsure."""
    if prefixed := _PREFIXED.search(line):
        return _ROAD_SIGN[prefixed[1]]
    found = _AMERICAN.search(line)
    if found and _ends_with_state(found["words"]):
        return "US"
    shapes = _CODE_SHAPES if line.isascii() else _SCRIPT_SHAPES + _CODE_SHAPES
    return next((country for country, shape in shapes if shape.search(line)), None)


def _ends_with_state(text: str) -> bool:
    words = text.replace(",", " ").split()
    return any(
        (state := find_region(" ".join(words[-count:]), "US")) is not None
        and (count > 1 or len(words[-1]) > 2 or words[-1].upper() == state)
        for count in (1, 2, 3)
        if count <= len(words)
    )


@cache
def _own_code(country: str) -> re.Pattern[str] | None:
    form = country_form(country)
    return postal_pattern(country) if form.postal else None


def has_code_of(line: str, country: str) -> bool:
    """Say whether the line holds what looks like a postal code of the country."""
    pattern = _own_code(country)
    return pattern is not None and pattern.search(line) is not None
