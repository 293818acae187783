"""What a page hides, its downloads, prints and history hide too (M1, M3)."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from common import history
from partners.people.models.people import User
from partners.people.models.seats import JointCommittee
from tests.attacks import falls
from tests.factories.pages import a_concluded_decision
from tests.factories.partners import country, organisation, person, take_seat
from tests.factories.projects import a_design, a_pin
from tests.factories.registry import an_account


def elsewhere(it: SimpleNamespace) -> dict[str, User]:
    """People of another country's committee, secretariat and registry, and of Japan's registry."""
    other = country("ID")
    government = organisation("government", "partner", other)
    member = person("committee", government, other)
    committee, _ = JointCommittee.objects.get_or_create(country=other)
    take_seat(committee, member, "partner")
    office = organisation("secretariat", "partner", other)
    return {
        "committee": member,
        "secretariat": person("secretariat", office, other),
        "registry": person("registry", government, other),
        "registry of Japan": it.registry_officer,
    }


@pytest.mark.parametrize("who", ["committee", "secretariat"])
def test_the_record_names_people_to_those_alone_whose_page_does(
    it: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    asked: list[bool] = []

    def record_pdf(_decision: object, *, language: str, full: bool) -> bytes:
        asked.append(full)
        return language.encode()

    monkeypatch.setattr("committee.decisions.reports.record_pdf", record_pdf)
    number = a_concluded_decision(it).number
    address = reverse("committee:decision-record", kwargs={"number": number, "language": "en"})
    falls.browser(elsewhere(it)[who]).get(address)
    falls.browser(it.japan_chair).get(address)
    assert asked == [False, True]


def of_row(row: object) -> str:
    meta = row._meta  # type: ignore[attr-defined]  # a model's
    return reverse("workflow:row-history", args=[meta.app_label, meta.model_name, row.pk])  # type: ignore[attr-defined]


def test_the_history_of_a_draft_is_closed_as_its_page_is(it: SimpleNamespace) -> None:
    for draft in (a_pin(it), a_design(it)):
        client = falls.browser(it.officer)
        assert client.get(draft.get_absolute_url()).status_code == 404
        assert falls.closed(client.get(of_row(draft)))
        assert not falls.closed(falls.browser(it.auditor).get(of_row(draft)))


def test_the_history_of_a_paper_is_read_by_its_own_officers(it: SimpleNamespace) -> None:
    pin = a_pin(it, answered=True)
    assert falls.browser(it.officer).get(of_row(pin)).status_code == 200
    for who, user in elsewhere(it).items():
        assert falls.closed(falls.browser(user).get(of_row(pin))), who


def test_the_history_of_an_account_is_read_by_its_own_registry(it: SimpleNamespace) -> None:
    account = an_account(it, it.local_company, country=it.country)
    people = {"Japan's": it.registry_officer, "JCMA": it.officer, "another country's": elsewhere(it)["registry"]}
    for row in (account, account.details):
        assert falls.browser(it.partner_registry_officer).get(of_row(row)).status_code == 200
        for who, user in people.items():
            assert falls.closed(falls.browser(user).get(of_row(row))), who


def test_what_has_no_page_of_its_own_has_its_history_for_auditors_alone(it: SimpleNamespace) -> None:
    assert any(model._meta.label == "partners.Appointment" for model in history.kept_models())
    row = it.participant.appointments.get()
    assert falls.closed(falls.browser(it.officer).get(of_row(row)))
    assert falls.browser(it.auditor).get(of_row(row)).status_code == 200
