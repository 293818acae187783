"""JCMA's desk in a browser: the queue, whose hand a step is in, the load, a letter, and a project's whole file."""

from types import SimpleNamespace

import pytest

from common import clock
from partners.people.models.people import Role
from projects.letters.models import Letter
from tests.conftest import NOON
from tests.factories.partners import a_country_in_operation, person
from tests.factories.projects import a_design, a_pin
from tests.journeys.people import People, address_of, on

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SECOND = "Aya Mori"


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    """Two papers that wait for JCMA: a PIN, and the PDD of another project; two officers."""
    it = a_country_in_operation()
    it.officer2 = person(Role.SECRETARIAT, it.jcma, name=SECOND)
    with clock.at(NOON):
        it.pin = a_pin(it, submitted=True).get_absolute_url()
        it.home = a_design(it, submitted=True).project.get_absolute_url()
    return it


def test_officers_share_the_work_and_write_to_the_participants(people: People) -> None:
    with on(2026, 6, 2):
        _queue_and_reassignment(people)
        _same_hands_again(people)
        _letter(people)
        _whole_file(people)


def _queue_and_reassignment(people: People) -> None:
    officer = people.officer.open("/desk/jcma/").sees("Queue (2)", "In nobody’s hand 2 0 2").keep("jcma-01-queue")
    officer.press("Take it").sees("In nobody’s hand 1").keep("jcma-02-taken")
    officer.page.locator("tr", has_text="Check that the PIN").get_by_role("link", name="Hand on").click()
    officer.page.wait_for_url("**/assign/")
    officer.fill({"officer": SECOND}).keep("jcma-03-hand-on").press()
    officer.follow(SECOND).sees("Queue (1)", "Check that the PIN is complete").keep("jcma-04-of-one-officer")
    people.officer2.open("/desk/jcma/?whose=mine").sees("Queue (1)", "Check that the PIN is complete")


def _same_hands_again(people: People) -> None:
    """What an officer returned comes back to the same officer."""
    pin = people.it.pin
    people.officer2.open(f"{pin}return-to-participant/").fill({"note": "Add the owner of the site."}).press()
    people.officer2.open("/desk/jcma/?whose=mine").sees("Queue (0)").keep("jcma-05-empty")
    people.participant.open(pin).sees("Add the owner of the site.").open(f"{pin}submit/").press("Submit")
    people.officer2.open("/desk/jcma/?whose=mine").sees("Queue (1)")


def _letter(people: People) -> None:
    officer, me = people.officer2, people.participant
    officer.open(people.it.home).follow("Write a letter").keep("jcma-06-write-letter")
    officer.fill(
        {"to_role": "participant", "topic": "Grid connection", "text": "Who owns the line?", "answer_by": "2026-06-12"}
    ).press()
    letter = address_of(Letter)
    me.has_in_inbox("Grid connection").open(letter).keep("jcma-07-letter").follow("Answer")
    me.fill({"text": "The owner of the reservoir."}).press()
    officer.open(letter).sees("The owner of the reservoir.").keep("jcma-08-answered")


def _whole_file(people: People) -> None:
    officer = people.officer2.open(people.it.home).follow("Whole file")
    officer.sees("Grid connection", "PIN", "PDD").keep("jcma-09-whole-file")
