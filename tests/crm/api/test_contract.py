"""The API does what its description says, whatever it is sent."""

from collections.abc import Iterator

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from crm.api.conftest import added

schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
schema.config.phases.coverage.enabled = False


@pytest.fixture
def key(steward) -> Iterator[str]:
    """The token of a program, while requests leave the connection of the test open, as those of Django's client do."""
    added(steward)
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield steward.headers["Authorization"]
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.slow
@schema.parametrize()
@settings(max_examples=5, suppress_health_check=list(HealthCheck))
def test_every_answer_is_one_the_description_knows(case, key) -> None:
    # What fits the description can still be refused: an address that is none, an id nobody ever had.
    case.call_and_validate(headers={"Authorization": key}, excluded_checks=[positive_data_acceptance])
