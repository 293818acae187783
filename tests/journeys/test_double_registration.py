"""In a browser: what participants declare about other mechanisms, and JCMA's judgement of a similar project."""

from types import SimpleNamespace

import pytest

from tests.factories.partners import a_country_in_operation
from tests.factories.projects import a_design, a_registered_project, a_registration_request
from tests.journeys.actors import aside
from tests.journeys.people import People, on

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    """A country in operation."""
    return a_country_in_operation()


def _a_silent_pdd(it: SimpleNamespace) -> str:
    return str(a_design(it, other_mechanism="", declares_no_double_registration=False).get_absolute_url())


def _a_request_like_a_registered_project(it: SimpleNamespace) -> str:
    a_registered_project(it)
    return str(a_registration_request(it, submitted=True).get_absolute_url())


def test_participants_declare_other_mechanisms(people: People) -> None:
    me, design = people.participant, aside(lambda: _a_silent_pdd(people.it))
    with on(2026, 6, 2):
        me.open(f"{design}submit/").press("Submit", status=422).sees("PDD-15", "DBL-07").keep("double-01-missing")
        me.open(f"{design}edit/declaration/").keep("double-02-declaration")
        me.fill({"declares_no_double_registration": True, "other_mechanism": "Applied for"}).press("Save and continue")
        me.open(f"{design}submit/").press("Submit", status=422).sees("DBL-08")
        me.open(f"{design}edit/declaration/")
        me.fill({"other_mechanism_name": "CDM", "other_mechanism_reference": "PoA 1234"}).press("Save and continue")
        me.open(f"{design}submit/").press("Submit")
        people.officer.open(design).sees("Applied for, not registered", "PoA 1234")


def test_jcma_judges_a_similar_project(people: People) -> None:
    officer, asked = people.officer, aside(lambda: _a_request_like_a_registered_project(people.it))
    with on(2026, 6, 2):
        officer.has_in_inbox("Check that the registration request is complete").open(asked)
        officer.sees("The names are alike (100 %)", "Not judged yet").keep("double-03-similar")
        officer.open(f"{asked}forward/").tick_all().press(status=422).sees("DBL-05")
        _judge(people, asked, "same", "Same reservoir, same owner.")
        officer.open(f"{asked}forward/").tick_all().press(status=422).sees("DBL-06").keep("double-04-same")
        _judge(people, asked, "other", "The second plant on the other bank.")
        officer.sees("Another project: The second plant").keep("double-05-judged")
        officer.open(f"{asked}forward/").tick_all().press()
        people.participant.open(asked).sees("Joint Committee")


def _judge(people: People, asked: str, verdict: str, explanation: str) -> None:
    officer = people.officer.open(asked)
    officer.page.locator("tr", has_text="TH001").get_by_role("link", name="Judge").click()
    officer.page.wait_for_url("**/similar/*/")
    officer.fill({"verdict": verdict, "explanation": explanation}).press()
