"""What journeys share: everybody of a module's `it`, each at a browser."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from tests.journeys.people import People
from tests.look.chromium import chromium


@pytest.fixture
def people(it: SimpleNamespace, live_server: Any) -> Iterator[People]:
    """The people of `it`; the set-up ends here, since the database is asked `aside` from now on."""
    with chromium() as browser:
        yield People(it, browser, live_server.url)
