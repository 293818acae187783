"""Every object that addresses and machines need is made once, and everything that must hold of it is asked then.

Each function is a family of questions; each runs on every object that it is about, in a savepoint of its own. The
questions themselves stand in `answers`, `methods`, `golden`, `moves`, `interests` and `tests/attacks/fallen`.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import datetime
from operator import attrgetter
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from tests.architecture import answers, golden, interests, light, methods, moves, people, stages
from tests.architecture.answers import Browsers
from tests.architecture.conftest import browser
from tests.architecture.golden import SignedIn
from tests.architecture.routes import Route
from tests.architecture.stages import Stage, Standing
from tests.attacks import fallen
from tests.factories.addresses import Address
from tests.factories.projects import with_a_spare
from tests.hostile import forms as hostile


@pytest.fixture(scope="module")
def browsers(made: SimpleNamespace, everybody: dict[str, Any]) -> Browsers:
    """A browser for each role that is asked, signed in once."""
    roles = people.of(made)
    return {role: (roles[role], browser(roles[role])) for role in answers.ASKED}


@pytest.fixture(scope="module")
def strict(browsers: Browsers) -> Browsers:
    """The same, of which a token is asked with every deed."""
    return {role: (user, browser(user, asks_token=True)) for role, (user, _client) in browsers.items()}


@pytest.fixture(scope="module")
def forms_judged() -> set[Any]:
    """The kinds of form that were tried in this module."""
    return set()


@pytest.fixture(scope="module")
def at_the_door(browsers: Browsers, strict: Browsers, signed_in: SignedIn) -> None:
    """Everybody has signed in before the first object is made: with the object goes whatever was done since."""


@pytest.fixture(scope="module")
def with_a_project(made: SimpleNamespace, at_the_door: None) -> SimpleNamespace:
    """The country once a project is registered: the first object that needs one takes it."""
    return with_a_spare(deepcopy(made))


@pytest.fixture(scope="module")
def stage(request: pytest.FixtureRequest, made: SimpleNamespace, at_the_door: None) -> Iterator[Standing]:
    """The object, made in a country where everybody of the golden tables is at work."""
    asked: Stage = request.param
    it = deepcopy(request.getfixturevalue("with_a_project") if asked.is_made else made)
    with transaction.atomic():
        with light.nobody_told():
            reached = asked.make(it)
        yield Standing(asked, it, reached)
        transaction.set_rollback(True)


@pytest.fixture
def standing(stage: Standing, db: None, noon: datetime) -> Standing:
    """The same for one test to change."""
    it, reached = deepcopy((stage.it, stage.reached))
    return Standing(stage.stage, it, reached)


def on_each(fits: Callable[[Stage], object]) -> pytest.MarkDecorator:
    """Ask it of each object that it is about."""
    fitting = [each for each in stages.EVERY if fits(each)]
    return pytest.mark.parametrize("stage", fitting, ids=attrgetter("name"), indirect=True)


def _paths(standing: Standing, addresses: list[tuple[Route, Address]]) -> list[tuple[Route, str]]:
    return [(route, reverse(route.name, kwargs=at.arguments(standing.reached))) for route, at in addresses]


@on_each(lambda each: each.addresses)
def test_an_address_answers_each_role_without_a_fault(standing: Standing, browsers: Browsers) -> None:
    """It leads nobody to a place closed to their role, and keeps its query budget."""
    assert answers.faults(_paths(standing, standing.stage.addresses), browsers) == []


@on_each(lambda each: each.addresses)
def test_no_method_but_post_writes_and_post_wants_a_token(
    standing: Standing, browsers: Browsers, strict: Browsers
) -> None:
    assert methods.faults(_paths(standing, standing.stage.addresses), browsers, strict) == []


@on_each(lambda each: each.to_read)
def test_a_form_takes_or_refuses_every_hostile_value(
    standing: Standing, browsers: Browsers, forms_judged: set[Any], record_property: Callable[[str, object], None]
) -> None:
    """Never a fault, nothing stored of what is refused, a sentence with each refusal, and soon."""
    hostile.TRIED.clear()
    assert hostile.faults(_paths(standing, standing.stage.to_read), browsers, forms_judged) == []
    record_property("hostile", dict(hostile.TRIED))


@on_each(lambda each: each.rows)
def test_an_address_answers_each_person_as_the_table_says(standing: Standing, signed_in: SignedIn) -> None:
    wrong = golden.differences(standing.stage.rows, standing.reached, standing.it, signed_in)
    assert not wrong, golden.listed(wrong)


@on_each(lambda each: each.to_read)
def test_who_has_fallen_reads_what_anybody_reads(standing: Standing) -> None:
    addresses = {route.name: path for route, path in _paths(standing, standing.stage.to_read)}
    assert fallen.faults(addresses, standing.it) == []


@on_each(lambda each: each.machines)
def test_a_move_is_made_by_whom_the_table_names(standing: Standing, everybody: dict[str, Any]) -> None:
    wrong = [
        difference
        for label in standing.stage.machines
        for difference in moves.differences(label, standing.reached, standing.it, everybody)
    ]
    assert not wrong, golden.listed(wrong)


@on_each(lambda each: each.machines)
def test_whoever_acts_for_a_party_makes_no_judging_move(standing: Standing) -> None:
    for label in standing.stage.machines:
        assert interests.faults(label, standing.reached, standing.it, people.of(standing.it)) == []
