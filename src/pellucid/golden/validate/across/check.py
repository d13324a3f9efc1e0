"""Every rule across fields, over a whole table."""

import pyarrow as pa

from pellucid.golden.model.issue import Rule
from pellucid.golden.validate.across import company, dates, name, phone, place
from pellucid.golden.validate.table import in_row_order

RULES: tuple[Rule, ...] = (*phone.RULES, *place.RULES, *company.RULES, *dates.RULES, *name.RULES)


def check_across(standard: pa.Table, *, today: str | None) -> pa.Table:
    """Return the issues between fields, of schema ISSUES, in order of record_id (the row's position).

    standard: text columns by field and slot in standard form, see standardize.table. today: ISO date of the run, or
    None where age is not to be judged.
    """
    return in_row_order(
        [
            phone.check_phone_country(standard),
            place.check_city_of_postal_code(standard),
            company.check_company_of_domain(standard),
            dates.check_date_order(standard),
            dates.check_minors(standard, today=today),
            name.check_name_in_mailbox(standard),
        ]
    )
