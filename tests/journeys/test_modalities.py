"""A journey: modalities of communication come into force, a participant leaves, the focal point changes."""

from types import SimpleNamespace
from typing import Any

import pytest

from common import clock
from partners.people.models.people import User
from projects.projects.services import projects
from tests.conftest import NOON
from tests.factories.modalities import a_planned_project
from tests.factories.partners import a_country_in_operation
from tests.journeys.actors import PASSWORD, Actor
from tests.journeys.modalities import confirmed_and_accepted, write_entities
from tests.look.chromium import chromium

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ROLES = ("participant", "local_participant", "outsider", "officer")


@pytest.fixture
def it(transactional_db: None) -> SimpleNamespace:
    """A planned project of three companies, and people who can sign in."""
    it = a_country_in_operation()
    it.project = a_planned_project(it)
    projects.add_participant(project_id=it.project.pk, organisation=it.other_company, by=it.participant, at=NOON)
    for role in ROLES:
        user: User = getattr(it, role)
        user.set_password(PASSWORD)
        user.save()
    return it


def test_modalities_come_into_force_and_change(it: SimpleNamespace, live_server: Any) -> None:
    base = it.project.get_absolute_url()
    with clock.at(NOON), chromium() as browser:
        people = {role: Actor(browser, live_server.url, role).sign_in(getattr(it, role).email) for role in ROLES}
        me, local, other, officer = (people[role] for role in ROLES)
        _first_statement(base, me, local, other, officer)
        _the_local_company_leaves(base, me, local, officer, it)
        _another_company_speaks_for_all(base, me, other, officer, it)


def _first_statement(base: str, me: Actor, local: Actor, other: Actor, officer: Actor) -> None:
    me.open(base).follow("File the modalities of communication").keep("moc-01-choose")
    me.follow("Complete statement").press()
    paper = me.path
    me.keep("moc-02-draft").open(f"{paper}ask-to-confirm/").press(status=422).sees("MOC-06")
    write_entities(me, paper)
    me.open(paper).keep("moc-03-written")
    me.page.locator("main th a").first.click()
    me.page.wait_for_load_state("load")
    me.keep("moc-04-entity").open(f"{paper}edit/").keep("moc-05-edit")
    confirmed_and_accepted(paper, [me, local, other], officer)
    me.open(paper).sees("Since 1 June 2026").keep("moc-06-in-force")


def _the_local_company_leaves(base: str, me: Actor, local: Actor, officer: Actor, it: SimpleNamespace) -> None:
    local.open(base).follow("File a change").keep("moc-07-choose-change")
    local.follow("Withdrawal of a participant").fill({"about": it.local_company.name}).keep("moc-08-leave").press()
    paper = local.path
    local.sees("Annex 1, sections 1 and 3", "Not needed in this case")
    local.open(f"{paper}ask-to-confirm/").press(status=422).sees("MOC-15")
    local.open(f"{paper}edit/").keep("moc-09-reason").fill({"reason": "The plant was sold."}).press()
    confirmed_and_accepted(paper, [local, me], officer)
    me.open(paper).sees("From 1 June 2026 until 1 June 2026").keep("moc-10-left")
    assert it.local_company.name not in me.open(base).page.inner_text("section[aria-labelledby=participants]")


def _another_company_speaks_for_all(base: str, me: Actor, other: Actor, officer: Actor, it: SimpleNamespace) -> None:
    me.open(f"{base}modalities/start/complete/").press()
    paper = me.path
    me.open(f"{paper}edit/").fill({"focal_point": it.other_company.pk, "reason": "It runs the plant now."}).press()
    confirmed_and_accepted(paper, [me, other], officer)
    said = me.open(base).page.inner_text("section[aria-labelledby=participants]")
    assert f"{it.other_company.name} (Japan) – focal point" in said
