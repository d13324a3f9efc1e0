"""Numbering plans, compiled from the phonenumbers metadata: what a plain number is, at a tenth of a parse."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from phonenumbers import COUNTRY_CODE_TO_REGION_CODE, PhoneMetadata

from pellucid.golden.standardize.placeholder import RUNS

WORLD = "001"  # the region that phonenumbers gives to numbers of no country, such as +800
# In the order in which phonenumbers asks; the last two may both hold.
_TYPES = (
    "premium_rate", "toll_free", "shared_cost", "voip", "personal_number", "pager", "uan", "voicemail", "fixed_line",
    "mobile",
)  # fmt: skip
_RUN_DIGITS = 10
CALLING_CODES: dict[str, tuple[str, ...]] = {
    str(code): regions for code, regions in COUNTRY_CODE_TO_REGION_CODE.items()
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Layouts:
    """How the numbers of a plan are written abroad.

    pattern: one named group a layout, around the groups of its digits. templates: by that name the template, and from
    which to which group it is filled.
    """

    pattern: re.Pattern[str]
    templates: Mapping[str, tuple[str, int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The numbering plan of one region.

    calling_code: such as 49. general: what any number of it looks like. kinds: the same by type of line, its last
    named group naming the type. both: numbers that fixed and mobile lines share. leading: digits only this region's
    numbers start with, where several share a calling code. trunk: the prefix dialed inside the country. rewrites:
    whether the trunk prefix is more than cut off. abroad: the prefix dialed for calls abroad.
    """

    region: str
    calling_code: str
    general: re.Pattern[str]
    kinds: re.Pattern[str]
    both: re.Pattern[str] | None
    leading: re.Pattern[str] | None
    trunk: re.Pattern[str] | None
    rewrites: bool
    abroad: re.Pattern[str] | None
    layouts: Layouts


@cache
def plan_of(region: str, calling_code: str = "") -> Plan | None:
    """Return the plan of a region (ISO 3166-1 alpha-2), or None where there is none; for WORLD by calling code."""
    data: Any = (
        PhoneMetadata.metadata_for_nongeo_region(int(calling_code), None)
        if region == WORLD
        else PhoneMetadata.metadata_for_region(region, None)
    )
    if data is None:
        return None
    fixed, mobile = data.fixed_line, data.mobile
    same = data.same_mobile_and_fixed_line_pattern
    return Plan(
        region=region,
        calling_code=str(data.country_code),
        general=re.compile(_shape(data.general_desc)),
        kinds=_kinds(data),
        both=re.compile(_shape(fixed) if same else _shape(mobile)) if fixed and (same or mobile) else None,
        leading=re.compile(data.leading_digits) if data.leading_digits else None,
        trunk=re.compile(data.national_prefix_for_parsing) if data.national_prefix_for_parsing else None,
        rewrites=bool(data.national_prefix_transform_rule),
        abroad=re.compile(data.international_prefix) if data.international_prefix else None,
        layouts=_layouts(data),
    )


def _shape(description: Any) -> str:
    """Return a pattern for numbers of a description, among them only those of a possible length."""
    lengths = "|".join(rf".{{{length}}}\Z" for length in description.possible_length or () if length > 0)
    return f"(?={lengths})(?:{description.national_number_pattern})" if lengths else _never_or(description)


def _never_or(description: Any) -> str:
    pattern = description.national_number_pattern
    return f"(?:{pattern})" if pattern and not description.possible_length else r"(?!)"


def _kinds(data: Any) -> re.Pattern[str]:
    named = ((name, getattr(data, name)) for name in _TYPES)
    alternatives = "|".join(f"(?P<{name}>{_shape(description)})" for name, description in named if description)
    return re.compile(rf"(?=(?:{_shape(data.general_desc)})\Z)(?:{alternatives or '(?!)'})")


def _layouts(data: Any) -> Layouts:
    formats: Iterable[Any] = data.intl_number_format or data.number_format
    alternatives, templates, first = [], {}, 1
    for index, written in enumerate(formats):
        leading = f"(?={written.leading_digits_pattern[-1]})" if written.leading_digits_pattern else ""
        alternatives.append(f"(?P<w{index}>{leading}{written.pattern})")
        last = first + re.compile(written.pattern).groups
        template = re.sub(r"\\(\d)", lambda m: f"{{{int(m[1]) - 1}}}", written.format)
        templates[f"w{index}"] = (f"+{data.country_code} {template}", first, last)
        first = last + 1
    return Layouts(pattern=re.compile("|".join(alternatives) or "(?!)"), templates=templates)


def identify(calling_code: str, national: str) -> tuple[str, str] | None:
    """Return region and type of line of a national number, or None if no such number is in use.

    Agrees with phonenumbers.region_code_for_number and number_type on valid numbers.
    """
    regions = CALLING_CODES[calling_code]
    for region in regions:
        plan = plan_of(region, calling_code)
        if plan is None or (len(regions) > 1 and plan.leading is not None and not plan.leading.match(national)):
            continue
        found = plan.kinds.fullmatch(national)
        if found is not None:
            kind = found.lastgroup or ""
            if kind == "fixed_line" and plan.both is not None and plan.both.fullmatch(national):
                kind = "fixed_line_or_mobile"
            return region, kind
        if len(regions) > 1 and plan.leading is not None:
            return None
    return None


def write_out(calling_code: str, national: str) -> str:
    """Return a number as people abroad read it, such as ``+49 30 901820``."""
    plan = plan_of(CALLING_CODES[calling_code][0], calling_code)
    found = plan.layouts.pattern.fullmatch(national) if plan else None
    if plan is None or found is None:
        return f"+{calling_code} {national}"
    template, first, last = plan.layouts.templates[found.lastgroup or ""]
    return template.format(*found.groups()[first:last])


def split_code(digits: str) -> tuple[str, str] | None:
    """Return calling code and the rest of an international number without its plus, or None."""
    for length in (1, 2, 3):
        if digits[:length] in CALLING_CODES:
            return digits[:length], digits[length:]
    return None


def cut_trunk(plan: Plan, digits: str) -> str | None:
    """Return digits without the prefix dialed inside the country, or None if that takes more than cutting.

    A prefix stays where the number is one of the plan only with it.
    """
    if plan.trunk is None:
        return digits
    found = plan.trunk.match(digits)
    if found is None or found.end() == 0:
        return digits
    if plan.rewrites:
        return None
    rest = digits[found.end() :]
    return digits if plan.general.fullmatch(digits) and not plan.general.fullmatch(rest) else rest


def is_junk_national(national: str) -> bool:
    """Say whether a national number was typed to fill a field; unlike one as written, short runs may be real."""
    return national == national[0] * len(national) or (len(national) >= _RUN_DIGITS and national in RUNS)
