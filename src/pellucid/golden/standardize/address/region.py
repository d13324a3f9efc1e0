"""Regions: states, provinces, counties and prefectures by code or name."""

from functools import lru_cache

from pellucid.golden.standardize.address.clean import is_latin, restore_capitals
from pellucid.golden.standardize.address.country_form import country_form, region_key_of
from pellucid.golden.standardize.fold import fold

# Counties of the United Kingdom as people write them; its mail needs none, so the address data has none.
_COUNTIES = frozenset({
    "bedfordshire", "berkshire", "buckinghamshire", "cambridgeshire", "cheshire", "cornwall", "cumbria",
    "derbyshire", "devon", "dorset", "essex", "gloucestershire", "hampshire", "herefordshire", "hertfordshire",
    "kent", "lancashire", "leicestershire", "lincolnshire", "merseyside", "middlesex", "norfolk",
    "northamptonshire", "northumberland", "nottinghamshire", "oxfordshire", "rutland", "shropshire", "somerset",
    "staffordshire", "suffolk", "surrey", "warwickshire", "wiltshire", "worcestershire", "yorkshire", "gwynedd",
    "powys", "dyfed", "gwent", "clwyd", "fife", "lothian", "strathclyde", "tayside", "grampian", "antrim",
    "armagh", "down", "fermanagh", "londonderry", "tyrone", "aberdeenshire", "ayrshire", "lanarkshire",
    "renfrewshire", "perthshire", "stirlingshire", "angus", "anglesey", "monmouthshire", "sussex", "midlands",
    "glamorgan",
})  # fmt: skip
_LONGEST_CODE = 3  # letters; an unknown code stays as it came
_SHORT_COUNTIES = frozenset({
    "cambs", "herts", "beds", "berks", "bucks", "glos", "hants", "lancs", "leics", "lincs", "northants", "notts",
    "oxon", "staffs", "wilts", "worcs", "yorks", "middx", "shrops", "derbys", "warks", "salop", "northumb",
})  # fmt: skip
_BEFORE_COUNTY = frozenset({"west", "east", "north", "south", "mid", "county", "co", "the"})
_OTHER_COUNTIES = frozenset({"county durham", "co durham", "greater manchester", "isle of wight", "tyne and wear"})


def is_county(text: str) -> bool:
    """Say whether a text names a county of the United Kingdom."""
    folded = fold(text)
    *before, last = folded.split() or [""]
    return folded in _OTHER_COUNTIES or (last in _COUNTIES | _SHORT_COUNTIES and set(before) <= _BEFORE_COUNTY)


@lru_cache(maxsize=65_536)
def standardize_region(text: str, country: str | None) -> str:
    """Return the region as its country's mail writes it: the code where there is one, otherwise the full name.

    Regions of countries in another script keep the script of the text. A name the country does not have stays, with
    its capitals restored.
    """
    plain = text.strip(" .,()-")
    key = find_region(plain, country)
    if key is None:
        return restore_capitals(plain) if len(plain) > _LONGEST_CODE else plain
    is_translated = is_latin(plain) and not is_latin(key)
    return country_form(country).latin_regions.get(key, key) if is_translated else key


@lru_cache(maxsize=65_536)
def find_region(text: str, country: str | None) -> str | None:
    """Return the key of a country's region by any of its names or codes, or None."""
    regions = country_form(country).regions
    if not regions or not text:
        return None
    return regions.get(fold(text).replace(" ", "")) or regions.get(region_key_of(text))


def region_id(region: str, country: str | None) -> str:
    """Return the match form of a region: its ISO 3166-2 part where it has one, otherwise the folded name."""
    key = find_region(region, country)
    if key is None:
        return fold(region)
    return country_form(country).region_ids.get(key, fold(key))
