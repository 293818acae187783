"""Who opens which papers, asked once for all who hold the same."""

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from partners.people.models.people import Appointment, User
from tests.architecture import people
from tests.factories.partners import person
from tests.factories.projects import a_pin
from tests.factories.registry import an_account
from workflow import procedures
from workflow.papers import selectors as papers


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever holds these appointments: no name, no key, nothing that would tell one person from another."""

    held: tuple[Appointment, ...]
    is_authenticated: bool = True

    def holds(self, role: str, **where: Any) -> bool:
        return User.holds(self, role, **where)  # type: ignore[arg-type]  # it stands in for a person

    def organisation_ids(self, role: str | None = None) -> set[int]:
        return User.organisation_ids(self, role)  # type: ignore[arg-type]  # same


def test_a_kind_that_is_not_told_as_personal_asks_only_what_people_hold(it: SimpleNamespace) -> None:
    asked, by_office = 0, [one.visible_to for one in procedures.every().values() if not one.is_personal]
    for user in people.of(it).values():
        if user.is_authenticated and not user.is_system:
            for rows in by_office:
                assert set(rows(Holder(user.held)).values_list("pk")) == set(rows(user).values_list("pk"))
                asked += 1
    assert asked > 200


def test_one_answer_serves_whoever_holds_the_same(it: SimpleNamespace, django_assert_max_num_queries: Any) -> None:
    pin = a_pin(it, submitted=True)
    colleagues = [person("participant", it.japanese_company) for _ in range(8)]
    others = [person("participant", it.other_company) for _ in range(8)]
    paper = pin.paper
    with django_assert_max_num_queries(3):  # what they hold, and one answer for each company
        told = papers.readers_among([*colleagues, *others], paper)
    assert told == colleagues


def test_of_people_who_hold_the_same_an_account_opens_to_whom_it_names(it: SimpleNamespace) -> None:
    account = an_account(it, it.japanese_company, people=(it.participant, it.participant2))
    colleague = person("participant", it.japanese_company)
    assert papers.readers_among([it.participant, colleague], account.paper) == [it.participant]
