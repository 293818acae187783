"""Situations of the generated tests."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.architecture import people
from tests.factories.partners import a_country_in_operation


@pytest.fixture
def situation(db: None, noon: Any) -> SimpleNamespace:
    """A country in which everybody is at work."""
    return a_country_in_operation()


@pytest.fixture
def roles(situation: SimpleNamespace) -> dict[str, Any]:
    """One person a role."""
    return people.of(situation)
