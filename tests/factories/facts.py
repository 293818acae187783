"""Facts for moves by their annotations, so that generated tests can make any move."""

import inspect
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any, get_type_hints

from tests.conftest import NOON

BY_TYPE: dict[object, object] = {
    str: "Because.",
    int: 1,
    bool: True,
    Decimal: Decimal(1),
    date: NOON.date(),
    datetime: NOON,
}


def facts_for(bound: Callable[..., None]) -> dict[str, Any]:
    """A value for each fact that a move takes besides `at` and has no default for; None where the type is a model."""
    unwrapped = inspect.unwrap(bound)
    try:
        hints = get_type_hints(unwrapped)
    except NameError:  # a type that is imported for checking only
        hints = {}
    return {
        name: BY_TYPE.get(hints.get(name))
        for name, parameter in inspect.signature(unwrapped).parameters.items()
        if name not in {"self", "at"}
        and parameter.default is parameter.empty
        and parameter.kind is parameter.KEYWORD_ONLY
    }
