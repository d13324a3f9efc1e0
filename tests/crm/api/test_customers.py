"""Customers through the door: found by any id, added once, edited without a lost update."""


from crm.api.conftest import added


def test_a_customer_that_was_added_is_found_by_its_id_and_by_its_records_id(steward):
    ids = added(steward)
    by_customer, by_record = steward.get(f"/customers/{ids['customer']}"), steward.get(f"/customers/{ids['record']}")
    assert by_customer.json() == by_record.json()
    told = by_customer.json()
    assert told["name"] == "Ada Lovelace"
    assert told["values"]["email"] == "ada@example.com"
    assert {point["kind"] for point in told["contact_points"]} >= {"email", "phone"}
    assert by_customer["ETag"] == f'"{told["version"]}"'
