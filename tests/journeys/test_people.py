"""People under four eyes in a browser: one officer proposes, another judges; a suspension; an address; two accounts."""

from types import SimpleNamespace

import pytest

from common import clock
from partners.people.models.people import Role
from partners.people.models.personnel import AliasCase
from partners.people.models.personnel import PersonnelChange as Change
from tests.conftest import NOON
from tests.factories.partners import a_country_in_operation, person
from tests.factories.people import alike
from tests.journeys.people import People, address_of, on

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    """Two JCMA officers, and two accounts that look like one person's."""
    it = a_country_in_operation()
    it.officer2 = person(Role.SECRETARIAT, it.jcma, name="Aya Mori")
    with clock.at(NOON):
        it.case = alike(it.outsider, it.local_participant).get_absolute_url()
    return it


def test_two_officers_let_somebody_in_and_take_rights_away(people: People) -> None:
    with on(2026, 6, 2):
        _invitation(people)
        _suspension(people)
        _address(people)
        _two_accounts(people)


def _invitation(people: People) -> None:
    officer = people.officer.open("/people/changes/").sees("Nothing waits").keep("people-01-nothing-waits")
    officer.open("/people/invite/").keep("people-02-invite")
    officer.fill(
        {
            "email": "riku.sakai@example.org",
            "name": "Riku Sakai",
            "organisation": people.it.jcma.name,
            "role": "registry",
            "means": "Certified copy",
            "document": "Passport",
            "issuer": "Ministry",
            "last_four": "4711",
            "seen_on": "2026-05-28",
        }
    ).press().sees("Riku Sakai", "Another officer reads exactly this").keep("people-02-invite-check").press("Propose")
    change = address_of(Change)
    officer.open(change).sees("You proposed this").keep("people-03-proposed")
    second = people.officer2.has_in_inbox("Put the change about a person in force").open(change)
    second.sees("Riku Sakai", "4711", "Certified copy").keep("people-04-to-judge").follow("Put in force")
    second.keep("people-05-put-in-force").press()
    second.sees("Put in force").open("/people/changes/").sees("Riku Sakai").keep("people-06-decided")


def _suspension(people: People) -> None:
    me = people.participant.open("/inbox/")
    subject = f"/people/{people.it.participant.pk}/"
    people.officer.open(f"{subject}suspend/").fill({"reason": "Left the company."}).press().press("Propose")
    change = address_of(Change)
    me.open("/profile/").sees("You act as")
    people.officer2.open(f"{change}confirm/").press()
    me.open("/inbox/")
    assert me.path == "/accounts/login/"
    people.officer2.open(subject).sees("This person is suspended").keep("people-07-suspended")


def _address(people: People) -> None:
    me = people.auditor_of_tpe.open("/profile/").sees("Change your e-mail address").keep("people-08-profile")
    me.open("/profile/address/")
    assert me.path == "/accounts/reauthenticate/"
    me.keep("people-09-fresh-proof")


def _two_accounts(people: People) -> None:
    auditor = people.auditor.open("/people/changes/").sees("Accounts that may be one person’s").keep("people-10-alike")
    auditor.open(people.it.case).sees("Signed in on the same device").keep("people-11-case")
    auditor.follow("They are two persons").fill({"note": "Both came to the office."}).press()
    auditor.keep("people-12-check").press("They are two persons")
    auditor.open(address_of(AliasCase)).sees("Both came to the office.").keep("people-13-told-apart")
