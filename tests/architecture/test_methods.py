"""Addresses of packages: none writes but by POST. Ours are asked in `test_every_object.py`."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests.architecture import routes
from tests.architecture.conftest import browser
from tests.architecture.methods import OTHERS, Written, undone

# allauth writes down the address that a person has already, when they look at their addresses for the first time.
OF_PACKAGES_THEMSELVES = {"account_email": {"account_emailaddress"}}
OF_PACKAGES = sorted(
    {route.name: route for route in routes.every() if route.is_third_party and not route.arguments}.items()
)


@pytest.mark.parametrize("name", [name for name, _route in OF_PACKAGES])
def test_addresses_of_packages_write_nothing_but_by_post(
    name: str, situation: SimpleNamespace, roles: dict[str, Any]
) -> None:
    situation.officer.is_staff = situation.officer.is_superuser = True
    situation.officer.save()
    address = "/" + dict(OF_PACKAGES)[name].pattern.replace("^", "").replace("$", "").replace("\\Z", "")
    for user in (situation.officer, roles["anonymous"]):
        client = browser(user)
        for method in ("GET", *OTHERS):
            written = Written()
            with undone(client):
                client.generic(method, address)
            assert written.tables() <= OF_PACKAGES_THEMSELVES.get(name, set()), f"{method} {address} writes"
