"""Companies in cells for names."""

import pyarrow as pa
import pytest

from pellucid.golden.standardize.company_cells import with_companies_from_names


@pytest.mark.parametrize(
    ("cells", "organization"),
    [
        ({"full_name": "Nordwind Logistik GmbH"}, "Nordwind Logistik GmbH"),
        ({"full_name": "Anna Nordwind"}, None),
        ({"full_name": "Nordwind Logistik GmbH", "organization": "Harbor Ltd"}, "Harbor Ltd"),
        ({"family_name": "Harbor & Pine Ltd"}, "Harbor & Pine Ltd"),
        ({"given_name": "Anna", "family_name": "Harbor & Pine Ltd"}, None),
        ({"email": "a@b.example"}, None),
    ],
)
def test_a_company_in_a_cell_for_names_is_the_records_company(cells, organization):
    records = pa.table({name: pa.array([text], pa.string()) for name, text in cells.items()})

    found = with_companies_from_names(records).to_pylist()[0]

    assert found.get("organization") == organization
    assert {name: found[name] for name in cells if name != "organization"} == {
        name: text for name, text in cells.items() if name != "organization"
    }
