"""Postal addresses: one line or many columns to parts, the standard line, the lines of the post, match forms."""

from pellucid.golden.standardize.address.keys import city_key, house_key, postal_key, street_key
from pellucid.golden.standardize.address.parse import split_parts, standardize_address, standardize_address_parts
from pellucid.golden.standardize.address.postal_code import standardize_postal_code
from pellucid.golden.standardize.address.region import region_id, standardize_region
from pellucid.golden.standardize.address.rules import RULES

__all__ = [
    "RULES",
    "city_key",
    "house_key",
    "postal_key",
    "region_id",
    "split_parts",
    "standardize_address",
    "standardize_address_parts",
    "standardize_postal_code",
    "standardize_region",
    "street_key",
]
