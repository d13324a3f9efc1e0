"""Addresses written from big to small in their own script: Japanese, Chinese, Korean, Persian, Khmer."""

import re

from pellucid.golden.standardize.address.country_form import country_form
from pellucid.golden.standardize.address.postal_code import standardize_postal_code
from pellucid.golden.standardize.address.region import find_region
from pellucid.golden.standardize.address.street import split_street
from pellucid.golden.standardize.address.words import street_words

_SCRIPTS = {
    "JP": re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]"),
    "CN": re.compile(r"[\u4e00-\u9fff]"),
    "TW": re.compile(r"[\u4e00-\u9fff]"),
    "KR": re.compile(r"[\uac00-\ud7a3]"),
    "IR": re.compile(r"[\u0600-\u06ff]"),
    "KH": re.compile(r"[\u1780-\u17ff]"),
}
_CODES = {
    "JP": re.compile(r"〒?\s?(?P<code>\d{3}-?\d{4})(?![\d-])"),
    "CN": re.compile(r"(?<![\d-])(?P<code>\d{6})(?![\d-])"),
    "TW": re.compile(r"(?:^|\s)(?P<code>\d{3}(?:\d{2,3})?)(?=[\s,]|$|[^\d\W]*[市縣])"),
    "KR": re.compile(r"(?<![\d-])\(?(?P<code>\d{5})\)?(?![\d-])"),
    "IR": re.compile(r"(?:کد\s?پستی\s*:?\s*)?(?<!\d)(?P<code>\d{5}-?\d{5})(?!\d)"),
    "KH": re.compile(r"(?<!\d)(?P<code>\d{5,6})(?!\d)"),
}
_CITIES = {
    "JP": re.compile(
        r"(?P<city>[^\d\s]{1,6}?郡[^\d\s]{1,6}?[町村]|[^\d\s]{1,8}?市|[^\d\s]{1,6}?[区町村])(?P<district>(?<=市)[^\d\s]{1,4}?区)?"
    ),
    "CN": re.compile(
        r"(?P<city>[^\d\s]{1,10}?(?:市|自治州|地区|盟)|[^\d\s]{1,8}?[区县])(?P<district>(?<![区县])[^\d\s]{1,8}?[区县镇旗])?"
    ),
    "TW": re.compile(r"(?P<city>[^\d\s]{1,4}?[區鄉鎮市])(?P<district>[^\d\s]{1,4}?里)?"),
    "KR": re.compile(r"(?P<city>\S+[시군구])(?:\s+(?P<district>\S+[구군읍면동]))?(?=\s|$)"),
}
_STREETS = {
    "JP": re.compile(
        r"^(?P<street>\D*)(?P<number>\d+(?:[-の]|丁目|番地?)\d[\d丁目番地号の-]*)\s*(?P<unit>.*)$"
        r"|^(?P<area>.*?)\s*(?P<block>\d+[丁目番地号の]*)(?:\s+(?P<room>.*))?$|^(?P<whole>.*)$"
    ),
    "CN": re.compile(r"^(?P<street>\D*)(?P<number>\d+(?:-\d+)?)?(?:号|號)?\s*(?P<unit>.*)$"),
    "TW": re.compile(r"^(?P<street>.*?)\s*(?P<number>\d+(?:[-之]\d+)?)?(?:號|号)\s*(?P<unit>.*)$|^(?P<whole>.*)$"),
    "KR": re.compile(r"^(?P<street>.*?\S)\s+(?P<number>\d+(?:-\d+)?)(?:\s*,?\s*(?P<unit>.*))?$|^(?P<whole>.*)$"),
}
_NUMBER_WORDS = re.compile(r"丁目|番地?|の|号$")
_SEPARATE = " ,()"


def is_native(text: str, country: str | None) -> bool:
    """Say whether an address is in the script whose writers go from big to small."""
    script = _SCRIPTS.get(country or "")
    return script is not None and script.search(text) is not None


def parse_native(text: str, country: str) -> dict[str, str]:
    """Return the parts of an address in its own script; its country's name is already taken off."""
    parts: dict[str, str] = {}
    codes = list(_CODES[country].finditer(text))
    if codes:
        code = codes[-1]
        parts["postal_code"] = standardize_postal_code(code["code"], country)
        text = f"{text[: code.start()]} {text[code.end() :]}".strip(_SEPARATE)
    parts |= {"IR": _persian, "KH": _khmer}[country](text) if country in ("IR", "KH") else _east_asian(text, country)
    return {name: part for name, part in parts.items() if part}


def _east_asian(text: str, country: str) -> dict[str, str]:
    region, rest = _take_region(text.replace(",", " ").replace("臺", "台").strip(_SEPARATE), country)
    parts: dict[str, str] = {"region": region}
    if found := _CITIES[country].match(rest):
        parts["city"] = found["city"]
        parts["district"] = found["district"] or ""
        rest = rest[found.end() :].strip(_SEPARATE)
    return parts | split_native_street(rest, country)


def split_native_street(text: str, country: str) -> dict[str, str]:
    """Return street, house number and flat of the end of an East Asian address."""
    found = _STREETS[country].match(text)
    if not found:
        return {"street": text}
    groups: dict[str, str] = {name: value or "" for name, value in found.groupdict().items()}
    number = _NUMBER_WORDS.sub("-", groups["number"] or groups.get("block", "")).strip("-").replace("--", "-")
    street = groups["street"] or groups.get("area") or groups.get("whole", "")
    return {
        "street": street.strip(_SEPARATE),
        "house_number": number,
        "unit": (groups["unit"] or groups.get("room", "")).strip(_SEPARATE),
    }


def _take_region(text: str, country: str) -> tuple[str, str]:
    """Return the region a text begins with, and the rest; the whole text where it begins with none."""
    form = country_form(country)
    for key in form.latin_regions:
        if text.startswith(key):
            return key, text[len(key) :].strip(_SEPARATE)
    head, _, tail = text.partition(" ")
    named = find_region(head, country) if tail else None
    return (named, tail.strip(_SEPARATE)) if named and not head.isascii() else ("", text)


def _persian(text: str) -> dict[str, str]:
    """Return the parts of ``city, street, alley, plaque, unit``, with or without the province before."""
    words = street_words("IR")
    segments = [segment.strip(_SEPARATE + "-") for segment in re.split(r",|\s-\s", text)]
    segments = [segment for segment in segments if segment]
    parts = dict[str, str]()
    if len(segments) > 2 and (key := find_region(segments[0], "IR")) and "استان" in segments[0]:
        parts["region"], segments = key, segments[1:]
    if len(segments) > 1 and segments[0].split()[0] not in words.first:
        parts["city"], segments = words.before_city.sub("", segments[0], count=1), segments[1:]
    split = split_street(", ".join(segments), "IR")
    street = ", ".join(part for part in (split.street, *split.extra) if part)
    parts |= {"street": street, "house_number": split.house_number, "unit": split.unit, "po_box": split.po_box}
    return parts


_KHMER_MARKERS = (
    ("house_number", r"(?:ផ្ទះ)?លេខ|ផ្ទះ"),
    ("street", r"ផ្លូវ(?:លេខ)?|មហាវិថី|វិថី"),
    ("unit", r"បន្ទប់(?:លេខ)?|ជាន់(?:ទី)?"),
    ("district", r"សង្កាត់|ខណ្ឌ|ឃុំ|ស្រុក|ភូមិ"),
    ("city", r"រាជធានី|ខេត្ត|ក្រុង"),
)
_KHMER = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _KHMER_MARKERS))


def _khmer(text: str) -> dict[str, str]:
    """Return the parts of a Khmer address, each of which follows the word for what it is."""
    found = list(_KHMER.finditer(text))
    if not found:
        return {"street" if any(char.isdecimal() for char in text) else "city": text}
    ends = [*(match.start() for match in found[1:]), len(text)]
    parts: dict[str, list[str]] = {}
    for match, end in zip(found, ends, strict=True):
        kind, word, value = str(match.lastgroup), match[0], text[match.end() : end].strip(_SEPARATE)
        if kind == "street":
            value = f"{word.removesuffix('លេខ')} {value}".strip()
        elif kind in ("district", "unit"):
            value = f"{word}{value}" if kind == "district" else f"{word} {value}"
        if value:
            parts.setdefault(kind, []).append(value)
    head = text[: found[0].start()].strip(_SEPARATE)
    joined = {name: ", ".join(values) for name, values in parts.items()}
    if head:
        number = head.isdecimal() and "house_number" not in joined
        joined.setdefault("house_number" if number else "city" if "city" not in joined else "street", head)
    if "city" not in joined:
        _city_at_end(joined, str(found[-1].lastgroup))
    return joined


def _city_at_end(parts: dict[str, str], last: str) -> None:
    """Move the city, where no word says that it is one, from the end of the last part to its own, in place."""
    *words, city = parts.get(last, "").split(" ")
    if words and not city.isdecimal() and (last != "street" or len(words) > 1):
        parts[last], parts["city"] = " ".join(words).strip(_SEPARATE), city
