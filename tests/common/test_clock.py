"""The clock is moved in tests and the demo, never in production."""

from typing import Any

import pytest

from common import clock
from tests.conftest import NOON


def test_a_held_clock_stands_still_and_goes_on_afterwards() -> None:
    with clock.at(NOON):
        assert clock.now() == NOON
    assert clock.now() != NOON


def test_today_is_the_day_of_the_named_zone() -> None:
    late = NOON.replace(hour=20)
    with clock.at(late):
        assert clock.today("UTC").isoformat() == "2026-06-01"
        assert clock.today("Asia/Tokyo").isoformat() == "2026-06-02"


def test_production_refuses_to_move_the_clock(settings: Any) -> None:
    settings.TESTING = settings.DEMO = False
    with pytest.raises(RuntimeError, match="tests and the demo only"), clock.at(NOON):
        pass
