"""In a browser: a company applies with its documents, one officer checks, another opens; the holder confirms itself."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from common import clock
from tests.conftest import NOON
from tests.factories.partners import a_country_in_operation
from tests.factories.registry import DETAILS
from tests.journeys.actors import PASSWORD, Actor
from tests.look.chromium import chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ROLES = ("participant", "registry_officer", "registry_officer2", "participant2")
SCAN = ("scan.pdf", b"%PDF-1.7 a scan")


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    it = a_country_in_operation()
    for role in ROLES:
        user = getattr(it, role)
        user.set_password(PASSWORD)
        user.save()
    return it


@pytest.fixture
def people(it: SimpleNamespace, live_server: Any) -> Iterator[dict[str, Actor]]:
    with chromium() as browser:
        yield {role: Actor(browser, live_server.url, role).sign_in(getattr(it, role).email) for role in ROLES}


def begin(it: SimpleNamespace, holder: Actor) -> str:
    """The application with its two people; returns the address of its page."""
    holder.open("/accounts/registry/apply/").fill({"name": "Journey"})
    for field in ("proposers", "approvers"):
        for person in (it.participant, it.participant2):
            holder.page.locator(f"main [name='{field}'][value='{person.pk}']").check()
    return holder.press().keep("11-application").path


def test_an_account_is_opened_by_two_officers_and_its_holder_confirms_the_details(
    it: SimpleNamespace, people: dict[str, Actor]
) -> None:
    holder, officer, second, other_representative = (people[role] for role in ROLES)
    with clock.at(NOON):
        account = begin(it, holder)
        holder.open(f"{account}submit/").press(status=422).sees("ACC-10")
        for slot in ("registration", "authority", "identity"):
            holder.open(f"{account}documents/{slot}/").fill({"upload": SCAN}).press()
        holder.open(f"{account}details/").fill(DETAILS).press().press("Confirm the details").open(
            f"{account}submit/"
        ).press()
        holder.keep("11-applied")
        officer.open("/registry/desk/").sees("Journey").open(f"{account}check-application/").tick_all().press()
        officer.keep("11-checked").is_kept_out(f"{account}open/")
        second.open("/registry/desk/").sees("Journey").open(f"{account}open/").press().keep("11-open")
        holder.open(f"{account}details/").fill({"phone": "+81 3 1111 1111"}).press().keep("11-details-check")
        holder.press("Confirm the details").is_kept_out(f"{account}details/approve/")
        other = other_representative.has_in_inbox("Approve or reject the changed details")
        other.open(f"{account}details/approve/").sees("+81 3 1111 1111").keep("11-details-approve").press()
        holder.open(account).sees("+81 3 1111 1111").keep("11-confirmed")
