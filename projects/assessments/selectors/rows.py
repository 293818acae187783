"""Answers of an assessment that are rows of their own, as a version keeps them."""

from collections.abc import Callable
from typing import Any


def amounts(paper: Any) -> list[Any]:
    """The amounts of a verification or of an issuance request."""
    return list(paper.rows_of("amounts"))


def members(assessment: Any) -> list[Any]:
    """The people of an assessment."""
    return list(assessment.rows_of("members"))


def findings(assessment: Any) -> list[Any]:
    """The findings of an assessment."""
    return list(assessment.rows_of("findings"))


IN_ROWS: dict[str, Callable[[Any], list[Any]]] = {"members": members, "findings": findings, "amounts": amounts}
