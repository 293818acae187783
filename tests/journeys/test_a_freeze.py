"""In a browser: an administrator freezes units, a second one approves, the holder's transfer is refused by number."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from common import clock
from tests.conftest import NOON
from tests.factories.registry import a_registry_with_officers
from tests.journeys.actors import PASSWORD, Actor
from tests.look.chromium import chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SERIALS = "JCM-TH-JP-1-100"


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    it = a_registry_with_officers(1000)
    for role in ("registry_officer", "second_officer", "participant"):
        user = getattr(it, role)
        user.set_password(PASSWORD)
        user.save()
    return it


@pytest.fixture
def people(it: SimpleNamespace, live_server: Any) -> Iterator[dict[str, Actor]]:
    with chromium() as browser:
        roles = ("registry_officer", "second_officer", "participant")
        yield {role: Actor(browser, live_server.url, role).sign_in(getattr(it, role).email) for role in roles}


def transfer(it: SimpleNamespace, holder: Actor, status: int) -> Actor:
    holder.open(f"/accounts/registry/{it.sender.number}/transfer/")
    holder.fill({"receiver": it.receiver.number, "serials": SERIALS})
    return holder.press(status=status)


def test_frozen_units_stay_until_a_second_administrator_ends_the_freeze(
    it: SimpleNamespace, people: dict[str, Actor]
) -> None:
    officer, second, holder = (people[role] for role in ("registry_officer", "second_officer", "participant"))
    with clock.at(NOON):
        officer.open("/registry/desk/").keep("09-desk").follow("Freeze units")
        officer.fill({"serials": SERIALS, "reason": "Order of a court"}).press().keep("09-freeze-check")
        officer.sees(SERIALS, "stays where it is").press("Propose it").keep("09-freeze-request")
        asked = officer.path
        officer.sees("Somebody else has to approve it").is_kept_out(f"{asked}approve/")
        second.has_in_inbox("Approve or reject").open(f"{asked}approve/").press().sees("Completed")
        transfer(it, holder, 409).sees("TRF-20").keep("09-transfer-of-frozen-units")
        officer.open(asked).follow("Transaction ").keep("09-freeze-posted").follow("End a freeze")
        officer.fill({"reason": "The court lifted it"}).press().press("Propose it")
        second.open(f"{officer.path}approve/").press().sees("Completed")
        transfer(it, holder, 200).sees(SERIALS)


def test_a_file_of_transfers_is_tried_and_proposed_and_a_suspension_is_looked_at_first(
    it: SimpleNamespace, people: dict[str, Actor]
) -> None:
    officer, holder = people["registry_officer"], people["participant"]
    rows = [f"{it.receiver.number},600,,first", f"{it.receiver.number},500,,too much"]
    with clock.at(NOON):
        holder.open(f"/accounts/registry/{it.sender.number}/bulk/").keep("10-file")
        holder.fill({"file": ("june.csv", _file(*rows))}).press().keep("10-file-refused").sees("TRF-15", "3")
        holder.follow("Choose another file").fill({"file": ("june.csv", _file(rows[0]))}).press()
        holder.keep("10-file-tried").press("Propose all lines").sees("june.csv").keep("10-file-proposed")
        officer.open("/registry/desk/").fill({"scope": "project", "name": "TH014", "reason": "Review"}).press()
        officer.sees("1 000", "Accounts that hold them").keep("10-suspension-check").press("Suspend now")
        officer.follow("Lift the suspension of TH014").fill({"note": "The review is done."}).press()
        officer.keep("10-resume-check").press("Lift").sees("Nothing is suspended")
        holder.open("/registry/transactions/").keep("10-public-transactions").open("/transactions/requests/")
        holder.keep("10-requests")


def _file(*rows: str) -> bytes:
    return "\n".join(["receiver,quantity_tco2e,serials,note", *rows]).encode()
