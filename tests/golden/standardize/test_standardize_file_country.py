"""Which country a file is from."""

import pytest

from pellucid.golden.standardize.file_country import country_of_file


@pytest.mark.parametrize(
    ("phones", "emails", "country"),
    [
        (["+49 30 123456", "0171 5551234"], ["a@web.de"], "DE"),
        (["0049 30 123456"], [], "DE"),
        (["030 123456"], ["a@gmail.com"], None),
        (["+1 212 555 0100"], [], None),  # the calling code of twenty countries
        (["+44 1144 960123"], ["a@b.co.uk"], "GB"),
        (["+49 30 123456"], ["a@b.fr"], None),
        ([], ["a@b.io", "c@d.me"], None),
        (["۰۰۹۸۲۱۱۲۳۴۵۶۷"], [], None),  # no plus and no 00 in ASCII is left to the number's own rules
        (["+98۲۱۱۲۳۴۵۶۷۸"], [], "IR"),
        ([], [], None),
        (["+49 30 1"] + [f"0{number}" for number in range(100)], [], None),  # one of a hundred says nothing
    ],
)
def test_a_file_is_from_where_its_values_agree_to_be_from(phones, emails, country):
    assert country_of_file(phones, emails) == country
