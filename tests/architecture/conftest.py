"""Situations of the generated tests."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.architecture import people


@pytest.fixture
def situation(it: SimpleNamespace) -> SimpleNamespace:
    """A country in which everybody is at work."""
    return it


@pytest.fixture
def roles(situation: SimpleNamespace) -> dict[str, Any]:
    """One person a role."""
    return people.of(situation)
