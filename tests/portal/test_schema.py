"""What the API answers is what its schema says, for whatever is asked of it."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from schemathesis import Case
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

# A country or scope that does not exist has the schema's type and is refused; a page that is no number is the first.
LENIENT = [positive_data_acceptance, negative_data_rejection]
EXAMPLES = 10  # of each operation, the same ones each time
schema = schemathesis.openapi.from_wsgi("/api/schema/", get_wsgi_application())


@pytest.fixture(autouse=True)
def _one_connection() -> Iterator[None]:
    """Requests share the connection of the test, whose transaction holds the records."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@schema.parametrize()  # type: ignore[untyped-decorator]  # schemathesis is not read by mypy
@hypothesis_settings(max_examples=EXAMPLES, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_an_answer_is_as_the_schema_says(case: Case, it: SimpleNamespace) -> None:
    case.call_and_validate(excluded_checks=LENIENT)


def test_every_operation_is_asked() -> None:
    assert len(list(schema.get_all_operations())) >= 7
