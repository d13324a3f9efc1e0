"""Rules about several fields of one record together, and about what the other records of the data usually say."""

from pellucid.golden.validate.across.check import RULES, check_across

__all__ = ["RULES", "check_across"]
