"""Names of organizations: standard form, legal form set apart, core name for matching."""

from pellucid.golden.standardize.organization.core import organization_key
from pellucid.golden.standardize.organization.recognize import ORGANIZATION_WORDS, is_organization
from pellucid.golden.standardize.organization.rules import RULES
from pellucid.golden.standardize.organization.standard import standardize_organization

__all__ = ["ORGANIZATION_WORDS", "RULES", "is_organization", "organization_key", "standardize_organization"]
